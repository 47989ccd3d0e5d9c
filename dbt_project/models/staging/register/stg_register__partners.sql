select
    receipt_id,
    row_number,
    partner_id,
    name_en,
    name_cy,
    contact_role_en,
    contact_role_cy,
    contact_url
from {{ source('raw', 'partners') }}
