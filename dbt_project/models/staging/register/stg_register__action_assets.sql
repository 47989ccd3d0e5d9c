select
    receipt_id,
    row_number,
    action_id,
    asset_id
from {{ source('raw', 'action_assets') }}
