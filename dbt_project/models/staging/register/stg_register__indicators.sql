select
    receipt_id,
    row_number,
    indicator_id,
    position,
    name_en,
    name_cy,
    unit_en,
    unit_cy,
    wanted,
    how_often,
    source_en,
    source_cy,
    source_url,
    theme_ids,
    action_ids,
    baseline_on
from {{ source('raw', 'indicators') }}
