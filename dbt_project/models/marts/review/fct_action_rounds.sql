with headlined as (
    select
        *,
        lag(headline) over (partition by action_id order by position) as previous_headline
    from {{ ref('int_action_rounds_headlined') }}
),

statements as (
    select * from {{ ref('int_statements_ordered') }}
),

milestones as (
    select
        round_id,
        action_id,
        count(*) filter (where state <> 'cancelled') as milestone_count,
        count(*) filter (where state = 'done') as milestone_done_count,
        count(*) filter (where state = 'cancelled') as milestone_cancelled_count
    from {{ ref('int_milestone_rounds_stated') }}
    group by round_id, action_id
)

select
    headlined.round_id,
    headlined.action_id,
    headlined.theme_id,
    headlined.lead_partner_id,
    headlined.headline,
    headlined.headline_rule,
    headlined.previous_headline,
    headlined.stage,
    headlined.rating,
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
    cast(coalesce(milestones.milestone_count, 0) as integer) as milestone_count,
    cast(coalesce(milestones.milestone_done_count, 0) as integer) as milestone_done_count,
    cast(coalesce(milestones.milestone_cancelled_count, 0) as integer) as milestone_cancelled_count,
    headlined.joined_to
from headlined
left join statements as agreed
    on
        headlined.action_id = agreed.action_id
        and headlined.agreed_number = agreed.statement_number
        and headlined.joined_to is null
left join statements as said_by_lead
    on headlined.action_id = said_by_lead.action_id and headlined.lead_number = said_by_lead.statement_number
left join milestones
    on headlined.round_id = milestones.round_id and headlined.action_id = milestones.action_id
