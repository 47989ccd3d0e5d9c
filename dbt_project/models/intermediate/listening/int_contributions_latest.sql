-- The ledger as last accepted: a new one replaces the older.
with lists as (
    select receipt_id
    from {{ ref('stg_landing__receipts') }}
    where feed = 'contributions'
    qualify row_number() over (order by received_at desc, receipt_id desc) = 1
)

select contributions.*
from {{ ref('stg_contributions__contributions') }} as contributions
inner join lists on contributions.receipt_id = lists.receipt_id
