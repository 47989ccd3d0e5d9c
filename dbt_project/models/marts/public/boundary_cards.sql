-- Only text that every partner named on the action has agreed to, word for word; a held action's is held too.
with agreed as (
    select
        action_id,
        max(agreed_on) as agreed_on
    from {{ ref('fct_boundary_agreements') }}
    group by action_id
    having bool_and(has_agreed)
),

held as (
    select action_id from {{ ref('int_actions_held') }}
),

cards as (
    select
        actions.*,
        agreed.agreed_on,
        case
            when held.action_id is not null then 'being_agreed'
            when actions.boundary_sha256 is null then 'none'
            when agreed.action_id is null then 'being_agreed'
            else 'agreed'
        end as state
    from {{ ref('dim_actions') }} as actions
    left join agreed on actions.action_id = agreed.action_id
    left join held on actions.action_id = held.action_id
)

select
    action_id,
    state,
    case when state = 'agreed' then boundary_agreed_en end as agreed_en,
    case when state = 'agreed' then boundary_agreed_cy end as agreed_cy,
    case when state = 'agreed' then boundary_depends_on_en end as depends_on_en,
    case when state = 'agreed' then boundary_depends_on_cy end as depends_on_cy,
    case when state = 'agreed' then boundary_not_included_en end as not_included_en,
    case when state = 'agreed' then boundary_not_included_cy end as not_included_cy,
    case when state = 'agreed' then boundary_can_influence_en end as can_influence_en,
    case when state = 'agreed' then boundary_can_influence_cy end as can_influence_cy,
    case when state = 'agreed' then agreed_on end as agreed_on,
    case when state = 'agreed' then cy_status end as cy_status
from cards
