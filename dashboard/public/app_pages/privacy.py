"""The privacy notice: nothing is kept of readers; what is said of people, and how to remove it (P12)."""

from dashboard.components.context import Reading, reading
from dashboard.components.text_pages import Section, contact, show_text_page
from dashboard.locale.translator import mark
from dashboard.settings import Settings

IN_BOTH = mark(
    "There are no cookies, no counters, no advertising and no statistics, and nothing is loaded from other "
    "companies. Your language and what you chose to see are in the address of the page only."
)
IN_ONE = mark(
    "There are no cookies, no counters, no advertising and no statistics, and nothing is loaded from other "
    "companies. What you chose to see is in the address of the page only."
)
SAID = mark(
    "They speak of organisations and roles, not of persons. What people said is shown only with their "
    "consent, and without their names."
)
UNSAID = mark("They speak of organisations and roles, not of persons. Questions go to: {contact}.")
TAKE_BACK = Section(
    mark("To have your words removed"),
    [mark("You may take back your consent at any time, and need give no reason. Ask: {contact}.")],
)


def privacy(run: Reading) -> None:
    """Show the notice."""
    show_text_page(
        run,
        "privacy",
        mark("Privacy"),
        [
            Section(
                mark("What we keep of you"),
                [
                    mark("Nothing. You need no account to read these pages."),
                    IN_BOTH if run.words.other else IN_ONE,
                ],
            ),
            Section(mark("What these pages say about people"), [SAID if run.has_listening else UNSAID]),
            *([TAKE_BACK] if run.has_listening else []),
        ],
        contact=contact(run, Settings().contact),
    )


if __name__ == "__main__":
    privacy(reading())
