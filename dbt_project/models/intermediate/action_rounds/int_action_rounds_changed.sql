-- How the headline changed since the round before, and how long the agreed stage has stood.
with headlined as (
    select
        facts.round_id,
        facts.action_id,
        facts.position,
        facts.moment_on,
        facts.headline,
        facts.stage,
        facts.stated_on,
        facts.is_confirmed_in_round as is_confirmed,
        headlines.concern,
        lag(facts.headline) over in_order as previous_headline,
        lag(headlines.concern) over in_order as previous_concern,
        lag(facts.stage) over in_order as previous_stage
    from {{ ref('int_action_rounds_headlined') }} as facts
    inner join {{ ref('headlines') }} as headlines on facts.headline = headlines.code
    window in_order as (partition by facts.action_id order by facts.position)
),

with_runs as (
    select
        *,
        count(*) filter (where stage is distinct from previous_stage) over (
            partition by action_id
            order by position
        ) as stage_run
    from headlined
),

with_since as (
    select
        *,
        first_value(stated_on) over (partition by action_id, stage_run order by position) as stage_since_on
    from with_runs
)

select
    round_id,
    action_id,
    previous_headline,
    {{ change_of_headline() }} as change,
    stage_since_on,
    moment_on - stage_since_on as days_in_stage
from with_since
