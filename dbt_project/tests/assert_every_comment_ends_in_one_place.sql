-- A returned row is a number of comments that went somewhere other than the number of comments there are.
with ended as (
    select coalesce(sum(comment_count), 0) as comment_count
    from {{ ref('comment_destinations') }}
    where theme_id = 'all'
),

said as (
    select comment_count from {{ ref('listening') }}
)

select
    ended.comment_count as ended_count,
    said.comment_count as said_count
from ended
cross join said
where ended.comment_count <> said.comment_count
