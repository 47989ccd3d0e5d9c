-- The events heard of when a round closed; the newest file with an event in it replaces the others.
with events as (
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
),

heard as (
    select
        events.*,
        receipts.received_at
    from events
    inner join {{ ref('stg_landing__receipts') }} as receipts on events.receipt_id = receipts.receipt_id
)

select
    rounds.round_id,
    heard.*
from {{ ref('int_rounds_timed') }} as rounds
inner join heard on rounds.moment_at >= heard.received_at
where rounds.is_opened
qualify row_number() over (
    partition by rounds.round_id, heard.event_id
    order by heard.received_at desc, heard.receipt_id desc
) = 1
