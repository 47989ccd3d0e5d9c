select
    round_id,
    event_id,
    held_on,
    name_en,
    name_cy,
    place_en,
    place_cy,
    {{ is_few('people_count') }} as is_people_count_suppressed,
    case when not is_people_count_suppressed then {{ to_nearest_five('people_count') }} end as people_count,
    not_there_en,
    not_there_cy,
    receipt_id,
    received_on
from {{ ref('fct_felt_events') }}
