-- A comment follows its topics to their actions; of several the one furthest behind decides.
with reached as (
    select
        rounds.round_id,
        coded.project_key,
        coded.comment_key,
        min_by(topics.outcome, topics.precedence) as outcome,
        -- half of what `string_agg(distinct … order by …)` takes for tens of thousands of comments
        nullif(array_to_string(list_sort(list_distinct(list(topics.action_id))), ';'), '') as action_ids
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ ref('int_comments_coded') }} as coded on rounds.listening_version = coded.listening_version
    inner join {{ ref('int_topic_rounds_reached') }} as topics
        on rounds.round_id = topics.round_id and coded.topic_code = topics.topic_code
    group by rounds.round_id, coded.project_key, coded.comment_key
)

select
    rounds.round_id,
    comments.project_key,
    comments.comment_key,
    coalesce(reached.outcome, 'not_coded') as outcome,
    reached.action_ids
from {{ ref('int_rounds_timed') }} as rounds
inner join {{ ref('int_comments_versioned') }} as comments
    on rounds.listening_version = comments.listening_version
left join reached
    on
        rounds.round_id = reached.round_id
        and comments.project_key = reached.project_key
        and comments.comment_key = reached.comment_key
