select
    partner_id,
    name_en,
    name_cy
from {{ ref('dim_partners') }}
