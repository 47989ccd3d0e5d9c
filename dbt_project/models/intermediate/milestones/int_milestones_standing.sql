-- How every milestone stood, from one round to another: a new row where a register came into force, a state
-- was reported or a due date was given.
with rounds as (
    select
        register_receipt_id,
        position,
        position - row_number() over (partition by register_receipt_id order by position) as stretch
    from {{ ref('int_rounds_timed') }}
    where is_opened
),

registers as (
    select
        register_receipt_id,
        min(position) as first_position,
        max(position) as last_position
    from rounds
    group by register_receipt_id, stretch
),

planned as (
    select
        registers.*,
        milestones.* exclude (receipt_id, row_number, due_on, cy_status) -- noqa: RF02
    from registers
    inner join {{ source('raw', 'milestones') }} as milestones
        on registers.register_receipt_id = milestones.receipt_id
),

last_words as (
    select * from {{ ref('int_milestones_dated') }}
    qualify row_number() over (partition by milestone_id, counted_position order by word_number desc) = 1
),

heard as (
    select
        milestone_id,
        counted_position
    from last_words
    union
    select
        milestone_id,
        counted_position
    from {{ ref('int_milestones_reported') }}
),

starts as (
    select * from planned
    union all
    select planned.* replace (heard.counted_position as first_position)
    from planned
    inner join heard
        on
            planned.milestone_id = heard.milestone_id
            and planned.first_position < heard.counted_position
            and planned.last_position >= heard.counted_position
)

select
    starts.* exclude (last_position), -- noqa: RF02
    coalesce(
        lead(starts.first_position) over (
            partition by starts.milestone_id, starts.last_position order by starts.first_position
        ) - 1,
        starts.last_position
    ) as last_position,
    last_words.original_due_on,
    last_words.due_on,
    last_words.due_moved_count,
    coalesce(reported.state, 'not_started') as state,
    reported.done_on,
    reported.receipt_id
from starts
asof left join last_words
    on starts.milestone_id = last_words.milestone_id and starts.first_position >= last_words.counted_position
asof left join {{ ref('int_milestones_reported') }} as reported
    on starts.milestone_id = reported.milestone_id and starts.first_position >= reported.counted_position
