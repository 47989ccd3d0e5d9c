"""The words for codes: one dictionary per vocabulary, from the code, which is data, to the message shown."""

from dashboard.locale.translator import mark

HEADLINES = {
    "awaiting_first_update": mark("Awaiting first update"),
    "seen_differently": mark("Seen differently"),
    "stopped": mark("Stopped"),
    "complete": mark("Done"),
    "paused": mark("Paused"),
    "delayed": mark("Delayed"),
    "update_overdue": mark("No recent news"),
    "at_risk": mark("At risk"),
    "on_track": mark("On track"),
    "not_started": mark("Not started"),
}
STAGES = {
    "not_started": mark("Not started"),
    "in_progress": mark("In progress"),
    "complete": mark("Complete"),
    "paused": mark("Paused"),
    "stopped": mark("Stopped"),
}
RATINGS = {
    "on_track": mark("On track"),
    "at_risk": mark("At risk"),
    "delayed": mark("Delayed"),
}
FRESHNESS = {
    "confirmed": mark("Confirmed this round"),
    "ageing": mark("Getting old"),
    "overdue": mark("Overdue"),
    "never": mark("No update yet"),
}
MILESTONE_STATES = {
    "not_started": mark("Not started"),
    "in_progress": mark("In progress"),
    "done": mark("Done"),
    "cancelled": mark("Cancelled"),
}
GROUPS = {
    "done": mark("Done"),
    "going_well": mark("On track"),
    "not_going_well": mark("Late or at risk"),
    "no_recent_news": mark("Without recent news"),
    "other": mark("Other"),
}
DIRECTIONS = {
    "up": mark("Better than before"),
    "down": mark("Worse than before"),
    "other": mark("Changed"),
}
