-- Each time a decision set an action's finish, with how often the date had changed by then.
-- The finish before the first decision is the one that the register held in that round, not a later load's.
with first_finishes as (
    select
        rounds.round_id,
        actions.action_id,
        actions.original_finish_on
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ ref('int_actions_versioned') }} as actions
        on rounds.register_receipt_id = actions.register_receipt_id
),

agreed as (
    select
        decisions.action_id,
        decisions.receipt_id,
        decisions.row_number,
        decisions.reason,
        decisions.received_at,
        decisions.decided_on,
        decisions.counted_round_id,
        decisions.counted_position,
        decisions.agreed_finish_on,
        first_finishes.original_finish_on,
        row_number() over finish_order as decision_number,
        lag(
            decisions.agreed_finish_on, 1, first_finishes.original_finish_on
        ) over finish_order as previous_finish_on
    from {{ ref('int_decisions_placed') }} as decisions
    left join first_finishes
        on
            decisions.action_id = first_finishes.action_id
            and decisions.counted_round_id = first_finishes.round_id
    where
        decisions.decision in ('agree_date', 'correct')
        and decisions.agreed_finish_on is not null
        and decisions.counted_position is not null
    window finish_order as (
        partition by decisions.action_id
        order by decisions.counted_position, decisions.received_at, decisions.receipt_id, decisions.row_number
    )
)

select
    *,
    sum(case when agreed_finish_on <> previous_finish_on then 1 else 0 end) over (
        partition by action_id
        order by decision_number
    ) as finish_moved_count
from agreed
