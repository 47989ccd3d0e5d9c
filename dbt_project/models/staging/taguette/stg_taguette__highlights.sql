select
    receipt_id,
    row_number,
    project_key,
    highlight_key,
    document_key,
    start_offset,
    end_offset,
    text as highlight_text,
    is_repaired,
    first_added_at
from {{ source('raw', 'taguette_highlights') }}
