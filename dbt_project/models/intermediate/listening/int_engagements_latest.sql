-- The engagement list as last accepted: a new list replaces the older one.
with lists as (
    select receipt_id
    from {{ ref('stg_landing__receipts') }}
    where feed = 'engagements'
    qualify row_number() over (order by received_at desc, receipt_id desc) = 1
)

select
    receipt_id,
    row_number,
    engagement_id,
    document,
    method,
    venue_kind,
    area,
    age_band,
    language,
    led_by as led_by_partner_id,
    facilitator_reflection,
    participants as participant_count,
    held_on
from {{ source('raw', 'engagements') }}
where receipt_id in (select lists.receipt_id from lists)
