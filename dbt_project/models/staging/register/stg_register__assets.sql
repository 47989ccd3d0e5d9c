select
    receipt_id,
    row_number,
    asset_id,
    theme_id,
    topic_code,
    name_en,
    name_cy
from {{ source('raw', 'assets') }}
