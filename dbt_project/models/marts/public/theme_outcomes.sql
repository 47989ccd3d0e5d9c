-- A comment of two themes is in both, and once in the row `all`.
with became as (
    select
        rounds.round_id,
        outcomes.outcome,
        coalesce(themes.theme_id, 'none') as theme_id
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ ref('fct_comment_outcomes') }} as outcomes on rounds.round_id = outcomes.round_id
    left join {{ ref('int_comments_coded') }} as themes
        on
            rounds.listening_version = themes.listening_version
            and outcomes.project_key = themes.project_key
            and outcomes.comment_key = themes.comment_key
            and themes.theme_id is not null
    union all
    select
        round_id,
        outcome,
        'all'
    from {{ ref('fct_comment_outcomes') }}
),

counted as (
    select
        round_id,
        theme_id,
        outcome,
        count(*) as comment_count
    from became
    group by round_id, theme_id, outcome
),

scopes as (
    select
        rounds.round_id,
        themes.theme_id
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ source('raw', 'themes') }} as themes on rounds.register_receipt_id = themes.receipt_id
    where rounds.is_opened
    union all
    select
        round_id,
        unnest(['none', 'all']) as theme_id
    from {{ ref('int_rounds_timed') }}
    where is_opened
)

select
    scopes.round_id,
    scopes.theme_id,
    outcomes.code as outcome,
    outcomes.position,
    cast(coalesce(counted.comment_count, 0) as integer) as comment_count
from scopes
cross join {{ ref('comment_outcomes') }} as outcomes
left join counted
    on
        scopes.round_id = counted.round_id
        and scopes.theme_id = counted.theme_id
        and outcomes.code = counted.outcome
