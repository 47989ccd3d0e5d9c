with theme_rounds as (
    select
        rounds.round_id,
        themes.theme_id
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ ref('stg_register__themes') }} as themes on rounds.register_receipt_id = themes.receipt_id
    where rounds.is_opened
),

-- a theme without any action still has its row, and counts nothing
action_rounds as (
    select
        theme_rounds.round_id,
        theme_rounds.theme_id,
        facts.action_id,
        facts.headline,
        facts.freshness,
        facts.milestone_count,
        facts.milestone_done_count
    from theme_rounds
    left join {{ ref('fct_action_rounds') }} as facts
        on theme_rounds.round_id = facts.round_id and theme_rounds.theme_id = facts.theme_id
)

select
    round_id,
    theme_id,
    cast(count(action_id) as integer) as action_count,
    {{ headline_counts() }},
    cast(count(*) filter (where freshness = 'confirmed') as integer) as confirmed_count,
    cast(coalesce(sum(milestone_count), 0) as integer) as milestone_count,
    cast(coalesce(sum(milestone_done_count), 0) as integer) as milestone_done_count
from action_rounds
group by round_id, theme_id
