-- A load may move the dates of rounds to come, never of a round that had closed by then.
with loads as (
    select
        rounds.round_id,
        coalesce(rounds.name_en, {{ month_name('rounds.round_id', 'en') }}) as name_en,
        coalesce(rounds.name_cy, {{ month_name('rounds.round_id', 'cy') }}) as name_cy,
        rounds.opens_on,
        rounds.due_on,
        rounds.closes_on,
        rounds.review_on,
        rounds.publish_on,
        versions.version_number,
        versions.is_latest,
        versions.received_at,
        {{ opening_moment('rounds.opens_on') }} as opens_at,
        {{ closing_moment('rounds.due_on') }} as due_at,
        {{ closing_moment('rounds.closes_on') }} as closes_at,
        max(versions.received_at) over () as latest_received_at
    from {{ source('raw', 'rounds') }} as rounds
    inner join {{ ref('int_register_versions') }} as versions
        on rounds.receipt_id = versions.register_receipt_id
),

weighed as (
    select
        *,
        bool_or(is_latest) over (partition by round_id) as is_in_latest,
        min(closes_at) over (
            partition by round_id
            order by version_number
            rows between unbounded preceding and 1 preceding
        ) as closed_before_at
    from loads
),

standing as (
    select *
    from weighed
    where closed_before_at is null or received_at <= closed_before_at
    qualify row_number() over (partition by round_id order by version_number desc) = 1
)

select
    round_id,
    row_number() over (order by opens_on, closes_on) as position,
    name_en,
    name_cy,
    opens_on,
    due_on,
    closes_on,
    review_on,
    publish_on,
    opens_at,
    due_at,
    closes_at
from standing
where is_in_latest or closes_at < latest_received_at
