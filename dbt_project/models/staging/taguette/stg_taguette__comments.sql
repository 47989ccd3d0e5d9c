select
    receipt_id,
    row_number,
    project_key,
    comment_key,
    document_key,
    position,
    text as comment_text
from {{ source('raw', 'taguette_comments') }}
