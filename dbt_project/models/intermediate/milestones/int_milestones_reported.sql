-- What stands of each milestone after each round in which it was reported.
-- A supporting partner's word on a milestone stands only where the lead has said nothing.
with updates as (
    select
        receipt_id,
        row_number,
        milestone_id,
        -- done if and only if there is a date on which it was done
        case
            when done_on is not null then 'done'
            when state = 'done' then 'in_progress'
            else state
        end as state,
        state as state_as_given,
        reason,
        due_on,
        done_on
    from {{ source('raw', 'milestone_updates') }}
),

returns as (
    select * from {{ ref('int_returns_placed') }}
    where counted_position is not null
),

reports as (
    select
        updates.*,
        milestones.action_id,
        returns.partner_id,
        returns.counted_round_id,
        returns.counted_position,
        returns.counted_at,
        returns.received_at,
        roles.role = 'lead' as is_lead
    from updates
    inner join returns on updates.receipt_id = returns.receipt_id
    inner join {{ source('raw', 'milestones') }} as milestones
        on
            updates.milestone_id = milestones.milestone_id
            and returns.register_receipt_id = milestones.receipt_id
    inner join {{ ref('int_roles_listed') }} as roles
        on
            returns.register_receipt_id = roles.register_receipt_id
            and milestones.action_id = roles.action_id
            and returns.partner_id = roles.partner_id
),

ranked as (
    select
        *,
        bool_or(is_lead) over (
            partition by milestone_id
            order by counted_position
        ) as lead_has_spoken,
        row_number() over (
            partition by milestone_id, counted_position
            order by is_lead desc, counted_at desc, received_at desc, receipt_id desc, row_number desc
        ) as newness
    from reports
)

select * exclude (newness, lead_has_spoken)
from ranked
where newness = 1 and (is_lead or not lead_has_spoken)
