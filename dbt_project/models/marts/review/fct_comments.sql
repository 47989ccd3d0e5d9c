with tagged as (
    select
        project_key,
        comment_key,
        string_agg(theme_id, ';' order by theme_id) as theme_ids,
        string_agg(topic_code, ';' order by topic_code) as topic_codes,
        count(*) as tag_count
    from {{ ref('int_comments_tagged') }}
    group by project_key, comment_key
)

select
    comments.project_key,
    cast(comments.comment_key as varchar) as comment_key,
    engagements.engagement_id,
    comments.document,
    tagged.theme_ids,
    tagged.topic_codes,
    cast(coalesce(tagged.tag_count, 0) as integer) as tag_count
from {{ ref('int_comments_latest') }} as comments
left join {{ ref('int_engagements_latest') }} as engagements on comments.document = engagements.document
left join tagged
    on comments.project_key = tagged.project_key and comments.comment_key = tagged.comment_key
