-- A returned row is a number of comments, by where they went or by engagement, other than there are.
{{ config(meta={'dagster': {'ref': {'name': 'comment_destinations'}}}) }}
with ended as (
    select coalesce(sum(comment_count), 0) as comment_count
    from {{ ref('comment_destinations') }}
    where theme_id = 'all'
),

heard as (
    select coalesce(sum(comment_count), 0) as comment_count
    from {{ ref('fct_engagements') }}
),

said as (
    select
        comment_count,
        without_engagement_count
    from {{ ref('listening') }}
)

select
    ended.comment_count as ended_count,
    heard.comment_count as heard_count,
    said.comment_count as said_count
from ended
cross join heard
cross join said
where
    ended.comment_count <> said.comment_count
    or heard.comment_count + said.without_engagement_count <> said.comment_count
