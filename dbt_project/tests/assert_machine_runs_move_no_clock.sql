-- A row is a submission that moved an action's clock although no lead of an action sent it.
{{ config(meta={'dagster': {'ref': {'name': 'fct_headline_reasons'}}}) }}
with moved as (
    select distinct confirmed_receipt_id as receipt_id
    from {{ ref('fct_headline_reasons') }}
    where confirmed_on is not null
),

sent as (
    select distinct receipt_id
    from {{ ref('int_statements_ordered') }}
    where role = 'lead'
)

select moved.receipt_id
from moved
anti join sent on moved.receipt_id = sent.receipt_id
