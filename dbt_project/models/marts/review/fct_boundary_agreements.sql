select
    action_id,
    partner_id,
    role,
    text_sha256,
    agreed_on is not null as has_agreed,
    agreed_on,
    receipt_id
from {{ ref('int_boundary_agreements') }}
