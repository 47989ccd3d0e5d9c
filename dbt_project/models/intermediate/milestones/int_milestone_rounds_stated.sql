-- Every milestone of the register then in force, in every opened round, with the state last reported
-- and the last word on when it is due.
with milestones as (
    select
        rounds.round_id,
        rounds.position as round_position,
        rounds.moment_on,
        rounds.register_receipt_id,
        milestones.milestone_id,
        milestones.action_id
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ source('raw', 'milestones') }} as milestones
        on rounds.register_receipt_id = milestones.receipt_id
    where rounds.is_opened
),

last_words as (
    select * from {{ ref('int_milestones_dated') }}
    qualify row_number() over (
        partition by milestone_id, counted_position
        order by word_number desc
    ) = 1
)

select
    milestones.round_id,
    milestones.moment_on,
    milestones.register_receipt_id,
    milestones.milestone_id,
    milestones.action_id,
    last_words.original_due_on,
    last_words.due_on,
    last_words.due_moved_count,
    coalesce(reported.state, 'not_started') as state,
    reported.done_on,
    reported.reason,
    reported.receipt_id
from milestones
asof left join last_words
    on
        milestones.milestone_id = last_words.milestone_id
        and milestones.round_position >= last_words.counted_position
asof left join {{ ref('int_milestones_reported') }} as reported
    on
        milestones.milestone_id = reported.milestone_id
        and milestones.round_position >= reported.counted_position
