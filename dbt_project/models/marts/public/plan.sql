-- How often rounds come is the rhythm of at least three in four of the times between two openings.
with gaps as (
    select opens_on - lag(opens_on) over (order by opens_on) as day_count
    from {{ ref('int_rounds_dated') }}
),

named as (
    select
        case
            when day_count between 24 and 38 then 'monthly'
            when day_count between 80 and 104 then 'quarterly'
            when day_count between 340 and 390 then 'yearly'
            else 'irregular'
        end as rhythm
    from gaps
    where day_count is not null
),

counted as (
    select
        rhythm,
        count(*) as gap_count,
        sum(count(*)) over () as all_count
    from named
    group by rhythm
),

rhythms as (
    select coalesce(any_value(rhythm) filter (where 4 * gap_count >= 3 * all_count), 'irregular') as rhythm
    from counted
),

listened as (
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
cross join rhythms
cross join listened
cross join {{ ref('int_people_controlled') }} as people
cross join comments
