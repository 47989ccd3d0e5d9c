-- A partner reported in a round if a return of which a row was filled in counts there.
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
),

returned as (
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
),

-- a partner that leads no action still has its row, and counts nothing
action_rounds as (
    select
        facts.* exclude (round_id, lead_partner_id), -- noqa: RF02
        rounds.round_id,
        partners.partner_id
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ source('raw', 'partners') }} as partners
        on rounds.register_receipt_id = partners.receipt_id
    left join {{ ref('fct_action_rounds') }} as facts
        on rounds.round_id = facts.round_id and partners.partner_id = facts.lead_partner_id
    where rounds.is_opened
),

metrics as (
    select
        round_id,
        partner_id,
        -- a partner is expected to report while it leads an action that was not joined to another
        count(action_id) filter (where joined_to is null) > 0 as is_expected,
        {{ round_metrics() }}
    from action_rounds
    group by round_id, partner_id
)

select
    metrics.*,
    returned.partner_id is not null as is_returned,
    coalesce(returned.is_on_time, false) as is_on_time,
    coalesce(not returned.is_on_time, false) as is_late,
    coalesce(returned.is_let_in, false) as is_let_in,
    returned.first_received_at,
    cast(coalesce(returned.return_count, 0) as integer) as return_count
from metrics
left join returned
    on metrics.round_id = returned.round_id and metrics.partner_id = returned.partner_id
