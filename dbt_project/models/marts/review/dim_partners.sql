with latest as (
    select register_receipt_id from {{ ref('int_register_versions') }}
    where is_latest
)

select
    partners.partner_id,
    partners.name_en,
    partners.name_cy,
    false as is_steering_group
from {{ ref('stg_register__partners') }} as partners
inner join latest on partners.receipt_id = latest.register_receipt_id
union all
select
    'steering-group' as partner_id,
    plans.steering_group_en as name_en,
    plans.steering_group_cy as name_cy,
    true as is_steering_group
from {{ ref('stg_register__plan') }} as plans
inner join latest on plans.receipt_id = latest.register_receipt_id
