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
