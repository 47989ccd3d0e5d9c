-- The other parties' views beside the agreed one, if any: which still count, and which of those disagree.
with said as (
    select
        *,
        -- a party has one view: what it says next replaces it, in whatever role it says that
        lead(counted_position) over (
            partition by action_id, party_id
            order by statement_number
        ) as next_position
    from {{ ref('int_statements_ordered') }}
    where counted_position is not null and kind in ('second_view', 'content')
),

others as (
    select
        action_id,
        party_id,
        role,
        statement_number,
        counted_position,
        stage,
        rating,
        next_position
    from said
    where kind = 'second_view' or role = 'supporting'
),

beside_agreed as (
    select
        agreed.round_id,
        agreed.position,
        others.*,
        coalesce(others.statement_number = agreed.agreed_number, false) as is_agreed,
        others.statement_number < coalesce(agreed.settlement_number, 0) as is_settled,
        others.role = 'supporting' and coalesce(
            others.counted_position < coalesce(agreed.lead_position, agreed.agreed_position), false
        ) as is_outdated,
        agreed.is_joined,
        agreed.stage is not null and not agreed.is_joined as is_comparable,
        coalesce(others.stage <> agreed.stage, false)
        or coalesce(others.rating <> agreed.rating, false) as differs
    from others
    inner join {{ ref('int_action_rounds_agreed') }} as agreed
        on
            others.action_id = agreed.action_id
            and others.counted_position <= agreed.position
            and coalesce(others.next_position > agreed.position, true)
),

-- once both have said the same at a close, the older word does not come back
with_history as (
    select
        *,
        coalesce(bool_or(not differs and not is_agreed and is_comparable) over (
            partition by action_id, party_id, statement_number
            order by position
            rows between unbounded preceding and 1 preceding
        ), false) as was_met
    from beside_agreed
)

select
    round_id,
    action_id,
    party_id,
    statement_number,
    is_agreed,
    is_settled,
    is_outdated,
    was_met,
    not is_agreed and differs and not is_settled and not is_outdated and not was_met
    and is_comparable as is_contesting,
    is_agreed
    or (not is_settled and not is_outdated and not is_joined and not (was_met and differs)) as is_counting
from with_history
