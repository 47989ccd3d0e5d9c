{{ config(materialized='view') }}

with held as (
    select action_id from {{ ref('int_actions_held') }}
)

select
    views.round_id,
    views.action_id,
    views.party_id,
    views.stage,
    views.rating,
    case when held.action_id is null then views.words end as words,
    case when held.action_id is null then views.words_language end as words_language,
    views.stated_on,
    views.is_agreed,
    case when held.action_id is null then views.what_would_settle end as what_would_settle,
    views.look_again_on,
    views.reply_invited_until,
    views.has_reply
from {{ ref('fct_views') }} as views
left join held on views.action_id = held.action_id
where views.is_counting
