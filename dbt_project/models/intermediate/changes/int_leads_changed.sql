-- Each time a load of the register handed an action to another lead, or joined it to another action.
{{ config(materialized='view') }}

with versions as (
    select
        actions.action_id,
        actions.lead_partner_id,
        actions.joined_to,
        actions.register_receipt_id as receipt_id,
        versions.received_at,
        lag(actions.lead_partner_id) over in_order as lead_before,
        lag(actions.joined_to) over in_order as joined_before,
        row_number() over in_order as version_of_action
    from {{ ref('int_actions_versioned') }} as actions
    inner join {{ ref('int_register_versions') }} as versions
        on actions.register_receipt_id = versions.register_receipt_id
    window in_order as (partition by actions.action_id order by versions.version_number)
),

sides as (
    select
        *,
        unnest(['lead_partner_id', 'joined_to']) as field,
        unnest([lead_before, joined_before]) as was,
        unnest([lead_partner_id, joined_to]) as now
    from versions
    where version_of_action > 1
)

select
    sides.action_id,
    sides.field,
    sides.was,
    sides.now,
    {{ local_date('sides.received_at') }} as effective_on,
    sides.received_at,
    rounds.round_id as counted_round_id,
    sides.receipt_id
from sides
asof left join {{ ref('int_rounds_timed') }} as rounds on sides.received_at <= rounds.closed_at
where sides.was is distinct from sides.now
