-- The tallies that may be told in public: as an event's first file had them, and as a later one has them
-- where no answer moved by 1 to 4 people from what any round before knew; else as they could be told last.
-- So between no two rounds, and no two releases, is there a difference of a few people.
with felt as (
    select
        felt.*,
        rounds.position
    from {{ ref('fct_felt') }} as felt
    inner join {{ ref('int_rounds_timed') }} as rounds on felt.round_id = rounds.round_id
),

compared as (
    select
        felt.round_id,
        felt.event_id,
        felt.asked_about,
        felt.subject_id,
        felt.position,
        bool_or(
            {{ is_few('abs(felt.noticed_count - before.noticed_count)') }}
            or {{ is_few('abs(felt.not_yet_count - before.not_yet_count)') }}
            or {{ is_few('abs(felt.worse_count - before.worse_count)') }}
            or {{ is_few('abs(felt.cannot_say_count - before.cannot_say_count)') }}
            or {{ is_few('abs(felt.answered_count - before.answered_count)') }}
        ) as has_moved_by_few
    from felt
    left join felt as before
        on
            felt.event_id = before.event_id
            and felt.asked_about = before.asked_about
            and felt.subject_id = before.subject_id
            and felt.position > before.position
    group by felt.round_id, felt.event_id, felt.asked_about, felt.subject_id, felt.position
),

settled as (
    select * from compared
    where not has_moved_by_few
),

told as (
    select
        felt.round_id,
        felt.event_id,
        felt.asked_about,
        felt.subject_id,
        settled.round_id as told_round_id
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
    told.event_id,
    told.asked_about,
    told.subject_id,
    felt.theme_id,
    felt.action_id,
    felt.noticed_count,
    felt.not_yet_count,
    felt.worse_count,
    felt.cannot_say_count,
    felt.answered_count
from told
inner join felt
    on
        told.told_round_id = felt.round_id
        and told.event_id = felt.event_id
        and told.asked_about = felt.asked_about
        and told.subject_id = felt.subject_id
