-- Each time a milestone's state or due date changed.
with reported as (
    select
        reports.*,
        coalesce(lag(reports.state) over in_order, 'not_started') as state_before,
        coalesce(lag(reports.due_on ignore nulls) over in_order, milestones.due_on) as due_before
    from {{ ref('int_milestones_reported') }} as reports
    left join {{ ref('stg_register__milestones') }} as milestones
        on
            reports.milestone_id = milestones.milestone_id
            and milestones.receipt_id = (
                select register_receipt_id from {{ ref('int_register_versions') }}
                where version_number = 1
            )
    window in_order as (partition by reports.milestone_id order by reports.counted_position)
),

sides as (
    select
        *,
        unnest(['milestone_state', 'milestone_due_on']) as field,
        unnest([state_before, cast(due_before as varchar)]) as was,
        unnest([state, cast(coalesce(due_on, due_before) as varchar)]) as now
    from reported
)

select
    action_id,
    milestone_id,
    field,
    was,
    now,
    partner_id as party_id,
    reason,
    case when field = 'milestone_state' then done_on end as done_on,
    received_at,
    counted_round_id,
    receipt_id
from sides
where was is distinct from now
