select
    receipt_id,
    row_number,
    project_key,
    name,
    alembic_version,
    exported_from,
    last_command_at
from {{ source('raw', 'taguette_projects') }}
