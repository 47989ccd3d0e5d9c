-- Every party that a register has listed, as the newest one that lists it; and the steering group.
select
    partners.partner_id,
    partners.name_en,
    partners.name_cy,
    partners.contact_role_en,
    partners.contact_role_cy,
    partners.contact_url
from {{ source('raw', 'partners') }} as partners
inner join {{ ref('int_register_versions') }} as versions
    on partners.receipt_id = versions.register_receipt_id
qualify row_number() over (partition by partners.partner_id order by versions.version_number desc) = 1
union all
select
    {{ steering_group() }} as partner_id,
    plans.steering_group_en as name_en,
    plans.steering_group_cy as name_cy,
    null as contact_role_en,
    null as contact_role_cy,
    null as contact_url
from {{ ref('stg_register__plan') }} as plans
inner join {{ ref('int_register_versions') }} as versions
    on plans.receipt_id = versions.register_receipt_id and versions.is_latest
