select
    receipt_id,
    row_number,
    engagement_id,
    comment as comment_text,
    language
from {{ source('raw', 'comments') }}
