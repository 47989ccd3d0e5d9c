-- What the row of an action in a round rests on, said once: in the first round in which it does.
with headlined as (
    select
        action_id,
        lead_number,
        confirmed_receipt_id as confirmation,
        finish_receipt_id as agreed_finish,
        forecast_receipt_id as forecast,
        min(position) as position
    from {{ ref('int_action_rounds_headlined') }}
    group by all
),

rested as (
    select
        views.action_id,
        case when views.is_agreed then 'agreed_view' else 'other_view' end as used_for,
        views.party_id as subject_id,
        views.receipt_id,
        rounds.position
    from {{ ref('fct_views') }} as views
    inner join {{ ref('int_rounds_timed') }} as rounds on views.round_id = rounds.round_id
    where views.is_counting
    union all by name
    select
        action_id,
        used_for,
        action_id as subject_id,
        receipt_id,
        position
    from headlined unpivot (receipt_id for used_for in (confirmation, agreed_finish, forecast))
    union all by name
    select
        headlined.action_id,
        'lead_update' as used_for,
        headlined.action_id as subject_id,
        said_by_lead.receipt_id,
        headlined.position
    from headlined
    inner join {{ ref('int_statements_ordered') }} as said_by_lead
        on headlined.lead_number = said_by_lead.statement_number
    union all by name
    select
        actions.action_id,
        'plan' as used_for,
        actions.action_id as subject_id,
        actions.register_receipt_id as receipt_id,
        rounds.position
    from {{ ref('int_actions_versioned') }} as actions
    inner join {{ ref('int_rounds_timed') }} as rounds
        on actions.register_receipt_id = rounds.register_receipt_id and rounds.is_opened
    union all by name
    select
        action_id,
        'milestone' as used_for,
        milestone_id as subject_id,
        receipt_id,
        first_position as position
    from {{ ref('int_milestones_standing') }}
),

firsts as (
    select
        * exclude (position),
        min(position) as position
    from rested
    where receipt_id is not null
    group by all
)

select
    rounds.round_id,
    firsts.* exclude (position), -- noqa: RF02
    receipts.feed,
    {{ local_date('receipts.received_at') }} as received_on
from firsts
inner join {{ ref('int_rounds_timed') }} as rounds on firsts.position = rounds.position
inner join {{ ref('stg_landing__receipts') }} as receipts on firsts.receipt_id = receipts.receipt_id
