-- The list of workshops as last accepted: a new one replaces the older.
with lists as (
    select receipt_id
    from {{ ref('stg_landing__receipts') }}
    where feed = 'workshops'
    qualify row_number() over (order by received_at desc, receipt_id desc) = 1
)

select
    receipt_id,
    row_number,
    workshop_id,
    themes as theme_ids,
    venue_kind,
    residents as resident_count,
    partners as partner_count,
    vouchers_given as voucher_count,
    vouchers_total_gbp,
    refreshments_cost_gbp,
    held_on
from {{ source('raw', 'workshops') }}
where receipt_id in (select lists.receipt_id from lists)
