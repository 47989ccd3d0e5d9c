with reached as (
    select
        round_id,
        topic_code,
        min_by(outcome, precedence) as outcome,
        string_agg(distinct action_id, ';' order by action_id) as action_ids
    from {{ ref('int_topic_rounds_reached') }}
    group by round_id, topic_code
),

said as (
    select
        rounds.round_id,
        coded.topic_code,
        count(distinct coded.project_key || '/' || coded.comment_key) as comment_count
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ ref('int_comments_coded') }} as coded on rounds.listening_version = coded.listening_version
    where coded.topic_code is not null
    group by rounds.round_id, coded.topic_code
)

select
    reached.round_id,
    reached.topic_code,
    reached.outcome,
    reached.action_ids,
    cast(coalesce(said.comment_count, 0) as integer) as comment_count
from reached
left join said on reached.round_id = said.round_id and reached.topic_code = said.topic_code
