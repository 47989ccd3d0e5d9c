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
from {{ ref('int_felt_events_heard') }} as events
inner join {{ ref('stg_felt__answers') }} as answers
    on events.receipt_id = answers.receipt_id and events.event_id = answers.event_id
