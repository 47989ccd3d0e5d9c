select
    action_id,
    partner_id,
    role
from {{ ref('int_roles_listed') }}
where is_latest
