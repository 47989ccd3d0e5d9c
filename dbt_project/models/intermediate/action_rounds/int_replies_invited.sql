-- Whoever holds the agreed view is invited to reply to one that disagrees with it, within some working days:
-- Monday to Friday, in the time zone of England and Wales but for their bank holidays. Past the years that
-- the seed covers, only weekends are left out.
with contesting as (
    select
        compared.round_id,
        compared.action_id,
        compared.party_id,
        agreed.position,
        agreed.agreed_party_id,
        statements.received_at,
        {{ local_date('statements.received_at') }} as received_on,
        plans.reply_working_days
    from {{ ref('int_views_compared') }} as compared
    inner join {{ ref('int_action_rounds_agreed') }} as agreed
        on compared.round_id = agreed.round_id and compared.action_id = agreed.action_id
    inner join {{ ref('int_statements_ordered') }} as statements
        on compared.statement_number = statements.statement_number
    inner join {{ ref('int_rounds_timed') }} as rounds on compared.round_id = rounds.round_id
    inner join {{ ref('stg_register__plan') }} as plans on rounds.register_receipt_id = plans.receipt_id
    where compared.is_contesting
),

replied as (
    select distinct
        contesting.round_id,
        contesting.action_id,
        contesting.party_id
    from contesting
    inner join {{ ref('int_statements_ordered') }} as replies
        on
            contesting.action_id = replies.action_id
            and contesting.agreed_party_id = replies.party_id
            and contesting.received_at < replies.received_at
            and contesting.position >= replies.counted_position
),

terms as (
    select distinct
        received_on,
        reply_working_days
    from contesting
),

-- among twice as many days and a month there are enough, whatever holidays fall in them
days as (
    select
        received_on,
        reply_working_days,
        received_on + cast(unnest(range(1, 2 * reply_working_days + 31)) as integer) as day
    from terms
),

invited as (
    select days.*
    from days
    anti join {{ ref('bank_holidays') }} as holidays
        on days.day = holidays.day and '{{ time_zone() }}' = 'Europe/London'
    where isodow(days.day) < 6
    qualify
        row_number() over (partition by days.received_on, days.reply_working_days order by days.day)
        = days.reply_working_days
)

select
    contesting.round_id,
    contesting.action_id,
    contesting.party_id,
    invited.day as reply_invited_until,
    replied.party_id is not null as has_reply
from contesting
left join invited
    on
        contesting.received_on = invited.received_on
        and contesting.reply_working_days = invited.reply_working_days
left join replied
    on
        contesting.round_id = replied.round_id
        and contesting.action_id = replied.action_id
        and contesting.party_id = replied.party_id
