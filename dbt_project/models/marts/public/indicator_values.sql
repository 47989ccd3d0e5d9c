select
    round_id,
    indicator_id,
    value_on,
    place_en,
    place_cy,
    {{ is_few('base_count') }} as is_suppressed,
    case when not is_suppressed then value end as value,
    case when not is_suppressed then {{ to_nearest_five('base_count') }} end as base_count,
    note_en,
    note_cy,
    is_revised,
    receipt_id,
    received_on
from {{ ref('fct_indicator_values') }}
