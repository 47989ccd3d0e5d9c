-- Each "you will hear again by" of a lead, and when the lead was next heard.
with heard as (
    select
        *,
        lead(stated_on) over (
            partition by action_id
            order by received_at, receipt_id, row_number
        ) as heard_on
    from {{ ref('int_statements_ordered') }}
    where role = 'lead'
),

clock as (
    select {{ local_date('as_of') }} as as_of_on from {{ source('raw', 'build') }}
),

rounds as (
    select
        round_id,
        moment_on
    from {{ ref('int_rounds_timed') }}
    where is_opened
)

select
    heard.action_id,
    heard.statement_number,
    heard.receipt_id,
    heard.party_id,
    heard.counted_round_id,
    heard.stated_on as promised_on,
    heard.next_news_by as promised_by,
    heard.heard_on,
    case
        when heard.heard_on <= heard.next_news_by then 'kept'
        when heard.heard_on is not null then 'late'
        when heard.next_news_by < clock.as_of_on then 'missed'
        else 'open'
    end as outcome,
    -- the round at whose close it can first be said whether it was kept; never one before it was made
    due.round_id as due_round_id
from heard
cross join clock
left join rounds as made on heard.counted_round_id = made.round_id
asof left join rounds as due
    on
        case when made.moment_on is not null then greatest(heard.next_news_by, made.moment_on) end
        <= due.moment_on
where heard.kind = 'content' and heard.next_news_by is not null
