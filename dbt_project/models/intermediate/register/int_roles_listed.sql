with actions as (
    select * from {{ ref('int_actions_versioned') }}
),

leads as (
    select
        register_receipt_id,
        is_latest,
        action_id,
        lead_partner_id as partner_id,
        'lead' as role
    from actions
    where lead_partner_id is not null
),

supporters as (
    select
        register_receipt_id,
        is_latest,
        action_id,
        trim(unnest(string_split(supporting_partner_ids, ';'))) as partner_id,
        'supporting' as role
    from actions
    where supporting_partner_ids is not null
)

select * from leads
union all
select distinct supporters.*
from supporters
anti join leads
    on
        supporters.register_receipt_id = leads.register_receipt_id
        and supporters.action_id = leads.action_id
        and supporters.partner_id = leads.partner_id
where supporters.partner_id <> ''
