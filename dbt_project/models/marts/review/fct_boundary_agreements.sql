-- Which partner that is named on an action has agreed to the card's text as it reads now, and since when.
with agreements as (
    select
        decisions.action_id,
        decisions.partner_id,
        decisions.text_sha256,
        decisions.receipt_id,
        coalesce(decisions.decided_on, {{ local_date('receipts.received_at') }}) as agreed_on
    from {{ source('raw', 'decisions') }} as decisions
    inner join {{ ref('stg_landing__receipts') }} as receipts on decisions.receipt_id = receipts.receipt_id
    where decisions.decision = 'agree_boundary'
    -- who agrees to the same text again agreed the first time
    qualify row_number() over (
        partition by decisions.action_id, decisions.partner_id, decisions.text_sha256
        order by receipts.received_at, receipts.receipt_id, decisions.row_number
    ) = 1
)

select
    roles.action_id,
    roles.partner_id,
    roles.role,
    cards.boundary_sha256 as text_sha256,
    agreements.agreed_on is not null as has_agreed,
    agreements.agreed_on,
    agreements.receipt_id
from {{ ref('int_roles_listed') }} as roles
inner join {{ ref('dim_actions') }} as cards on roles.action_id = cards.action_id
left join agreements
    on
        roles.action_id = agreements.action_id
        and roles.partner_id = agreements.partner_id
        and cards.boundary_sha256 = agreements.text_sha256
where roles.is_latest and cards.boundary_sha256 is not null
