select
    receipt_id,
    row_number,
    partner_id,
    name_en,
    name_cy
from {{ source('raw', 'partners') }}
