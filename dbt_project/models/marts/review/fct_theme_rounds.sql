with theme_rounds as (
    select
        rounds.round_id,
        themes.theme_id
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ ref('stg_register__themes') }} as themes on rounds.register_receipt_id = themes.receipt_id
    where rounds.is_opened
),

counted as (
    select
        round_id,
        theme_id,
        cast(count(*) as integer) as action_count,
        {{ headline_counts() }},
        cast(count(*) filter (where freshness = 'confirmed') as integer) as confirmed_count,
        cast(sum(milestone_count) as integer) as milestone_count,
        cast(sum(milestone_done_count) as integer) as milestone_done_count
    from {{ ref('fct_action_rounds') }}
    group by round_id, theme_id
)

select
    theme_rounds.round_id,
    theme_rounds.theme_id,
    coalesce(columns(counted.* exclude (round_id, theme_id)), 0)
from theme_rounds
left join counted
    on theme_rounds.round_id = counted.round_id and theme_rounds.theme_id = counted.theme_id
