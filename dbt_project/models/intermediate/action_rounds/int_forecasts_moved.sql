-- Each forecast that a lead gave, with how often its forecast had changed by then.
with forecasts as (
    select
        action_id,
        statement_number,
        receipt_id,
        party_id,
        reason,
        stated_on,
        received_at,
        counted_round_id,
        counted_position,
        forecast_finish_on,
        lag(forecast_finish_on) over (
            partition by action_id
            order by statement_number
        ) as previous_forecast_on
    from {{ ref('int_statements_ordered') }}
    where
        role = 'lead'
        and kind = 'content'
        and forecast_finish_on is not null
        and counted_position is not null
)

select
    *,
    sum(case when forecast_finish_on <> previous_forecast_on then 1 else 0 end) over (
        partition by action_id
        order by statement_number
    ) as forecast_moved_count
from forecasts
