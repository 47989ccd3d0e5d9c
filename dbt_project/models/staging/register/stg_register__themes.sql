select
    receipt_id,
    row_number,
    theme_id,
    position,
    name_en,
    name_cy
from {{ source('raw', 'themes') }}
