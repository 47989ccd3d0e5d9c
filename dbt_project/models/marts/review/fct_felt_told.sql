-- The tallies that may be told in public: as an event's first file had them, and as a later one has them
-- where no answer moved by 1 to 4 people from what any round before knew; else as they could be told last.
-- So between no two rounds, and no two releases, is there a difference of a few people.
with felt as (
    select
        rounds.position,
        events.round_id,
        events.event_id,
        case when answers.action_id is null then 'theme' else 'action' end as asked_about,
        coalesce(answers.action_id, answers.theme_id) as subject_id,
        answers.theme_id,
        answers.action_id,
        cast(coalesce(answers.noticed, 0) as integer) as noticed_count,
        cast(coalesce(answers.not_yet, 0) as integer) as not_yet_count,
        cast(coalesce(answers.worse, 0) as integer) as worse_count,
        cast(coalesce(answers.cannot_say, 0) as integer) as cannot_say_count,
        noticed_count + not_yet_count + worse_count + cannot_say_count as answered_count
    from {{ ref('felt_events') }} as events
    inner join {{ source('raw', 'felt_answers') }} as answers
        on events.receipt_id = answers.receipt_id and events.event_id = answers.event_id
    inner join {{ ref('int_rounds_timed') }} as rounds on events.round_id = rounds.round_id
),

-- the rounds whose tallies are no few people away from what any round before knew
settled as (
    select
        felt.position,
        felt.event_id,
        felt.asked_about,
        felt.subject_id
    from felt
    left join felt as before
        on
            felt.event_id = before.event_id
            and felt.asked_about = before.asked_about
            and felt.subject_id = before.subject_id
            and felt.position > before.position
    group by felt.position, felt.event_id, felt.asked_about, felt.subject_id
    having not bool_or(
        {{ is_few('abs(felt.noticed_count - before.noticed_count)') }}
        or {{ is_few('abs(felt.not_yet_count - before.not_yet_count)') }}
        or {{ is_few('abs(felt.worse_count - before.worse_count)') }}
        or {{ is_few('abs(felt.cannot_say_count - before.cannot_say_count)') }}
        or {{ is_few('abs(felt.answered_count - before.answered_count)') }}
    )
),

told as (
    select
        felt.round_id,
        felt.event_id,
        felt.asked_about,
        felt.subject_id,
        settled.position as told_position
    from felt
    asof inner join settled
        on
            felt.event_id = settled.event_id
            and felt.asked_about = settled.asked_about
            and felt.subject_id = settled.subject_id
            and felt.position >= settled.position
)

select
    told.round_id,
    felt.* exclude (round_id, position) -- noqa: RF02
from told
inner join felt
    on
        told.told_position = felt.position
        and told.event_id = felt.event_id
        and told.asked_about = felt.asked_about
        and told.subject_id = felt.subject_id
