-- A row is an action seen differently in a round, with no view beside the agreed one to show for it.
{{ config(meta={'dagster': {'ref': {'name': 'fct_views'}}}) }}
select
    action_rounds.round_id,
    action_rounds.action_id
from {{ ref('fct_action_rounds') }} as action_rounds
anti join {{ ref('fct_views') }} as views
    on
        action_rounds.round_id = views.round_id
        and action_rounds.action_id = views.action_id
        and views.is_contesting
where action_rounds.headline = 'seen_differently'
