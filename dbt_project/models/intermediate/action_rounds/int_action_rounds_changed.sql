-- How the headline changed since the round before, and how long the agreed stage has stood.
{{ config(materialized='view') }}

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

with_beginnings as (
    select
        *,
        coalesce(stage <> previous_stage, true) as is_new_stage
    from headlined
),

with_since as (
    select
        *,
        struct_extract(
            last_value(case when is_new_stage then { 'on': stated_on } end ignore nulls) over so_far, 'on'
        ) as stage_since_on
    from with_beginnings
    window so_far as (
        partition by action_id
        order by position
        rows between unbounded preceding and current row
    )
)

select
    round_id,
    action_id,
    previous_headline,
    {{ change_of_headline() }} as change,
    stage_since_on,
    moment_on - stage_since_on as days_in_stage
from with_since
