-- Every milestone of the register then in force, in every opened round, with the state last reported.
with rounds as (
    select * from {{ ref('int_rounds_timed') }}
    where is_opened
),

returns as (
    select * from {{ ref('int_returns_placed') }}
    where counted_position is not null
),

milestones as (
    select * exclude (row_number) from {{ ref('stg_register__milestones') }}
),

-- a supporting partner's word on a milestone stands only where the lead has said nothing
reports as (
    select
        updates.*,
        returns.counted_position,
        coalesce(bool_or(roles.role = 'lead') over (
            partition by updates.milestone_id
            order by returns.counted_position
        ), false) as lead_has_spoken,
        coalesce(roles.role = 'lead', false) as is_lead,
        roles.role,
        row_number() over (
            partition by updates.milestone_id, returns.counted_position
            order by
                roles.role = 'lead' desc, returns.counted_at desc,
                returns.received_at desc, updates.receipt_id desc, updates.row_number desc
        ) as newness
    from {{ ref('stg_returns__milestone_updates') }} as updates
    inner join returns on updates.receipt_id = returns.receipt_id
    inner join milestones
        on
            updates.milestone_id = milestones.milestone_id
            and returns.register_receipt_id = milestones.receipt_id
    inner join {{ ref('int_roles_listed') }} as roles
        on
            returns.register_receipt_id = roles.register_receipt_id
            and milestones.action_id = roles.action_id
            and returns.partner_id = roles.partner_id
),

standing as (
    select * from reports
    where newness = 1 and (is_lead or not lead_has_spoken)
),

spine as (
    select
        rounds.round_id,
        rounds.position as round_position,
        rounds.moment_on,
        milestones.milestone_id,
        milestones.action_id,
        milestones.position,
        milestones.title_en,
        milestones.title_cy,
        milestones.cy_status,
        milestones.due_on
    from rounds
    inner join milestones on rounds.register_receipt_id = milestones.receipt_id
)

select
    spine.round_id,
    spine.moment_on,
    spine.milestone_id,
    spine.action_id,
    spine.position,
    spine.title_en,
    spine.title_cy,
    spine.cy_status,
    spine.due_on as original_due_on,
    coalesce(standing.due_on, spine.due_on) as due_on,
    coalesce(standing.state, 'not_started') as state,
    standing.done_on,
    standing.reason,
    standing.receipt_id
from spine
asof left join standing
    on spine.milestone_id = standing.milestone_id and spine.round_position >= standing.counted_position
