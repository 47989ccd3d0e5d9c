-- The ledger as last accepted: a new one replaces the older.
with lists as (
    select receipt_id
    from {{ ref('stg_landing__receipts') }}
    where feed = 'contributions'
    qualify row_number() over (order by received_at desc, receipt_id desc) = 1
)

select
    receipt_id,
    row_number,
    contribution_id,
    engagement_id,
    organisation_kind as partner_id,
    lower(trim(category)) as category,
    paid_hours,
    volunteer_hours,
    expenses_gbp,
    month as month_on
from {{ source('raw', 'contributions') }}
where receipt_id in (select lists.receipt_id from lists)
