with loads as (
    select
        receipt_id,
        received_at
    from {{ ref('stg_landing__receipts') }}
    where feed = 'register'
    -- of two loads received at the same moment the last one stands
    qualify row_number() over (partition by received_at order by receipt_id desc) = 1
)

select
    receipt_id as register_receipt_id,
    received_at,
    row_number() over (order by received_at) as version_number,
    received_at = max(received_at) over () as is_latest,
    -- rounds that closed before the plan was first loaded go by that first load
    case
        when received_at = min(received_at) over () then timestamp '0001-01-01 00:00:00'
        else received_at
    end as valid_from_at
from loads
