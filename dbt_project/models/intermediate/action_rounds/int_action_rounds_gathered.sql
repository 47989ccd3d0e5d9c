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
    spine.round_id,
    spine.position,
    spine.action_id,
    spine.theme_id,
    spine.lead_partner_id,
    spine.joined_to,
    spine.moment_on,
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
    spine.moment_on - confirmations.counted_on as days_since_confirmed,
    coalesce(confirmations.counted_position = spine.position, false) as is_confirmed_in_round,
    plans.ageing_after_days,
    spine.original_finish_on,
    coalesce(finishes.finish_on, spine.original_finish_on) as agreed_finish_on,
    forecasts.finish_on as forecast_finish_on,
    coalesce(finishes.moved_count, 0) as finish_moved_count,
    coalesce(forecasts.moved_count, 0) as forecast_moved_count,
    finishes.receipt_id as finish_receipt_id,
    forecasts.receipt_id as forecast_receipt_id,
    contested.contesting_count is not null as is_seen_differently
from {{ ref('int_action_rounds_spined') }} as spine
inner join {{ ref('int_action_rounds_agreed') }} as agreed
    on spine.round_id = agreed.round_id and spine.action_id = agreed.action_id
inner join {{ ref('stg_register__plan') }} as plans on spine.register_receipt_id = plans.receipt_id
left join {{ ref('int_statements_ordered') }} as confirmations
    on agreed.confirmed_number = confirmations.statement_number
left join {{ ref('int_finishes_given') }} as forecasts
    on agreed.forecast_number = forecasts.statement_number
left join contested
    on spine.round_id = contested.round_id and spine.action_id = contested.action_id
left join {{ ref('int_finishes_given') }} as finishes
    on
        finishes.kind = 'agreed'
        and spine.action_id = finishes.action_id
        and spine.position >= finishes.counted_position
        and spine.position < coalesce(finishes.next_position, spine.position + 1)
