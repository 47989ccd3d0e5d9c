with changes as (
    select * from {{ ref('int_views_changed') }}
    union all by name
    select * from {{ ref('int_finishes_changed') }}
    union all by name
    select
        * exclude (done_on),
        coalesce(done_on, {{ local_date('received_at') }}) as effective_on
    from {{ ref('int_milestones_changed') }}
    union all by name
    select
        *,
        'steering-group' as party_id
    from {{ ref('int_leads_changed') }}
)

select
    action_id,
    cast(row_number() over (
        partition by action_id
        order by received_at, receipt_id, field, milestone_id, now
    ) as integer) as change_number,
    milestone_id,
    field,
    was,
    now,
    party_id,
    reason,
    effective_on,
    received_at,
    counted_round_id,
    receipt_id
from changes
