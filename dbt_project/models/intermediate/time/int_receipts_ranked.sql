-- The one order in which statements count: by round, then by when they count as received.
with said as (
    select
        receipt_id,
        counted_position,
        counted_at,
        received_at
    from {{ ref('int_returns_placed') }}
    union
    select
        receipt_id,
        counted_position,
        received_at as counted_at,
        received_at
    from {{ ref('int_decisions_placed') }}
)

select
    receipt_id,
    -- a sheet of decisions may count in several rounds, and has a place in each
    coalesce(counted_position, 0) as counted_position,
    row_number() over (
        order by counted_position nulls last, counted_at, received_at, receipt_id
    ) as receipt_rank
from said
