with partner_rounds as (
    select
        rounds.round_id,
        partners.partner_id
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ source('raw', 'partners') }} as partners
        on rounds.register_receipt_id = partners.receipt_id
    where rounds.is_opened
),

-- a partner that leads no action still has its row, and counts nothing
action_rounds as (
    select
        facts.* exclude (round_id, lead_partner_id), -- noqa: RF02
        partner_rounds.round_id,
        partner_rounds.partner_id
    from partner_rounds
    left join {{ ref('fct_action_rounds') }} as facts
        on
            partner_rounds.round_id = facts.round_id
            and partner_rounds.partner_id = facts.lead_partner_id
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
    returns.partner_id is not null as is_returned,
    coalesce(returns.is_on_time, false) as is_on_time,
    coalesce(not returns.is_on_time, false) as is_late,
    coalesce(returns.is_let_in, false) as is_let_in,
    returns.first_received_at,
    cast(coalesce(returns.return_count, 0) as integer) as return_count
from metrics
left join {{ ref('int_returns_counted') }} as returns
    on metrics.round_id = returns.round_id and metrics.partner_id = returns.partner_id
