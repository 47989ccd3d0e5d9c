"""The return: one partner's workbook for one round."""

from datetime import date
from typing import Annotated

from pydantic import Field

from pipelines.contracts.base import Caps, Column, Contract, Row, Table, tables
from pipelines.contracts.ids import ActionId, MilestoneId, WebAddress
from pipelines.locale import N_

PLAIN_WORDS = 40
"""Words beyond which `in_plain_words` is no longer plain; advice, not a rule."""

Words = Annotated[str, Field(max_length=600)]


class Update(Row):
    """What the partner says of one action in this round."""

    action_id: Annotated[
        ActionId,
        Column(
            N_("Action number"), N_("The number of the action in the plan."), "A07", is_locked=True, width=12
        ),
    ]
    action: Annotated[
        str | None,
        Column(
            N_("Action"),
            N_("The action's title, to help you find it. It is not read."),
            is_stored=False,
            is_locked=True,
            width=30,
        ),
    ] = None
    your_part: Annotated[
        str | None,
        Column(
            N_("Your part"),
            N_("Whether you lead the action or support it. It is not read."),
            is_stored=False,
            is_locked=True,
            width=9,
        ),
    ] = None
    asked: Annotated[
        str | None,
        Column(
            N_("What the group asks"),
            N_("What the steering group has asked you about it and has had no answer to. It is not read."),
            is_stored=False,
            is_locked=True,
            width=26,
        ),
    ] = None
    no_change: Annotated[
        bool | None,
        Column(
            N_("No change"),
            N_("Answer yes if everything still stands as it is shown here: that is a full answer."),
            "yes",
            vocabulary="yes_no",
            width=10,
        ),
    ] = None
    stage: Annotated[
        str | None,
        Column(
            N_("Stage"),
            N_(
                "How far the action has come. Paused: it waits, and is looked at again on a day. Stopped: it "
                "will not be done."
            ),
            "in_progress",
            vocabulary="stage",
        ),
    ] = None
    rating: Annotated[
        str | None,
        Column(
            N_("Rating"),
            N_(
                "Only for an action in progress. On track: it will be done by the agreed date. At risk: it "
                "may not be, unless something changes. Delayed: it will not be."
            ),
            "at_risk",
            vocabulary="rating",
            mixed_up_with="stage",
        ),
    ] = None
    what_happened: Annotated[
        Words | None,
        Column(
            N_("What happened"),
            N_("What was done since the last round, in at most 600 characters."),
            N_("The lease was signed and the builders have started."),
            width=40,
        ),
    ] = None
    in_plain_words: Annotated[
        Words | None,
        Column(
            N_("In plain words"),
            N_("One or two sentences that a neighbour would understand, best in at most 40 words."),
            N_("The building is ours for five years. Work inside has begun."),
            width=40,
        ),
    ] = None
    reason: Annotated[
        Words | None,
        Column(
            N_("Reason"),
            N_("Needed if the action is at risk, delayed, paused or stopped, or has taken a step back: why?"),
            N_("The money for the heating has not been agreed."),
            width=40,
        ),
    ] = None
    next_step: Annotated[
        Words | None,
        Column(
            N_("Next step"),
            N_("What happens next. Needed if the action is at risk, delayed or stopped."),
            N_("We meet the landlord in May."),
            width=40,
        ),
    ] = None
    next_news_by: Annotated[
        date | None,
        Column(
            N_("Next news by"),
            N_("The day by which people will hear of it again. Needed if at risk without a forecast."),
            "2025-05-31",
        ),
    ] = None
    forecast_finish: Annotated[
        date | None,
        Column(
            N_("Forecast finish"),
            N_("When you now expect to finish. A month alone means its last day. Needed if delayed."),
            "2026-03",
            month="last",
        ),
    ] = None
    completed_on: Annotated[
        date | None,
        Column(
            N_("Completed on"), N_("The day on which it was completed. Needed if complete."), "2025-03-14"
        ),
    ] = None
    look_again_on: Annotated[
        date | None,
        Column(
            N_("Look again on"), N_("The day on which you look at it again. Needed if paused."), "2025-09-01"
        ),
    ] = None
    evidence: Annotated[
        WebAddress | None,
        Column(
            N_("Evidence"),
            N_("A web address where anybody can see it. Needed if complete."),
            "https://example.org/opening",
            is_address=True,
            width=30,
        ),
    ] = None
    words_language: Annotated[
        str | None,
        Column(
            N_("Language of your words"),
            N_("English or Cymraeg: the language in which you wrote this row."),
            "en",
            vocabulary="language",
        ),
    ] = None


class MilestoneUpdate(Row):
    """How one dated step of an action stands."""

    milestone_id: Annotated[
        MilestoneId,
        Column(
            N_("Milestone number"),
            N_("The number of the milestone in the plan."),
            "A07-M2",
            is_locked=True,
            width=12,
        ),
    ]
    milestone: Annotated[
        str | None,
        Column(
            N_("Milestone"),
            N_("The milestone's title, to help you find it. It is not read."),
            is_stored=False,
            is_locked=True,
            width=50,
        ),
    ] = None
    due_on: Annotated[
        date | None,
        Column(N_("Due on"), N_("The day by which it is due."), "2025-06-30", month="last"),
    ] = None
    state: Annotated[
        str | None,
        Column(N_("State"), N_("How the milestone stands."), "done", vocabulary="milestone_state"),
    ] = None
    done_on: Annotated[
        date | None,
        Column(
            N_("Done on"), N_("The day on which it was done. Needed if done, and only then."), "2025-06-12"
        ),
    ] = None
    reason: Annotated[
        Words | None,
        Column(
            N_("Reason"),
            N_("Needed if the milestone is cancelled: why?"),
            N_("The school closed."),
            width=40,
        ),
    ] = None


STEPS = (
    N_("Open the sheet “{updates}”. There is one row for each action that you lead or support."),
    N_("If nothing has changed, answer {yes} under “{no_change}”. That is a full answer; leave the rest."),
    N_("If something has changed, change it in the row. What you said last time is already there."),
    N_("A row that you leave as it is, without an answer, counts as no update."),
    N_("On the sheet “{milestone_updates}”, say which steps are done, and on which day."),
    N_("Save the workbook and send it. You will be told at once if something cannot be read, and where."),
)
"""How to fill in a return; the names in braces are words of the workbook."""

RETURN = Contract(
    feed="return",
    title=N_("Return"),
    purpose=N_("One organisation says, once a round, how its actions stand."),
    tables=tables(
        Table("updates", N_("Updates"), Update),
        Table("milestone_updates", N_("Milestones"), MilestoneUpdate, is_optional=True),
    ),
    caps=Caps(rows=12_000),  # a part in each of 1,000 actions, and more than ten steps of each
    is_from_partner=True,
    steps=STEPS,
)
