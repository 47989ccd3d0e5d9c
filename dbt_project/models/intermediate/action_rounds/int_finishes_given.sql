-- Each day that was given for an action's finish, agreed by a decision or forecast by its lead, with how
-- often the one or the other had changed by then.
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

given as (
    select
        'agreed' as kind,
        decisions.action_id,
        null as statement_number,
        decisions.receipt_id,
        decisions.row_number,
        decisions.received_at,
        decisions.counted_position,
        decisions.agreed_finish_on as finish_on,
        first_finishes.original_finish_on as first_finish_on
    from {{ ref('int_decisions_placed') }} as decisions
    left join first_finishes
        on
            decisions.action_id = first_finishes.action_id
            and decisions.counted_round_id = first_finishes.round_id
    where decisions.decision in ('agree_date', 'correct')
    union all by name
    select
        'forecast' as kind,
        action_id,
        statement_number,
        receipt_id,
        row_number,
        received_at,
        counted_position,
        forecast_finish_on as finish_on
    from {{ ref('int_statements_ordered') }}
    where role = 'lead' and kind = 'content'
),

ordered as (
    select
        *,
        row_number() over in_order as finish_number,
        lag(finish_on, 1, first_finish_on) over in_order as finish_before_on
    from given
    where finish_on is not null and counted_position is not null
    window in_order as (
        partition by action_id, kind
        order by counted_position, statement_number, received_at, receipt_id, row_number
    )
)

select
    kind,
    action_id,
    finish_number,
    statement_number,
    receipt_id,
    finish_on,
    count(*) filter (where finish_on <> finish_before_on) over (
        partition by action_id, kind
        order by finish_number
    ) as moved_count,
    counted_position,
    lead(counted_position) over (partition by action_id, kind order by finish_number) as next_position
from ordered
