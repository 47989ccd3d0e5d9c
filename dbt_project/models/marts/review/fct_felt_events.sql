select
    round_id,
    event_id,
    held_on,
    name_en,
    name_cy,
    place_en,
    place_cy,
    cast(people_count as integer) as people_count,
    not_there_en,
    not_there_cy,
    receipt_id,
    {{ local_date('received_at') }} as received_on
from {{ ref('int_felt_events_heard') }}
