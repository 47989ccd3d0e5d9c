"""What is said when there is nothing to show."""

from dashboard.components.blocks import block, link
from dashboard.components.context import Reading

FAILED = "a page failed"
"""What is written into the server's log where a page cannot be shown, before what went wrong in it."""


def no_release(reading: Reading, is_damaged: bool) -> None:
    """Say that there are no figures to show: yet, or just now, without a word of how that came about."""
    say = reading.words.say
    if is_damaged:
        reading.show(
            "no-release",
            block("h1", say("The figures cannot be shown just now")),
            block("p", say("Something is wrong on our side; nothing is lost."), kind="lead"),
            block("p", say("Please come back later.")),
        )
        return
    reading.show(
        "no-release",
        block("h1", say("No round has been published yet")),
        block(
            "p",
            say(
                "The figures are shown here as soon as the steering group has signed off a round. "
                "Please come back later."
            ),
            kind="lead",
        ),
    )


def no_such_page(run: Reading) -> None:
    """Say that the plan has no page of that name, and show the way to what there is."""
    say = run.words.say
    run.show(
        "no-page",
        block("h1", say("There is no such page")),
        block("p", link(say("See every action on the overview"), "", run.state()), kind="lead"),
    )


def page_failed(run: Reading) -> None:
    """Say that a page cannot be shown now."""
    say = run.words.say
    told = block(
        "p", say("This page cannot be shown just now. Please try again later, or look at the others.")
    )
    run.show("page-failed", block("div", told, kind="notice", role="alert"))
