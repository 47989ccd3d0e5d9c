select
    receipt_id,
    row_number,
    event_id,
    name_en,
    name_cy,
    place_en,
    place_cy,
    people as people_count,
    not_there_en,
    not_there_cy,
    held_on
from {{ source('raw', 'felt_events') }}
