select
    receipt_id,
    row_number,
    plan_id,
    name_en,
    name_cy,
    is_demonstration,
    statement_en,
    statement_cy,
    steering_group_en,
    steering_group_cy,
    action_count,
    ageing_after_days,
    reply_working_days,
    published_participant_count,
    published_workshop_resident_count,
    published_workshop_partner_count,
    as_of as stands_at_on
from {{ source('raw', 'plan') }}
