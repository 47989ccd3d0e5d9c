select
    receipt_id,
    row_number,
    project_key,
    highlight_key,
    comment_key
from {{ source('raw', 'taguette_highlight_comments') }}
