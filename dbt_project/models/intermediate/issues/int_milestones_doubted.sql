-- What a person should look at in what was reported of a milestone.
{{ config(materialized='view') }}

with reported as (
    select
        *,
        {{ local_date('received_at') }} as stated_on
    from {{ ref('int_milestones_reported') }}
),

issues as (
    select
        *,
        unnest(list_distinct([
            case when state_as_given = 'done' and done_on is null then 'milestone_done_without_date' end,
            case
                when state_as_given <> 'done' and done_on is not null then 'milestone_dated_but_not_done'
            end,
            case when done_on > stated_on then 'milestone_done_in_the_future' end,
            case when state = 'cancelled' and reason is null then 'milestone_cancelled_without_reason' end
        ])) as issue
    from reported
)

select
    issue,
    counted_round_id as round_id,
    action_id,
    milestone_id,
    receipt_id,
    row_number,
    partner_id as party_id,
    concat('state ', state_as_given) as found,
    case when done_on is not null then concat('done on ', done_on, ', said ', stated_on) end as against
from issues
where issue is not null
