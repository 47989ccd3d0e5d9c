-- The list of workshops as last accepted: a new one replaces the older.
with lists as (
    select receipt_id
    from {{ ref('stg_landing__receipts') }}
    where feed = 'workshops'
    qualify row_number() over (order by received_at desc, receipt_id desc) = 1
)

select workshops.*
from {{ ref('stg_workshops__workshops') }} as workshops
inner join lists on workshops.receipt_id = lists.receipt_id
