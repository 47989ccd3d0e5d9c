select
    project_key,
    receipt_id,
    is_whole
from {{ ref('int_exports_versioned') }}
where is_latest
