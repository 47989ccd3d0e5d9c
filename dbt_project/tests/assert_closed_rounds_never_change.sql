-- A row is a closed round that rests on a return which was not there yet when it closed, and was not let in.
{{ config(meta={'dagster': {'ref': {'name': 'fct_headline_reasons'}}}) }}
with closed as (
    select
        round_id,
        closed_at
    from {{ ref('dim_rounds') }}
    where closed_at is not null
),

rested_on as (
    select
        round_id,
        agreed_receipt_id as receipt_id
    from {{ ref('fct_headline_reasons') }}
    union
    select
        round_id,
        confirmed_receipt_id as receipt_id
    from {{ ref('fct_headline_reasons') }}
),

late as (
    select
        receipt_id,
        received_at
    from {{ ref('int_returns_placed') }}
    where not is_let_in
)

select
    rested_on.round_id,
    rested_on.receipt_id
from rested_on
inner join closed on rested_on.round_id = closed.round_id
inner join late on rested_on.receipt_id = late.receipt_id
where late.received_at > closed.closed_at
