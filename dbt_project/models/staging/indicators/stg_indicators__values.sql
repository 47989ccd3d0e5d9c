select
    receipt_id,
    row_number,
    indicator_id,
    place_en,
    place_cy,
    base as base_count,
    note_en,
    note_cy,
    cast(value as double) as value,
    coalesce(revised, false) as is_revised,
    value_on
from {{ source('raw', 'indicator_values') }}
