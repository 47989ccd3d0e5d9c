-- Who reported in which round: a return of which no row was filled in is none.
with reported as (
    select
        receipt_id,
        party_id as partner_id,
        counted_round_id as round_id
    from {{ ref('int_updates_attributed') }}
    where counted_round_id is not null and role <> 'none'
    union
    select
        receipt_id,
        partner_id,
        counted_round_id as round_id
    from {{ ref('int_milestones_reported') }}
)

select
    reported.round_id,
    reported.partner_id,
    count(*) as return_count,
    min(returns.received_at) as first_received_at,
    min(returns.received_at) <= min(rounds.due_at) as is_on_time,
    bool_or(returns.is_let_in) as is_let_in
from reported
inner join {{ ref('int_returns_placed') }} as returns on reported.receipt_id = returns.receipt_id
inner join {{ ref('int_rounds_timed') }} as rounds on reported.round_id = rounds.round_id
group by reported.round_id, reported.partner_id
