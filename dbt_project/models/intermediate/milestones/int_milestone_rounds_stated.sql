-- Every milestone of the register then in force, in every opened round, with the state last reported.
with milestones as (
    select
        rounds.round_id,
        rounds.position as round_position,
        rounds.moment_on,
        rounds.register_receipt_id,
        milestones.milestone_id,
        milestones.action_id,
        milestones.due_on
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ ref('stg_register__milestones') }} as milestones
        on rounds.register_receipt_id = milestones.receipt_id
    where rounds.is_opened
)

select
    milestones.round_id,
    milestones.moment_on,
    milestones.register_receipt_id,
    milestones.milestone_id,
    milestones.action_id,
    milestones.due_on as original_due_on,
    coalesce(reported.due_on, milestones.due_on) as due_on,
    coalesce(reported.state, 'not_started') as state,
    reported.done_on,
    reported.reason,
    reported.receipt_id
from milestones
asof left join {{ ref('int_milestones_reported') }} as reported
    on
        milestones.milestone_id = reported.milestone_id
        and milestones.round_position >= reported.counted_position
