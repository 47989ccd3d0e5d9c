-- Every word on when a milestone is due, in the order in which they count: a load of the register that gave
-- it its first due date or another one, and what its partners reported.
with loads as (
    select
        milestones.milestone_id,
        milestones.due_on,
        milestones.receipt_id,
        versions.valid_from_at,
        lag(milestones.due_on) over (
            partition by milestones.milestone_id
            order by versions.version_number
        ) as due_before
    from {{ source('raw', 'milestones') }} as milestones
    inner join {{ ref('int_register_versions') }} as versions
        on milestones.receipt_id = versions.register_receipt_id
),

words as (
    select
        loads.milestone_id,
        loads.due_on,
        loads.receipt_id,
        loads.valid_from_at as counted_at,
        rounds.position as counted_position
    from loads
    asof inner join {{ ref('int_rounds_timed') }} as rounds on loads.valid_from_at <= rounds.closed_at
    where loads.due_on is distinct from loads.due_before
    union all by name
    select
        milestone_id,
        due_on,
        receipt_id,
        counted_at,
        counted_position
    from {{ ref('int_milestones_reported') }}
    where due_on is not null
),

ordered as (
    select
        *,
        row_number() over in_order as word_number,
        first_value(due_on) over in_order as original_due_on,
        lag(due_on) over in_order as due_before
    from words
    window in_order as (partition by milestone_id order by counted_position, counted_at, receipt_id)
)

select
    milestone_id,
    word_number,
    original_due_on,
    due_on,
    count(*) filter (where due_on <> due_before) over (
        partition by milestone_id
        order by word_number
    ) as due_moved_count,
    receipt_id,
    counted_position
from ordered
