with listened as (
    select cast(count(*) as integer) as engagement_count from {{ ref('int_engagements_latest') }}
),

comments as (
    select cast(count(*) as integer) as comment_count from {{ ref('int_comments_versioned') }}
    where is_latest
)

select
    plans.plan_id,
    plans.name_en,
    plans.name_cy,
    described.languages,
    described.has_listening,
    '{{ time_zone() }}' as time_zone,
    plans.is_demonstration,
    plans.statement_en,
    plans.statement_cy,
    plans.steering_group_en,
    plans.steering_group_cy,
    cast(plans.action_count as integer) as action_count,
    cast(plans.ageing_after_days as integer) as ageing_after_days,
    cast(plans.reply_working_days as integer) as reply_working_days,
    rhythms.rhythm,
    listened.engagement_count,
    people.participant_count,
    people.is_participant_count_exact,
    people.is_participant_count_suppressed,
    comments.comment_count
from {{ ref('stg_register__plan') }} as plans
inner join {{ ref('int_plans_described') }} as described on plans.receipt_id = described.register_receipt_id
cross join {{ ref('int_rhythm_found') }} as rhythms
cross join listened
cross join {{ ref('int_people_controlled') }} as people
cross join comments
