-- One row per statement of a party on an action, in the one order that decides what is newest.
with said_in_returns as (
    select
        * exclude (is_no_change),
        null as what_would_settle,
        what_happened as words,
        case when kind = 'content' and stage = 'complete' then completed_on end as effective_on
    from {{ ref('int_updates_attributed') }}
),

decided as (
    select
        receipt_id,
        row_number,
        action_id,
        stage,
        rating,
        words,
        words_language,
        reason,
        what_would_settle,
        look_again_on,
        declared_round_id,
        counted_round_id,
        counted_position,
        received_at,
        received_at as counted_at,
        {{ steering_group() }} as party_id,
        'steering' as role,
        case when decision = 'second_view' then 'second_view' else 'settlement' end as kind,
        {{ local_date('received_at') }} as counted_on,
        coalesce(decided_on, {{ local_date('received_at') }}) as stated_on,
        decided_on as effective_on
    from {{ ref('int_decisions_placed') }}
    where
        decision in ('second_view', 'settle', 'correct')
        and stage is not null
        and action_id is not null
),

statements as (
    select * from said_in_returns
    union all by name
    select * from decided
)

select
    statements.* exclude (effective_on), -- noqa: RF02
    coalesce(statements.effective_on, statements.stated_on) as effective_on,
    (statements.role = 'lead' and statements.kind = 'content') or statements.kind = 'settlement'
        as sets_agreed_view,
    row_number() over (
        order by
            statements.counted_position nulls last,
            statements.counted_at,
            statements.received_at,
            statements.receipt_id,
            statements.row_number
    ) as statement_number
from statements
