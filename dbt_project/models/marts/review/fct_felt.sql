with answers as (
    select
        *,
        case when action_id is null then 'theme' else 'action' end as asked_about,
        coalesce(action_id, theme_id) as subject_id,
        coalesce(noticed, 0) as noticed_count,
        coalesce(not_yet, 0) as not_yet_count,
        coalesce(worse, 0) as worse_count,
        coalesce(cannot_say, 0) as cannot_say_count
    from {{ source('raw', 'felt_answers') }}
)

select
    events.round_id,
    events.event_id,
    answers.asked_about,
    answers.subject_id,
    answers.theme_id,
    answers.action_id,
    cast(answers.noticed_count as integer) as noticed_count,
    cast(answers.not_yet_count as integer) as not_yet_count,
    cast(answers.worse_count as integer) as worse_count,
    cast(answers.cannot_say_count as integer) as cannot_say_count,
    cast(
        answers.noticed_count + answers.not_yet_count + answers.worse_count + answers.cannot_say_count
        as integer
    ) as answered_count,
    events.receipt_id
from {{ ref('felt_events') }} as events
inner join answers
    on events.receipt_id = answers.receipt_id and events.event_id = answers.event_id
