select
    receipt_id,
    row_number,
    project_key,
    highlight_key,
    tag_key
from {{ source('raw', 'taguette_highlight_tags') }}
