-- Everything that decides a headline, in one row per action and round.
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
    confirmed.confirmed_on,
    confirmed.confirmed_receipt_id,
    confirmed.days_since_confirmed,
    confirmed.is_confirmed_in_round,
    confirmed.ageing_after_days,
    dated.original_finish_on,
    dated.agreed_finish_on,
    dated.forecast_finish_on,
    dated.finish_moved_count,
    dated.forecast_moved_count,
    dated.finish_receipt_id,
    dated.forecast_receipt_id,
    contested.contesting_count is not null as is_seen_differently
from {{ ref('int_action_rounds_spined') }} as spine
inner join {{ ref('int_action_rounds_agreed') }} as agreed
    on spine.round_id = agreed.round_id and spine.action_id = agreed.action_id
inner join {{ ref('int_action_rounds_confirmed') }} as confirmed
    on spine.round_id = confirmed.round_id and spine.action_id = confirmed.action_id
inner join {{ ref('int_action_rounds_dated') }} as dated
    on spine.round_id = dated.round_id and spine.action_id = dated.action_id
left join contested
    on spine.round_id = contested.round_id and spine.action_id = contested.action_id
