with tagged as (
    select * from {{ ref('int_comments_coded') }}
    where is_latest
),

said as (
    select
        topics.topic_code,
        -- a comment that answers two questions is one comment
        count(distinct topics.project_key || '/' || topics.comment_key) as comment_count,
        count(*) filter (where questions.question_code = 'have') as have_count,
        count(*) filter (where questions.question_code = 'need') as need_count,
        count(*) filter (where questions.question_code = 'change') as change_count,
        count(distinct comments.engagement_id) as engagement_count
    from tagged as topics
    inner join {{ ref('fct_comments') }} as comments
        on topics.project_key = comments.project_key and topics.comment_key = comments.comment_key
    left join tagged as questions
        on
            topics.project_key = questions.project_key
            and topics.comment_key = questions.comment_key
            and questions.question_code is not null
    where topics.topic_code is not null
    group by topics.topic_code
)

select
    topics.theme_id,
    coalesce(topics.topic_code, said.topic_code) as topic_code,
    coalesce(topics.title_en, said.topic_code) as title_en,
    topics.title_cy,
    coalesce(topics.destination, 'not_coded') as destination,
    topics.reason_en,
    topics.reason_cy,
    topics.action_ids,
    cast(coalesce(said.comment_count, 0) as integer) as comment_count,
    cast(coalesce(said.have_count, 0) as integer) as have_count,
    cast(coalesce(said.need_count, 0) as integer) as need_count,
    cast(coalesce(said.change_count, 0) as integer) as change_count,
    cast(coalesce(said.engagement_count, 0) as integer) as engagement_count
from {{ ref('int_topics_placed') }} as topics
full outer join said on topics.topic_code = said.topic_code
