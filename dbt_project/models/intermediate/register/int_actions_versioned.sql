with versions as (
    select * from {{ ref('int_register_versions') }}
),

actions as (
    select * from {{ source('raw', 'actions') }}
)

select
    versions.register_receipt_id,
    versions.version_number,
    versions.is_latest,
    actions.action_id,
    actions.theme_id,
    actions.lead_partner_id,
    actions.supporting_partner_ids,
    actions.joined_to,
    -- the first finish that the register gave; only the decision `agree_date` moves the agreed one
    first_value(actions.planned_finish ignore nulls) over so_far as original_finish_on,
    min(
        case when actions.joined_to is not null then {{ local_date('versions.received_at') }} end
    ) over so_far as joined_on
from actions
inner join versions on actions.receipt_id = versions.register_receipt_id
window so_far as (
    partition by actions.action_id
    order by versions.version_number
    rows between unbounded preceding and current row
)
