with issues as (
    select * from {{ ref('int_statements_doubted') }}
    union all by name
    select * from {{ ref('int_milestones_doubted') }}
    union all by name
    select * from {{ ref('int_action_rounds_doubted') }}
)

select distinct
    issue,
    round_id,
    action_id,
    milestone_id,
    party_id,
    receipt_id,
    cast(row_number as integer) as row_number,
    found,
    against
from issues
