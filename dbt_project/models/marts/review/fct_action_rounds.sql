-- Cancelled milestones are out of the base, and counted beside it.
with stepped as (
    select
        steps.round_id,
        steps.action_id,
        count_if(steps.state <> 'cancelled') as milestone_count,
        count_if(steps.state = 'done') as milestone_done_count,
        count_if(steps.state = 'cancelled') as milestone_cancelled_count,
        count_if(steps.state <> 'cancelled' and steps.due_on <= rounds.moment_on) as milestone_due_count,
        count_if(steps.state = 'done' and steps.due_on <= rounds.moment_on) as milestone_due_done_count
    from {{ ref('milestone_rounds') }} as steps
    inner join {{ ref('int_rounds_timed') }} as rounds on steps.round_id = rounds.round_id
    group by steps.round_id, steps.action_id
),

news as (
    select
        action_id,
        due_round_id as round_id,
        count(*) as news_due_count,
        count(*) filter (where outcome = 'kept') as news_kept_count
    from {{ ref('fct_promised_news') }}
    group by action_id, due_round_id
)

select
    headlined.round_id,
    headlined.action_id,
    headlined.theme_id,
    headlined.lead_partner_id,
    headlined.headline,
    headlined.headline_rule,
    changed.previous_headline,
    changed.change,
    headlined.stage,
    headlined.rating,
    changed.stage_since_on,
    cast(changed.days_in_stage as integer) as days_in_stage,
    headlined.freshness,
    headlined.is_seen_differently,
    headlined.agreed_party_id,
    headlined.stated_on,
    cast(headlined.days_since_confirmed as integer) as days_since_confirmed,
    agreed.words as what_happened,
    agreed.in_plain_words,
    agreed.words_language,
    agreed.reason,
    said_by_lead.next_step,
    said_by_lead.next_news_by,
    headlined.forecast_finish_on,
    headlined.original_finish_on,
    headlined.agreed_finish_on,
    cast(headlined.finish_moved_count as integer) as finish_moved_count,
    cast(headlined.forecast_moved_count as integer) as forecast_moved_count,
    -- a date of completion belongs to what is agreed to be complete
    case when headlined.stage = 'complete' then said_by_lead.completed_on end as completed_on,
    headlined.look_again_on,
    said_by_lead.evidence_url,
    cast(coalesce(stepped.milestone_count, 0) as integer) as milestone_count,
    cast(coalesce(stepped.milestone_done_count, 0) as integer) as milestone_done_count,
    cast(coalesce(stepped.milestone_cancelled_count, 0) as integer) as milestone_cancelled_count,
    cast(coalesce(stepped.milestone_due_count, 0) as integer) as milestone_due_count,
    cast(coalesce(stepped.milestone_due_done_count, 0) as integer) as milestone_due_done_count,
    cast(coalesce(news.news_due_count, 0) as integer) as news_due_count,
    cast(coalesce(news.news_kept_count, 0) as integer) as news_kept_count,
    headlined.joined_to
from {{ ref('int_action_rounds_headlined') }} as headlined
inner join {{ ref('int_action_rounds_changed') }} as changed
    on headlined.round_id = changed.round_id and headlined.action_id = changed.action_id
left join {{ ref('int_statements_ordered') }} as agreed
    on headlined.agreed_number = agreed.statement_number and headlined.joined_to is null
left join {{ ref('int_statements_ordered') }} as said_by_lead
    on headlined.lead_number = said_by_lead.statement_number
left join stepped
    on headlined.round_id = stepped.round_id and headlined.action_id = stepped.action_id
left join news
    on headlined.round_id = news.round_id and headlined.action_id = news.action_id
