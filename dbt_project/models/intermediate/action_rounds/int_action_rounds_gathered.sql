-- Everything that decides a headline, in one row per action and round: the agreed view; the lead's clock,
-- which is when its people last updated or confirmed; and the original, the agreed and the forecast finish.
{{ config(materialized='view') }}

with contested as (
    select
        round_id,
        action_id,
        count(*) as contesting_count
    from {{ ref('int_views_compared') }}
    where is_contesting
    group by round_id, action_id
)

select
    agreed.round_id,
    agreed.position,
    agreed.action_id,
    agreed.theme_id,
    agreed.lead_partner_id,
    agreed.joined_to,
    agreed.moment_on,
    agreed.agreed_number,
    agreed.lead_number,
    agreed.agreed_kind,
    agreed.agreed_party_id,
    agreed.stage,
    agreed.rating,
    agreed.stated_on,
    agreed.look_again_on,
    confirmations.counted_on as confirmed_on,
    confirmations.receipt_id as confirmed_receipt_id,
    agreed.moment_on - confirmations.counted_on as days_since_confirmed,
    coalesce(confirmations.counted_position = agreed.position, false) as is_confirmed_in_round,
    plans.ageing_after_days,
    agreed.original_finish_on,
    coalesce(finishes.finish_on, agreed.original_finish_on) as agreed_finish_on,
    forecasts.finish_on as forecast_finish_on,
    coalesce(finishes.moved_count, 0) as finish_moved_count,
    coalesce(forecasts.moved_count, 0) as forecast_moved_count,
    finishes.receipt_id as finish_receipt_id,
    forecasts.receipt_id as forecast_receipt_id,
    contested.contesting_count is not null as is_seen_differently
from {{ ref('int_action_rounds_agreed') }} as agreed
inner join {{ ref('stg_register__plan') }} as plans on agreed.register_receipt_id = plans.receipt_id
left join {{ ref('int_statements_ordered') }} as confirmations
    on agreed.confirmed_number = confirmations.statement_number
left join {{ ref('int_finishes_given') }} as forecasts
    on agreed.forecast_number = forecasts.statement_number
left join contested
    on agreed.round_id = contested.round_id and agreed.action_id = contested.action_id
left join {{ ref('int_finishes_given') }} as finishes
    on
        finishes.kind = 'agreed'
        and agreed.action_id = finishes.action_id
        and agreed.position >= finishes.counted_position
        and coalesce(agreed.position < finishes.next_position, true)
