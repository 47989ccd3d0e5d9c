-- Whoever holds the agreed view is invited to reply to one that disagrees with it, within some working days.
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

with_starts as (
    select
        contesting.*,
        starts.place as start_place
    from contesting
    asof left join {{ ref('int_working_days') }} as starts on contesting.received_on >= starts.day
)

select
    with_starts.round_id,
    with_starts.action_id,
    with_starts.party_id,
    ends.day as reply_invited_until,
    replied.party_id is not null as has_reply
from with_starts
left join {{ ref('int_working_days') }} as ends
    on with_starts.start_place + with_starts.reply_working_days = ends.place
left join replied
    on
        with_starts.round_id = replied.round_id
        and with_starts.action_id = replied.action_id
        and with_starts.party_id = replied.party_id
