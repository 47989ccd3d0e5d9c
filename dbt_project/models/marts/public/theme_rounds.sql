-- A theme without any action still has its row, and counts nothing.
with action_rounds as (
    select
        facts.* exclude (round_id, theme_id), -- noqa: RF02
        rounds.round_id,
        themes.theme_id,
        case when leads.is_returned then facts.lead_partner_id end as returned_partner_id
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ source('raw', 'themes') }} as themes on rounds.register_receipt_id = themes.receipt_id
    left join {{ ref('fct_action_rounds') }} as facts
        on rounds.round_id = facts.round_id and themes.theme_id = facts.theme_id
    left join {{ ref('fct_partner_rounds') }} as leads
        on facts.round_id = leads.round_id and facts.lead_partner_id = leads.partner_id
    where rounds.is_opened
)

select
    round_id,
    theme_id,
    {{ round_metrics() }},
    cast(count(distinct lead_partner_id) filter (where joined_to is null) as integer) as expected_count,
    cast(count(distinct returned_partner_id) filter (where joined_to is null) as integer) as returned_count
from action_rounds
group by round_id, theme_id
