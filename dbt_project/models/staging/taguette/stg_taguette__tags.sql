select
    receipt_id,
    row_number,
    project_key,
    tag_key,
    path as tag_path,
    description
from {{ source('raw', 'taguette_tags') }}
