-- What became of each topic, as the register says it now, and in which actions.
with latest as (
    select register_receipt_id from {{ ref('int_register_versions') }}
    where is_latest
),

actions as (
    select
        links.topic_code,
        string_agg(distinct links.action_id, ';' order by links.action_id) as action_ids
    from {{ source('raw', 'action_topics') }} as links
    inner join latest on links.receipt_id = latest.register_receipt_id
    group by links.topic_code
)

select
    topics.topic_code,
    topics.theme_id,
    topics.title_en,
    topics.title_cy,
    topics.destination,
    destinations.position as destination_position,
    topics.reason_en,
    topics.reason_cy,
    actions.action_ids
from {{ source('raw', 'topics') }} as topics
inner join latest on topics.receipt_id = latest.register_receipt_id
left join {{ ref('destinations') }} as destinations on topics.destination = destinations.code
left join actions on topics.topic_code = actions.topic_code
