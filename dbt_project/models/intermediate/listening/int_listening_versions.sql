-- The submissions that each version of the listening knows: those of every round, and all that came.
with received as (
    select
        receipt_id,
        received_at,
        -- what came at one moment is known together
        count(*) over (order by received_at) as first_version
    from {{ ref('stg_landing__receipts') }}
    where feed in ('highlights', 'comments')
),

versions as (
    select listening_version from {{ ref('int_rounds_timed') }}
    where is_opened
    union
    select count(*) from received
)

select
    versions.listening_version,
    received.receipt_id,
    received.received_at,
    versions.listening_version = max(versions.listening_version) over () as is_latest
from versions
inner join received on versions.listening_version >= received.first_version
