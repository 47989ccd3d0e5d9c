{{ config(materialized='view') }}

with held as (
    select action_id from {{ ref('int_actions_held') }}
),

marked as (
    select
        action_rounds.*,
        held.action_id is not null as is_held
    from {{ ref('fct_action_rounds') }} as action_rounds
    left join held on action_rounds.action_id = held.action_id
)

select
    round_id,
    action_id,
    theme_id,
    headline,
    previous_headline,
    stage,
    rating,
    freshness,
    agreed_party_id,
    stated_on,
    days_since_confirmed,
    case when not is_held then what_happened end as what_happened,
    case when not is_held then in_plain_words end as in_plain_words,
    case when not is_held then words_language end as words_language,
    case when not is_held then reason end as reason,
    case when not is_held then next_step end as next_step,
    next_news_by,
    forecast_finish_on,
    original_finish_on,
    agreed_finish_on,
    finish_moved_count,
    completed_on,
    look_again_on,
    case when not is_held then evidence_url end as evidence_url,
    milestone_count,
    milestone_done_count,
    milestone_cancelled_count
from marked
