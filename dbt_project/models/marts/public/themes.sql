with comments as (
    select
        theme_id,
        count(*) as comment_count
    from {{ ref('int_comments_coded') }}
    where is_latest and theme_id is not null
    group by theme_id
),

actions as (
    select
        theme_id,
        count(*) as action_count
    from {{ ref('dim_actions') }}
    group by theme_id
)

select
    themes.theme_id,
    themes.position,
    themes.name_en,
    themes.name_cy,
    cast(coalesce(actions.action_count, 0) as integer) as action_count,
    cast(coalesce(comments.comment_count, 0) as integer) as comment_count
from {{ ref('dim_themes') }} as themes
left join actions on themes.theme_id = actions.theme_id
left join comments on themes.theme_id = comments.theme_id
