with latest as (
    select * from {{ ref('int_actions_versioned') }}
    where is_latest
)

select
    actions.action_id,
    cast(actions.position as integer) as position,
    actions.theme_id,
    actions.title_en,
    actions.title_cy,
    actions.summary_en,
    actions.summary_cy,
    actions.done_means_en,
    actions.done_means_cy,
    actions.cy_status,
    actions.lead_partner_id,
    actions.planned_start as planned_start_on,
    latest.original_finish_on,
    actions.joined_to,
    actions.boundary_agreed_en,
    actions.boundary_agreed_cy,
    actions.boundary_depends_on_en,
    actions.boundary_depends_on_cy,
    actions.boundary_not_included_en,
    actions.boundary_not_included_cy,
    actions.boundary_can_influence_en,
    actions.boundary_can_influence_cy
from {{ source('raw', 'actions') }} as actions
inner join latest
    on actions.receipt_id = latest.register_receipt_id and actions.action_id = latest.action_id
