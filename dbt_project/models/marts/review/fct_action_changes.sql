-- Each time the agreed view, a finish, a milestone or the lead of an action changed.
with finishes as (
    select
        action_id,
        'agreed_finish_on' as field,
        cast(previous_finish_on as varchar) as was,
        cast(agreed_finish_on as varchar) as now,
        {{ steering_group() }} as party_id,
        reason,
        coalesce(decided_on, {{ local_date('received_at') }}) as effective_on,
        received_at,
        counted_round_id,
        receipt_id
    from {{ ref('int_finishes_agreed') }}
    where agreed_finish_on is distinct from previous_finish_on
    union all
    select
        action_id,
        'forecast_finish_on' as field,
        cast(previous_forecast_on as varchar) as was,
        cast(forecast_finish_on as varchar) as now,
        party_id,
        reason,
        stated_on as effective_on,
        received_at,
        counted_round_id,
        receipt_id
    from {{ ref('int_forecasts_moved') }}
    where forecast_finish_on is distinct from previous_forecast_on
),

changes as (
    select * from {{ ref('int_views_changed') }}
    union all by name
    select * from finishes
    union all by name
    select
        * exclude (done_on),
        coalesce(done_on, {{ local_date('received_at') }}) as effective_on
    from {{ ref('int_milestones_changed') }}
    union all by name
    select
        *,
        {{ steering_group() }} as party_id
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
