{{ config(materialized='view') }}

with contesting as (
    select
        round_id,
        action_id,
        string_agg(party_id, ';' order by party_id) as party_ids,
        string_agg(receipt_id, ';' order by party_id) as receipt_ids
    from {{ ref('fct_views') }}
    where is_contesting
    group by round_id, action_id
)

select
    headlined.round_id,
    headlined.action_id,
    headlined.headline,
    headlined.headline_rule,
    headlined.moment_on,
    headlined.stage,
    headlined.rating,
    headlined.agreed_party_id,
    headlined.agreed_kind,
    headlined.stated_on,
    agreed.receipt_id as agreed_receipt_id,
    contesting.party_ids as contesting_party_ids,
    contesting.receipt_ids as contesting_receipt_ids,
    headlined.freshness,
    headlined.confirmed_on,
    headlined.confirmed_receipt_id,
    cast(headlined.days_since_confirmed as integer) as days_since_confirmed,
    cast(headlined.ageing_after_days as integer) as ageing_after_days,
    headlined.look_again_on,
    headlined.original_finish_on,
    headlined.agreed_finish_on,
    headlined.finish_receipt_id,
    headlined.forecast_finish_on,
    headlined.forecast_receipt_id,
    headlined.joined_to
from {{ ref('int_action_rounds_headlined') }} as headlined
left join {{ ref('int_statements_ordered') }} as agreed
    on headlined.agreed_number = agreed.statement_number
left join contesting
    on headlined.round_id = contesting.round_id and headlined.action_id = contesting.action_id
