-- A comment that speaks of two topics of an action asked for that action once.
with answered as (
    select
        topic_code,
        unnest(string_split(action_ids, ';')) as action_id
    from {{ ref('int_topics_placed') }}
    where action_ids is not null
),

spoken_of as (
    select
        answered.action_id,
        count(distinct tagged.project_key || '/' || tagged.comment_key) as comment_count
    from answered
    inner join {{ ref('int_comments_coded') }} as tagged on answered.topic_code = tagged.topic_code
    where tagged.is_latest
    group by answered.action_id
)

select
    actions.action_id,
    actions.position,
    actions.theme_id,
    actions.title_en,
    actions.title_cy,
    actions.summary_en,
    actions.summary_cy,
    actions.done_means_en,
    actions.done_means_cy,
    actions.cy_status,
    actions.lead_partner_id,
    actions.planned_start_on,
    actions.original_finish_on,
    actions.joined_to,
    cast(coalesce(spoken_of.comment_count, 0) as integer) as comment_count
from {{ ref('dim_actions') }} as actions
left join spoken_of on actions.action_id = spoken_of.action_id
