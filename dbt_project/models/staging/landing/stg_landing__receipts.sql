-- What is known at the run's clock: a receipt that came later does not exist for this build.
with source as (
    select * from {{ source('raw', 'receipts') }}
),

clock as (
    select as_of from {{ source('raw', 'build') }}
)

select
    source.receipt_id,
    source.feed,
    source.partner_id,
    source.round_id,
    source.sha256,
    source.contract_version,
    source.received_at
from source
inner join clock on source.received_at <= clock.as_of
