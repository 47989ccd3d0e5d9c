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
    plans.ageing_after_days,
    list_contains(string_split(plans.languages, ';'), 'cy') as is_in_welsh,
    exists (select heard.receipt_id from {{ ref('int_engagements_latest') }} as heard)
    or exists (
        select comments.receipt_id from {{ ref('int_comments_versioned') }} as comments
        where comments.is_latest
    )
    or exists (select heard.receipt_id from {{ ref('int_workshops_latest') }} as heard)
    or exists (select heard.receipt_id from {{ ref('int_contributions_latest') }} as heard)
    or exists (
        select topics.topic_code from {{ source('raw', 'topics') }} as topics
        where topics.receipt_id = plans.receipt_id
    ) as has_listening
from {{ ref('stg_register__plan') }} as plans
inner join latest on plans.receipt_id = latest.register_receipt_id
