-- What kind of plan it is, as its register says now: which languages it speaks, and whether people were
-- listened to for it. Where its topics are named they were, though nothing of it may have come in yet.
with latest as (
    select register_receipt_id from {{ ref('int_register_versions') }}
    where is_latest
)

select
    plans.receipt_id as register_receipt_id,
    plans.plan_id,
    plans.languages,
    list_contains(string_split(plans.languages, ';'), 'cy') as is_in_welsh,
    exists (select * from {{ ref('int_engagements_latest') }})
    or exists (select * from {{ ref('int_comments_versioned') }} where is_latest)
    or exists (select * from {{ ref('int_workshops_latest') }})
    or exists (select * from {{ ref('int_contributions_latest') }})
    or exists (select * from {{ source('raw', 'topics') }} where receipt_id = plans.receipt_id) as has_listening
from {{ ref('stg_register__plan') }} as plans
inner join latest on plans.receipt_id = latest.register_receipt_id
