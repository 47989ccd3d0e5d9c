-- A row is a round in which the counts of the themes do not add up to the plan's.
{{ config(meta={'dagster': {'ref': {'name': 'plan_rounds'}}}) }}
with themes as (
    select
        round_id,
        sum(action_count) as action_count,
        sum(confirmed_count) as confirmed_count,
        sum(delayed_count) as delayed_count,
        sum(seen_differently_count) as seen_differently_count,
        sum(milestone_done_count) as milestone_done_count
    from {{ ref('theme_rounds') }}
    group by round_id
)

select plan_rounds.round_id
from {{ ref('plan_rounds') }} as plan_rounds
left join themes on plan_rounds.round_id = themes.round_id
where
    (
        plan_rounds.action_count,
        plan_rounds.confirmed_count,
        plan_rounds.delayed_count,
        plan_rounds.seen_differently_count,
        plan_rounds.milestone_done_count
    ) is distinct from (
        themes.action_count,
        themes.confirmed_count,
        themes.delayed_count,
        themes.seen_differently_count,
        themes.milestone_done_count
    )
