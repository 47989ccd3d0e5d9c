select
    receipt_id,
    row_number,
    engagement_id,
    comment as comment_text,
    language,
    question as question_code
from {{ source('raw', 'comments') }}
