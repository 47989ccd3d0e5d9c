-- A row is a round whose actions are not as many as its register says the plan has.
{{ config(meta={'dagster': {'ref': {'name': 'plan_rounds'}}}) }}
select
    plan_rounds.round_id,
    plan_rounds.action_count,
    plans.action_count as action_count_in_plan
from {{ ref('plan_rounds') }} as plan_rounds
inner join {{ ref('int_rounds_timed') }} as rounds on plan_rounds.round_id = rounds.round_id
inner join {{ ref('stg_register__plan') }} as plans on rounds.register_receipt_id = plans.receipt_id
where
    plan_rounds.action_count <> plans.action_count
    or plan_rounds.action_count <> (
        plan_rounds.awaiting_first_update_count + plan_rounds.seen_differently_count
        + plan_rounds.stopped_count + plan_rounds.complete_count + plan_rounds.paused_count
        + plan_rounds.delayed_count + plan_rounds.update_overdue_count + plan_rounds.at_risk_count
        + plan_rounds.on_track_count + plan_rounds.not_started_count
    )
