-- Each time a milestone's state or due date changed.
with first_due as (
    select
        milestones.milestone_id,
        arg_min(milestones.due_on, versions.version_number) as due_on
    from {{ ref('stg_register__milestones') }} as milestones
    inner join {{ ref('int_register_versions') }} as versions
        on milestones.receipt_id = versions.register_receipt_id
    group by milestones.milestone_id
),

reported as (
    select
        reports.*,
        coalesce(lag(reports.state) over in_order, 'not_started') as state_before,
        coalesce(lag(reports.due_on ignore nulls) over in_order, first_due.due_on) as due_before
    from {{ ref('int_milestones_reported') }} as reports
    left join first_due on reports.milestone_id = first_due.milestone_id
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
