-- Each time the agreed finish or the lead's forecast of it changed.
select
    action_id,
    'agreed_finish_on' as field,
    cast(previous_finish_on as varchar) as was,
    cast(agreed_finish_on as varchar) as now,
    'steering-group' as party_id,
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
