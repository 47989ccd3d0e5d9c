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
    actions.boundary_can_influence_cy,
    -- of the eight parts in this order, with the unit separator between (the door computes the same)
    sha256(
        nullif(
            array_to_string(
                [
                    coalesce(actions.boundary_agreed_en, ''),
                    coalesce(actions.boundary_depends_on_en, ''),
                    coalesce(actions.boundary_not_included_en, ''),
                    coalesce(actions.boundary_can_influence_en, ''),
                    coalesce(actions.boundary_agreed_cy, ''),
                    coalesce(actions.boundary_depends_on_cy, ''),
                    coalesce(actions.boundary_not_included_cy, ''),
                    coalesce(actions.boundary_can_influence_cy, '')
                ],
                chr(31)
            ),
            repeat(chr(31), 7)
        )
    ) as boundary_sha256
from {{ source('raw', 'actions') }} as actions
inner join latest
    on actions.receipt_id = latest.register_receipt_id and actions.action_id = latest.action_id
