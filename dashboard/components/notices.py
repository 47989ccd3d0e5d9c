"""What is said when there is nothing to show, or when something changed under the reader."""

from dashboard.components.blocks import block
from dashboard.components.context import Reading


def no_release(reading: Reading) -> None:
    """Say that there are no figures to show yet, without a word of how that came about."""
    say = reading.words.say
    reading.show(
        "no-release",
        block("h1", say("No round has been published yet")),
        block(
            "p",
            say(
                "The figures are shown here as soon as the Community Steering Group has signed off a round. "
                "Please come back later."
            ),
            kind="lead",
        ),
    )
