-- Of several topics of a comment, the one that went furthest into the plan says where the comment ended.
with placed as (
    select
        tagged.project_key,
        tagged.comment_key,
        min_by(topics.destination, topics.destination_position) as destination,
        count(tagged.topic_code) as topic_count
    from {{ ref('int_comments_tagged') }} as tagged
    inner join {{ ref('int_topics_placed') }} as topics on tagged.topic_code = topics.topic_code
    group by tagged.project_key, tagged.comment_key
)

select
    comments.project_key,
    comments.comment_key,
    comments.engagement_id,
    coalesce(placed.destination, 'not_coded') as destination
from {{ ref('int_comments_latest') }} as comments
left join placed on comments.project_key = placed.project_key and comments.comment_key = placed.comment_key
