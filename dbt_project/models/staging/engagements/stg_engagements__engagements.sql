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
