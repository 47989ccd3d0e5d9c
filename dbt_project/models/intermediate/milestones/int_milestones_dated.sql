-- Every word on when a milestone is due, the plan's and the partners', in the order in which they count.
with words as (
    select
        * exclude (valid_from_at),
        valid_from_at as counted_at,
        {{ steering_group() }} as party_id
    from {{ ref('int_milestones_planned') }}
    where counted_position is not null
    union all by name
    select
        milestone_id,
        action_id,
        due_on,
        reason,
        receipt_id,
        received_at,
        counted_round_id,
        counted_position,
        counted_at,
        partner_id as party_id
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
    *,
    coalesce(due_on <> due_before, false) as is_moved,
    count(*) filter (where due_on <> due_before) over (
        partition by milestone_id
        order by word_number
    ) as due_moved_count
from ordered
