with rounds as (
    select * from {{ ref('int_rounds_dated') }}
),

clock as (
    select as_of as as_of_at from {{ source('raw', 'build') }}
),

decided as (
    select
        decisions.round_id,
        min(receipts.received_at) as decided_at
    from {{ source('raw', 'decisions') }} as decisions
    inner join {{ ref('stg_landing__receipts') }} as receipts on decisions.receipt_id = receipts.receipt_id
    inner join rounds on decisions.round_id = rounds.round_id and receipts.received_at >= rounds.opens_at
    where decisions.decision = 'close'
    group by decisions.round_id
),

closed as (
    select
        rounds.*,
        clock.as_of_at,
        least(rounds.closes_at, coalesce(decided.decided_at, rounds.closes_at)) as closed_at
    from rounds
    cross join clock
    left join decided on rounds.round_id = decided.round_id
),

timed as (
    select
        *,
        opens_at <= as_of_at as is_opened,
        closed_at <= as_of_at as is_closed,
        -- a round is seen as it stood at its close; an open one as it stands at the run's clock
        least(closed_at, as_of_at) as moment_at
    from closed
),

-- rounds that know the same submissions share a version of the listening, which is the number of those
heard as (
    select
        timed.round_id,
        count(receipts.receipt_id) as listening_version
    from timed
    left join {{ ref('stg_landing__receipts') }} as receipts
        on receipts.feed in ('highlights', 'comments') and timed.moment_at >= receipts.received_at
    where timed.is_opened
    group by timed.round_id
)

select
    timed.*,
    {{ local_date('timed.moment_at') }} as moment_on,
    versions.register_receipt_id,
    heard.listening_version
from timed
left join heard on timed.round_id = heard.round_id
asof left join {{ ref('int_register_versions') }} as versions on timed.moment_at >= versions.valid_from_at
