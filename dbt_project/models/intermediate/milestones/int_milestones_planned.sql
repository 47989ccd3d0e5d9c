-- Each time a load of the register gave a milestone a due date: its first, or another one with the reason.
with loads as (
    select
        milestones.milestone_id,
        milestones.action_id,
        milestones.due_on,
        versions.register_receipt_id as receipt_id,
        versions.received_at,
        versions.valid_from_at,
        lag(milestones.due_on) over (
            partition by milestones.milestone_id
            order by versions.version_number
        ) as due_before
    from {{ source('raw', 'milestones') }} as milestones
    inner join {{ ref('int_register_versions') }} as versions
        on milestones.receipt_id = versions.register_receipt_id
),

reasons as (
    select
        receipt_id,
        milestone_id,
        arg_max(reason, row_number) as reason
    from {{ source('raw', 'register_changes') }}
    where change = 'milestone_date'
    group by receipt_id, milestone_id
)

select
    loads.milestone_id,
    loads.action_id,
    loads.due_on,
    reasons.reason,
    loads.receipt_id,
    loads.received_at,
    loads.valid_from_at,
    rounds.round_id as counted_round_id,
    rounds.position as counted_position
from loads
asof left join {{ ref('int_rounds_timed') }} as rounds on loads.valid_from_at <= rounds.closed_at
left join reasons on loads.receipt_id = reasons.receipt_id and loads.milestone_id = reasons.milestone_id
where loads.due_on is distinct from loads.due_before
