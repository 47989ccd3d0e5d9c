-- A return counts in its round until that closes, then in the round open at the time, unless let in late.
with returns as (
    select * from {{ ref('stg_landing__receipts') }}
    where feed = 'return'
),

rounds as (
    select * from {{ ref('int_rounds_timed') }}
),

let_in as (
    select
        decisions.subject_receipt_id,
        rounds.round_id,
        rounds.position,
        rounds.closed_at
    from {{ ref('int_decisions_placed') }} as decisions
    inner join returns on decisions.subject_receipt_id = returns.receipt_id
    inner join rounds
        on
            coalesce(decisions.declared_round_id, returns.round_id) = rounds.round_id
            and returns.received_at > rounds.closed_at
    where decisions.decision in ('accept_late', 'correct') and not decisions.is_too_late
    qualify row_number() over (partition by decisions.subject_receipt_id order by rounds.position) = 1
),

placed as (
    select
        returns.receipt_id,
        returns.partner_id,
        returns.received_at,
        returns.round_id as declared_round_id,
        let_in.round_id is not null as is_let_in,
        case
            when let_in.round_id is not null then let_in.round_id
            when returns.received_at <= declared.closed_at then declared.round_id
        end as own_round_id,
        coalesce(let_in.closed_at, returns.received_at) as counted_at
    from returns
    left join rounds as declared on returns.round_id = declared.round_id
    left join let_in on returns.receipt_id = let_in.subject_receipt_id
),

with_next_round as (
    select
        placed.*,
        coalesce(placed.own_round_id, open_then.round_id) as counted_round_id
    from placed
    asof left join rounds as open_then on placed.received_at <= open_then.closed_at
)

select
    with_next_round.receipt_id,
    with_next_round.partner_id,
    with_next_round.received_at,
    with_next_round.declared_round_id,
    with_next_round.is_let_in,
    with_next_round.counted_at,
    with_next_round.counted_round_id,
    {{ local_date('with_next_round.received_at') }} as stated_on,
    {{ local_date('with_next_round.counted_at') }} as counted_on,
    rounds.position as counted_position,
    versions.register_receipt_id
from with_next_round
left join rounds on with_next_round.counted_round_id = rounds.round_id
asof left join {{ ref('int_register_versions') }} as versions
    on with_next_round.counted_at >= versions.valid_from_at
