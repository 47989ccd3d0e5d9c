select
    theme_id,
    question_code,
    position,
    comment_count
from {{ ref('fct_theme_voices') }}
