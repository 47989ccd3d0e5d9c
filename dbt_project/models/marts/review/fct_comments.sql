with tagged as (
    select
        coded.project_key,
        coded.comment_key,
        string_agg(coded.theme_id, ';' order by coded.theme_id) as theme_ids,
        string_agg(coded.topic_code, ';' order by coded.topic_code) as topic_codes,
        string_agg(coded.question_code, ';' order by coded.question_code) as question_codes,
        -- of several topics, the one that went furthest into the plan says where the comment ended
        min_by(topics.destination, topics.destination_position) as destination,
        count(*) as tag_count
    from {{ ref('int_comments_coded') }} as coded
    left join {{ ref('int_topics_placed') }} as topics on coded.topic_code = topics.topic_code
    where coded.is_latest
    group by coded.project_key, coded.comment_key
)

select
    comments.project_key,
    comments.comment_key,
    'v-' || left(md5(comments.project_key || '/' || comments.comment_key), 12) as voice_id,
    comments.unit,
    comments.engagement_id,
    comments.comment_text,
    comments.language,
    tagged.theme_ids,
    tagged.topic_codes,
    coalesce(tagged.question_codes, comments.question_code) as question_codes,
    cast(coalesce(tagged.tag_count, 0) as integer) as tag_count,
    coalesce(tagged.destination, 'not_coded') as destination
from {{ ref('int_comments_versioned') }} as comments
left join tagged
    on comments.project_key = tagged.project_key and comments.comment_key = tagged.comment_key
where comments.is_latest
