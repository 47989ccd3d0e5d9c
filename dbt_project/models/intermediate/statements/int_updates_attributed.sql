-- Every row of every accepted return: whose it is, in which round it counts, and what it does.
{{ config(materialized='view') }}

with updates as (
    select
        receipt_id,
        row_number,
        action_id,
        coalesce(no_change, false) as is_no_change,
        stage,
        -- a rating means something only while the action is in progress
        case when stage = 'in_progress' then rating end as rating,
        rating as rating_as_given,
        what_happened,
        in_plain_words,
        words_language,
        reason,
        next_step,
        evidence as evidence_url,
        next_news_by,
        forecast_finish as forecast_finish_on,
        completed_on,
        look_again_on
    from {{ source('raw', 'updates') }}
),

returns as (
    select * from {{ ref('int_returns_placed') }}
),

roles as (
    select * from {{ ref('int_roles_listed') }}
)

select
    updates.*,
    returns.partner_id as party_id,
    coalesce(roles.role, 'none') as role,
    returns.declared_round_id,
    returns.counted_round_id,
    returns.counted_position,
    returns.received_at,
    returns.counted_at,
    case
        when updates.is_no_change or updates.stage is null then 'confirmation' else 'content'
    end as kind,
    returns.counted_on,
    returns.stated_on
from updates
inner join returns on updates.receipt_id = returns.receipt_id
left join roles
    on
        returns.register_receipt_id = roles.register_receipt_id
        and updates.action_id = roles.action_id
        and returns.partner_id = roles.partner_id
