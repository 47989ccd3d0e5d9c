-- The values heard of when a round closed, the newest of each indicator, date and place; of those indicators
-- that the register listed then.
with heard as (
    select
        told.receipt_id,
        told.row_number,
        told.indicator_id,
        told.place_en,
        told.place_cy,
        told.note_en,
        told.note_cy,
        told.value_on,
        receipts.received_at,
        cast(told.value as double) as value,
        cast(told.base as integer) as base_count,
        coalesce(told.revised, false) as is_revised
    from {{ source('raw', 'indicator_values') }} as told
    inner join {{ ref('stg_landing__receipts') }} as receipts on told.receipt_id = receipts.receipt_id
)

select
    rounds.round_id,
    heard.indicator_id,
    heard.value_on,
    heard.place_en,
    heard.place_cy,
    {{ is_few('heard.base_count') }} as is_suppressed,
    case when not is_suppressed then heard.value end as value,
    case when not is_suppressed then {{ to_nearest_five('heard.base_count') }} end as base_count,
    heard.note_en,
    heard.note_cy,
    heard.is_revised,
    heard.receipt_id,
    {{ local_date('heard.received_at') }} as received_on
from {{ ref('int_rounds_timed') }} as rounds
inner join heard on rounds.moment_at >= heard.received_at
inner join {{ source('raw', 'indicators') }} as listed
    on rounds.register_receipt_id = listed.receipt_id and heard.indicator_id = listed.indicator_id
where rounds.is_opened
qualify row_number() over (
    partition by rounds.round_id, heard.indicator_id, heard.value_on, lower(trim(heard.place_en))
    order by heard.received_at desc, heard.receipt_id desc, heard.row_number desc
) = 1
