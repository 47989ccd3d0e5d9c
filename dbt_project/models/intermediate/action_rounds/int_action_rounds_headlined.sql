-- The headline: the first rule that matches, and its name. Design section 5 numbers them.
with gathered as (
    select * from {{ ref('int_action_rounds_gathered') }}
),

freshened as (
    select
        *,
        case
            when confirmed_on is null then 'never'
            when is_confirmed_in_round then 'confirmed'
            when days_since_confirmed <= ageing_after_days then 'ageing'
            -- what is complete or stopped does not go stale
            when stage in ('complete', 'stopped') then 'ageing'
            else 'overdue'
        end as freshness
    from gathered
),

ruled as (
    select
        *,
        case
            when stage is null then '1_no_agreed_view'
            when is_seen_differently then '2_views_differ'
            when stage = 'stopped' then '3_stopped'
            when stage = 'complete' then '4_complete'
            when stage = 'paused' and coalesce(look_again_on >= moment_on, true) then '5_paused'
            when agreed_finish_on < moment_on then '6_agreed_finish_passed'
            when freshness = 'overdue' then '7_update_overdue'
            when stage = 'paused' then '7_look_again_passed'
            when rating = 'delayed' then '8_rated_delayed'
            when forecast_finish_on > agreed_finish_on + 31 then '8_forecast_too_late'
            when rating = 'at_risk' then '9_rated_at_risk'
            when rating = 'on_track' then '9_rated_on_track'
            when stage = 'not_started' then '10_not_started'
            else '7_rating_missing'
        end as headline_rule
    from freshened
)

select
    *,
    case headline_rule
        when '1_no_agreed_view' then 'awaiting_first_update'
        when '2_views_differ' then 'seen_differently'
        when '3_stopped' then 'stopped'
        when '4_complete' then 'complete'
        when '5_paused' then 'paused'
        when '6_agreed_finish_passed' then 'delayed'
        when '8_rated_delayed' then 'delayed'
        when '8_forecast_too_late' then 'delayed'
        when '9_rated_at_risk' then 'at_risk'
        when '9_rated_on_track' then 'on_track'
        when '10_not_started' then 'not_started'
        else 'update_overdue'
    end as headline
from ruled
