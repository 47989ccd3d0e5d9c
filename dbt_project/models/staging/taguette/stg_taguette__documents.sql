select
    receipt_id,
    row_number,
    project_key,
    document_key,
    name,
    description,
    character_count,
    created_at
from {{ source('raw', 'taguette_documents') }}
