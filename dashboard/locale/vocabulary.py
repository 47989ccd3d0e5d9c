"""The words for codes: one dictionary per vocabulary, from the code, which is data, to the message shown."""

from collections.abc import Mapping

from dashboard.locale.translator import Words, mark

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
METRICS = {
    "action_count": mark("Actions in the plan"),
    "headline_count": mark("Actions per status"),
    "confirmed_count": mark("Confirmed this round"),
    "milestone_count": mark("Steps"),
    "milestone_done_count": mark("Steps done"),
    "milestone_due_count": mark("Steps due"),
    "returned_count": mark("Returns received"),
    "seen_differently_count": mark("Seen differently"),
    "change": mark("Change since the last round"),
    "median_days_since_confirmed": mark("Days since confirmed"),
    "days_in_stage": mark("Days in a stage"),
    "finish_moved_count": mark("How often the finish moved"),
    "news_kept_count": mark("Promises of news kept"),
    "comment_count": mark("Comments"),
    "question_count": mark("Questions"),
    "felt_people_count": mark("Who answered at an event"),
}
FELT_ANSWERS = {
    "noticed": mark("Noticed a change"),
    "not_yet": mark("Not yet"),
    "worse": mark("It got worse"),
    "cannot_say": mark("Cannot say"),
}
HOW_OFTEN = {
    "monthly": mark("Once a month."),
    "quarterly": mark("Once a quarter."),
    "yearly": mark("Once a year."),
    "every_two_years": mark("Every two years."),
    "now_and_then": mark("Now and then."),
}
GROUPS = {
    "done": mark("Done"),
    "going_well": mark("On track"),
    "not_going_well": mark("Late or at risk"),
    "no_recent_news": mark("Without recent news"),
    "other": mark("Other"),
}
RULES = {
    "1_no_agreed_view": mark("Nobody has stated a view that counts as agreed."),
    "2_views_differ": mark("Two parties state a different stage or rating, and it is not settled."),
    "3_stopped": mark("The agreed stage is stopped."),
    "4_complete": mark("The agreed stage is complete."),
    "5_paused": mark("The agreed stage is paused, and the day to look again has not passed."),
    "6_agreed_finish_passed": mark("The agreed finish passed before the round’s close."),
    "7_update_overdue": mark("The lead’s last update is older than the plan allows."),
    "7_look_again_passed": mark("It is paused, and the day to look again has passed."),
    "7_rating_missing": mark("It is in progress, but no rating was given."),
    "8_rated_delayed": mark("The agreed rating is delayed."),
    "8_forecast_too_late": mark("The forecast finish is more than 31 days after the agreed one."),
    "9_rated_at_risk": mark("The agreed rating is at risk."),
    "9_rated_on_track": mark("The agreed rating is on track."),
    "10_not_started": mark("The agreed stage is not started."),
}
REVISION_KINDS = {
    "correction": mark("Correction: something published was wrong."),
    "revision": mark("Newer information."),
    "withdrawal": mark("Words were taken back."),
}
CHANGED_COLUMNS = {
    "headline": mark("Status"),
    "previous_headline": mark("Status before"),
    "stage": mark("Stage"),
    "rating": mark("Rating"),
    "in_plain_words": mark("In plain words"),
    "what_happened": mark("What happened"),
    "words": mark("Words"),
    "reason": mark("Why"),
    "next_step": mark("What happens next"),
    "stated_on": mark("Reported on"),
    "days_since_confirmed": mark("Days since confirmed"),
    "agreed_finish_on": mark("Agreed finish"),
    "forecast_finish_on": mark("Forecast"),
    "completed_on": mark("Completed on"),
    "milestone_done_count": mark("Steps done"),
}
USES = {
    "agreed_view": mark("The agreed view"),
    "other_view": mark("Another view"),
    "lead_update": mark("Next step and next news"),
    "confirmation": mark("How fresh the news is"),
    "agreed_finish": mark("Agreed finish"),
    "forecast": mark("Forecast"),
    "plan": mark("The action itself"),
    "milestone": mark("Step"),
}
FEEDS = {
    "return": mark("A partner’s return"),
    "decisions": mark("Decisions of the steering group"),
    "register": mark("The plan’s register"),
}
ROLES = {
    "chair": mark("Chair of the steering group"),
    "steering_group": mark("The steering group"),
    "secretary": mark("Secretary of the steering group"),
    "voices_lead": mark("Lead for people’s voices"),
}
PERSONAS = {
    "secretary": mark("the secretary of the steering group"),
    "chair": mark("the chair of the steering group"),
    "voices_lead": mark("the lead for people’s voices"),
    "administrator": mark("the administrator"),
}
QUOTE_KINDS = {
    "typical": mark("many say it in such words"),
    "differing": mark("most who speak of it say something else"),
    "welsh": mark("said in Welsh"),
    "short": mark("short enough for a poster"),
}
CHANNELS = {
    "paper": mark("On paper."),
    "event": mark("At an event."),
    "form": mark("By a form."),
    "email": mark("By e-mail."),
}
QUESTION_STATES = {
    "waiting": mark("Waits for an answer"),
    "answered": mark("Answered"),
    "declined": mark("Will not be answered"),
    "held": mark("Held back"),
    "withdrawn": mark("Taken back"),
}
QUESTION_SCOPES = {
    "none": mark("nothing of it may be shown"),
    "general": mark("in general words only"),
    "web": mark("in these words, on the web page"),
    "web_and_print": mark("in these words, on the web page and in print"),
    "anywhere": mark("in these words, anywhere"),
}
PERSONAL = {
    "name": mark("a name"),
    "email": mark("an e-mail address"),
    "phone": mark("a telephone number"),
    "postcode": mark("a postcode"),
    "address": mark("an address"),
    "handle": mark("a name on a social network"),
    "nhs_number": mark("an NHS number"),
    "national_insurance": mark("a National Insurance number"),
    "date_of_birth": mark("a date of birth"),
    "vehicle": mark("a number plate"),
}
CHANGES = {
    "better": mark("Better than before"),
    "worse": mark("Worse than before"),
    "newly_confirmed": mark("News after silence"),
    "changed": mark("Changed"),
}
QUESTIONS = {
    "have": mark("Have"),
    "need": mark("Need"),
    "change": mark("Want to change"),
}
OUTCOMES = {
    "done": mark("Done"),
    "on_the_way": mark("On the way"),
    "seen_differently": mark("Seen differently"),
    "late_or_at_risk": mark("Late or at risk"),
    "no_recent_news": mark("No recent news"),
    "not_begun": mark("Not begun"),
    "stopped": mark("Stopped"),
    "looked_into": mark("Being looked into"),
    "others_to_decide": mark("Someone else’s to decide"),
    "not_taken_up": mark("Not taken up"),
    "not_coded": mark("Not yet coded"),
}
OUTCOME_GROUPS = {
    "done": mark("Done"),
    "on_the_way": mark("On the way"),
    "late": mark("Late or at risk"),
    "unclear": mark("No recent news, or seen differently"),
    "open": mark("Not begun, or still to be decided"),
    "outside": mark("Stopped, not taken up, or for others"),
}
DESTINATIONS = {
    "taken_up": mark("Taken up"),
    "partly": mark("Taken up in part"),
    "looked_into": mark("Being looked into"),
    "someone_else": mark("Someone else’s to decide"),
    "not_taken_up": mark("Not taken up"),
    "not_coded": mark("Not yet coded"),
}
SPOKEN = {
    "en": mark("In English"),
    "cy": mark("In Welsh"),
    "both": mark("In both languages"),
    "not_recorded": mark("Not recorded"),
}
HOURS = {
    "paid": mark("Paid hours"),
    "unpaid": mark("Hours given freely"),
}
# Methods and kinds of cost are the deployment's own words; those that are common have Welsh ones.
METHODS = {
    "drop-in": mark("Drop-in"),
    "focus group": mark("Focus group"),
    "interview": mark("Interview"),
    "online survey": mark("Online survey"),
    "school session": mark("School session"),
    "street stall": mark("Street stall"),
    "summer event": mark("Summer event"),
    "workshop": mark("Workshop"),
    "youth club": mark("Youth club"),
    "not_recorded": mark("Not recorded"),
}
COST_KINDS = {
    "analysis": mark("Reading and coding"),
    "childcare": mark("Childcare"),
    "facilitation": mark("Leading and hosting"),
    "refreshments": mark("Refreshments"),
    "translation": mark("Translation"),
    "travel": mark("Travel"),
    "venue": mark("Rooms"),
    "vouchers": mark("Vouchers"),
}


def named_in(names: Mapping[str, str], code: str, words: Words) -> str:
    """Return the words for a code, or the code itself where nobody gave it any."""
    return words.say(names[code]) if code in names else code
