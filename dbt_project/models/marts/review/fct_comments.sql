with tagged as (
    select
        project_key,
        comment_key,
        string_agg(theme_id, ';' order by theme_id) as theme_ids,
        string_agg(topic_code, ';' order by topic_code) as topic_codes,
        string_agg(question_code, ';' order by question_code) as question_codes,
        count(*) as tag_count
    from {{ ref('int_comments_tagged') }}
    group by project_key, comment_key
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
    destined.destination
from {{ ref('int_comments_latest') }} as comments
left join {{ ref('int_comments_destined') }} as destined
    on comments.project_key = destined.project_key and comments.comment_key = destined.comment_key
left join tagged
    on comments.project_key = tagged.project_key and comments.comment_key = tagged.comment_key
