{{ config(materialized='view') }}

with agreed_views as (
    select
        agreed.round_id,
        agreed.action_id,
        agreed.agreed_party_id as party_id,
        agreed.agreed_number as statement_number,
        agreed.agreed_receipt_id as receipt_id,
        agreed.agreed_kind as kind,
        agreed.stage,
        agreed.rating,
        case when not agreed.is_joined then statements.words end as words,
        case when not agreed.is_joined then statements.words_language end as words_language,
        agreed.stated_on,
        case when not agreed.is_joined then statements.what_would_settle end as what_would_settle,
        agreed.look_again_on,
        null as reply_invited_until,
        false as has_reply,
        true as is_agreed,
        false as is_contesting,
        true as is_counting,
        false as is_settled,
        false as is_outdated
    from {{ ref('int_action_rounds_agreed') }} as agreed
    left join {{ ref('int_statements_ordered') }} as statements
        on agreed.agreed_number = statements.statement_number
    where agreed.stage is not null
),

other_views as (
    select
        compared.round_id,
        compared.action_id,
        compared.party_id,
        compared.statement_number,
        statements.receipt_id,
        statements.kind,
        statements.stage,
        statements.rating,
        statements.words,
        statements.words_language,
        statements.stated_on,
        statements.what_would_settle,
        statements.look_again_on,
        replies.reply_invited_until,
        coalesce(replies.has_reply, false) as has_reply,
        compared.is_agreed,
        compared.is_contesting,
        compared.is_counting,
        compared.is_settled,
        compared.is_outdated
    from {{ ref('int_views_compared') }} as compared
    inner join {{ ref('int_statements_ordered') }} as statements
        on compared.statement_number = statements.statement_number
    left join {{ ref('int_replies_invited') }} as replies
        on
            compared.round_id = replies.round_id
            and compared.action_id = replies.action_id
            and compared.party_id = replies.party_id
    where not compared.is_agreed
),

views as (
    select * from agreed_views
    union all
    select * from other_views
)

select * from views
