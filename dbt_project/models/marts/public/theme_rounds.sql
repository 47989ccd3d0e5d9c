select
    round_id,
    theme_id,
    action_count,
    awaiting_first_update_count,
    seen_differently_count,
    stopped_count,
    complete_count,
    paused_count,
    delayed_count,
    update_overdue_count,
    at_risk_count,
    on_track_count,
    not_started_count,
    confirmed_count,
    milestone_count,
    milestone_done_count
from {{ ref('fct_theme_rounds') }}
