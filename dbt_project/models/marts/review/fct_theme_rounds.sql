with theme_rounds as (
    select
        rounds.round_id,
        themes.theme_id
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ source('raw', 'themes') }} as themes on rounds.register_receipt_id = themes.receipt_id
    where rounds.is_opened
),

-- a theme without any action still has its row, and counts nothing
action_rounds as (
    select
        facts.* exclude (round_id, theme_id), -- noqa: RF02
        theme_rounds.round_id,
        theme_rounds.theme_id,
        case when returns.partner_id is not null then facts.lead_partner_id end as returned_partner_id
    from theme_rounds
    left join {{ ref('fct_action_rounds') }} as facts
        on theme_rounds.round_id = facts.round_id and theme_rounds.theme_id = facts.theme_id
    left join {{ ref('int_returns_counted') }} as returns
        on facts.round_id = returns.round_id and facts.lead_partner_id = returns.partner_id
)

select
    round_id,
    theme_id,
    {{ round_metrics() }},
    cast(count(distinct lead_partner_id) filter (where joined_to is null) as integer) as expected_count,
    cast(count(distinct returned_partner_id) filter (where joined_to is null) as integer) as returned_count
from action_rounds
group by round_id, theme_id
