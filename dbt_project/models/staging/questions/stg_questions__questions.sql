select
    receipt_id,
    row_number,
    question_id,
    action_id,
    theme_id,
    channel,
    consent_scope,

    question as question_text,
    language,
    general_words_en,
    general_words_cy,

    asked_on
from {{ source('raw', 'questions') }}
