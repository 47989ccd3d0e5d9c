select
    voice_id,
    quote,
    language,
    theme_id,
    topic_codes,
    question_code,
    setting,
    area,
    similar_count,
    is_differing,
    consent_scope,
    approved_by_role,
    approved_on
from {{ ref('fct_voices') }}
