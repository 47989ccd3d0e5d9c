-- What the row of an action in a round rests on, said once: in the first round in which it does.
with rested as (
    select
        views.round_id,
        views.action_id,
        case when views.is_agreed then 'agreed_view' else 'other_view' end as used_for,
        views.party_id as subject_id,
        views.receipt_id
    from {{ ref('fct_views') }} as views
    where views.is_counting
    union all
    select
        headlined.round_id,
        headlined.action_id,
        uses.used_for,
        headlined.action_id as subject_id,
        case uses.used_for
            when 'lead_update' then said_by_lead.receipt_id
            when 'confirmation' then headlined.confirmed_receipt_id
            when 'agreed_finish' then headlined.finish_receipt_id
            when 'forecast' then headlined.forecast_receipt_id
        end as receipt_id
    from {{ ref('int_action_rounds_headlined') }} as headlined
    cross join (
        select unnest(['lead_update', 'confirmation', 'agreed_finish', 'forecast']) as used_for
    ) as uses
    left join {{ ref('int_statements_ordered') }} as said_by_lead
        on headlined.lead_number = said_by_lead.statement_number
    union all
    select
        spine.round_id,
        spine.action_id,
        'plan' as used_for,
        spine.action_id as subject_id,
        rounds.register_receipt_id as receipt_id
    from {{ ref('int_action_rounds_spined') }} as spine
    inner join {{ ref('int_rounds_timed') }} as rounds on spine.round_id = rounds.round_id
    union all
    select
        round_id,
        action_id,
        'milestone' as used_for,
        milestone_id as subject_id,
        receipt_id
    from {{ ref('fct_milestones') }}
),

sourced as (
    select
        arg_min(rested.round_id, rounds.position) as round_id,
        rested.action_id,
        rested.used_for,
        rested.subject_id,
        rested.receipt_id
    from rested
    inner join {{ ref('int_rounds_timed') }} as rounds on rested.round_id = rounds.round_id
    where rested.receipt_id is not null
    group by rested.action_id, rested.used_for, rested.subject_id, rested.receipt_id
)

select
    sourced.round_id,
    sourced.action_id,
    sourced.used_for,
    sourced.subject_id,
    sourced.receipt_id,
    receipts.feed,
    {{ local_date('receipts.received_at') }} as received_on
from sourced
inner join {{ ref('stg_landing__receipts') }} as receipts on sourced.receipt_id = receipts.receipt_id
