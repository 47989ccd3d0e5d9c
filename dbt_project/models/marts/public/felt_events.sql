-- The events heard of when a round closed; the newest file with an event in it replaces the others.
with heard as (
    select
        events.*,
        receipts.received_at
    from {{ source('raw', 'felt_events') }} as events
    inner join {{ ref('stg_landing__receipts') }} as receipts on events.receipt_id = receipts.receipt_id
)

select
    rounds.round_id,
    heard.event_id,
    heard.held_on,
    heard.name_en,
    heard.name_cy,
    heard.place_en,
    heard.place_cy,
    {{ is_few('heard.people') }} as is_people_count_suppressed,
    case when not is_people_count_suppressed then {{ to_nearest_five('heard.people') }} end as people_count,
    heard.not_there_en,
    heard.not_there_cy,
    heard.receipt_id,
    {{ local_date('heard.received_at') }} as received_on
from {{ ref('int_rounds_timed') }} as rounds
inner join heard on rounds.moment_at >= heard.received_at
where rounds.is_opened
qualify row_number() over (
    partition by rounds.round_id, heard.event_id
    order by heard.received_at desc, heard.receipt_id desc
) = 1
