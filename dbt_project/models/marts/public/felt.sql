-- The answers of one event about one thing, as they may be published: nothing of fewer than five people; no
-- single answer where fewer than ten answered; else 1 to 4 are held back, together with the next larger ones
-- until two or more are held back and stand for five people or more. How many answered is then told to the
-- nearest ten: so whatever is held back can be four numbers or more, even to somebody who knows all of this.
with told as (
    select
        round_id,
        event_id,
        asked_about,
        subject_id,
        theme_id,
        action_id,
        answered_count,
        unnest(
            [
                { 'answer': 'noticed', 'said_count': noticed_count },
                { 'answer': 'not_yet', 'said_count': not_yet_count },
                { 'answer': 'worse', 'said_count': worse_count },
                { 'answer': 'cannot_say', 'said_count': cannot_say_count }
            ],
            recursive := true
        )
    from {{ ref('fct_felt_told') }}
),

ranked as (
    select
        *,
        sum(said_count) over smallest_first - said_count as said_before,
        bool_or({{ is_few('said_count') }}) over (
            partition by round_id, event_id, asked_about, subject_id
        ) as has_few
    from told
    window smallest_first as (
        partition by round_id, event_id, asked_about, subject_id
        order by said_count, answer rows between unbounded preceding and current row
    )
),

held as (
    select
        *,
        (answered_count > 0 and {{ is_small_group('answered_count') }})
        or {{ is_few('said_count') }}
        or (has_few and said_count > 0 and said_before < 5) as is_suppressed
    from ranked
)

select
    round_id,
    event_id,
    asked_about,
    subject_id,
    theme_id,
    action_id,
    answer,
    {{ is_few('answered_count') }} as is_answered_count_suppressed,
    case
        when is_answered_count_suppressed then null
        when {{ is_small_group('answered_count') }} or not has_few
            then {{ to_nearest_five('answered_count') }}
        else {{ to_nearest_ten('answered_count') }}
    end as answered_count,
    is_suppressed,
    case when not is_suppressed then {{ to_nearest_five('said_count') }} end as people_count
from held
