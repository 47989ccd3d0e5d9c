-- A comment of two themes is in both, and once in the row `all`.
with ended as (
    select
        comments.destination,
        comments.engagement_id,
        coalesce(themes.theme_id, 'none') as theme_id
    from {{ ref('fct_comments') }} as comments
    left join {{ ref('int_comments_coded') }} as themes
        on
            comments.project_key = themes.project_key
            and comments.comment_key = themes.comment_key
            and themes.is_latest
            and themes.theme_id is not null
    union all
    select
        destination,
        engagement_id,
        'all'
    from {{ ref('fct_comments') }}
),

counted as (
    select
        theme_id,
        destination,
        count(*) as comment_count,
        count(distinct engagement_id) as engagement_count
    from ended
    group by theme_id, destination
),

scopes as (
    select theme_id from {{ ref('themes') }}
    union all
    select unnest(['none', 'all'])
),

destinations as (
    select
        code,
        position
    from {{ ref('destinations') }}
    union all
    select
        'not_coded',
        6
)

select
    scopes.theme_id,
    destinations.code as destination,
    cast(destinations.position as integer) as position,
    cast(coalesce(counted.comment_count, 0) as integer) as comment_count,
    cast(coalesce(counted.engagement_count, 0) as integer) as engagement_count
from scopes
cross join destinations
left join counted on scopes.theme_id = counted.theme_id and destinations.code = counted.destination
