-- The engagement list as last accepted: a new list replaces the older one.
with lists as (
    select receipt_id
    from {{ ref('stg_landing__receipts') }}
    where feed = 'engagements'
    qualify row_number() over (order by received_at desc, receipt_id desc) = 1
)

select engagements.*
from {{ ref('stg_engagements__engagements') }} as engagements
inner join lists on engagements.receipt_id = lists.receipt_id
