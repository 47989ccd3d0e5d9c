select
    round_id,
    indicator_id,
    value_on,
    place_en,
    place_cy,
    value,
    cast(base_count as integer) as base_count,
    note_en,
    note_cy,
    is_revised,
    receipt_id,
    {{ local_date('received_at') }} as received_on
from {{ ref('int_indicator_values_heard') }}
