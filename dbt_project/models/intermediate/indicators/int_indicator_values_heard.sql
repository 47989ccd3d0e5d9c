-- The values heard of when a round closed, the newest of each indicator, date and place; of those indicators
-- that the register listed then.
with told as (
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
),

heard as (
    select
        told.*,
        receipts.received_at
    from told
    inner join {{ ref('stg_landing__receipts') }} as receipts on told.receipt_id = receipts.receipt_id
)

select
    rounds.round_id,
    heard.*
from {{ ref('int_rounds_timed') }} as rounds
inner join heard on rounds.moment_at >= heard.received_at
inner join {{ source('raw', 'indicators') }} as listed
    on rounds.register_receipt_id = listed.receipt_id and heard.indicator_id = listed.indicator_id
where rounds.is_opened
qualify row_number() over (
    partition by rounds.round_id, heard.indicator_id, heard.value_on, lower(trim(heard.place_en))
    order by heard.received_at desc, heard.receipt_id desc, heard.row_number desc
) = 1
