-- The three dates of an action at each round: original, agreed and forecast finish.
with marked as (
    select * from {{ ref('int_action_rounds_marked') }}
),

spine as (
    select * from {{ ref('int_action_rounds_spined') }}
),

agreed as (
    select * from {{ ref('int_finishes_agreed') }}
    qualify row_number() over (partition by action_id, counted_position order by decision_number desc) = 1
),

with_agreed as (
    select
        marked.round_id,
        marked.action_id,
        marked.forecast_number,
        spine.original_finish_on,
        coalesce(agreed.agreed_finish_on, spine.original_finish_on) as agreed_finish_on,
        coalesce(agreed.finish_moved_count, 0) as finish_moved_count,
        agreed.receipt_id as finish_receipt_id
    from marked
    inner join spine on marked.round_id = spine.round_id and marked.action_id = spine.action_id
    asof left join agreed
        on marked.action_id = agreed.action_id and marked.position >= agreed.counted_position
)

select
    with_agreed.round_id,
    with_agreed.action_id,
    with_agreed.original_finish_on,
    with_agreed.agreed_finish_on,
    with_agreed.finish_moved_count,
    with_agreed.finish_receipt_id,
    forecasts.receipt_id as forecast_receipt_id,
    forecasts.forecast_finish_on,
    coalesce(forecasts.forecast_moved_count, 0) as forecast_moved_count
from with_agreed
left join {{ ref('int_forecasts_moved') }} as forecasts
    on with_agreed.forecast_number = forecasts.statement_number
