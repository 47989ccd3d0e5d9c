-- Actions whose words the steering group holds back in every release until it lifts the hold.
with decided as (
    select
        action_id,
        decision
    from {{ ref('int_decisions_placed') }}
    where decision in ('hold', 'unhold') and action_id is not null
    qualify row_number() over (
        partition by action_id
        order by received_at desc, receipt_id desc, row_number desc
    ) = 1
)

select action_id
from decided
where decision = 'hold'
