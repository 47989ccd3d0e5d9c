select
    dimension,
    code,
    entry_count,
    engagement_count,
    paid_hours,
    paid_hours_recorded_count,
    volunteer_hours,
    volunteer_hours_recorded_count,
    expenses_gbp,
    expenses_recorded_count
from {{ ref('fct_cost_of_coproduction') }}
