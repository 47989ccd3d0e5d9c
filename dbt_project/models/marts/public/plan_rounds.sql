with returned as (
    select
        round_id,
        cast(count(*) filter (where is_expected) as integer) as expected_count,
        cast(count(*) filter (where is_expected and is_returned) as integer) as returned_count
    from {{ ref('fct_partner_rounds') }}
    group by round_id
),

metrics as (
    select
        round_id,
        {{ round_metrics() }}
    from {{ ref('fct_action_rounds') }}
    group by round_id
)

select
    metrics.*,
    coalesce(returned.expected_count, 0) as expected_count,
    coalesce(returned.returned_count, 0) as returned_count
from metrics
left join returned on metrics.round_id = returned.round_id
