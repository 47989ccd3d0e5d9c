"""The privacy notice: nothing is kept of readers; what is said of people, and how to remove it (P12)."""

from dashboard.components.context import reading
from dashboard.components.statements import Section, contact, show_statement
from dashboard.locale.translator import mark
from dashboard.settings import Settings

SECTIONS = (
    Section(
        mark("What we keep of you"),
        [
            mark("Nothing. You need no account to read these pages."),
            mark(
                "There are no cookies, no counters, no advertising and no statistics, and nothing is loaded "
                "from other companies. Your language and what you chose to see are in the address of the "
                "page only."
            ),
        ],
    ),
    Section(
        mark("What these pages say about people"),
        [
            mark(
                "They speak of organisations and roles, not of persons. What people said is shown only with "
                "their consent, and without their names."
            )
        ],
    ),
    Section(
        mark("To have your words removed"),
        [mark("You may take back your consent at any time, and need give no reason. Ask: {contact}.")],
    ),
)


run = reading()
show_statement(run, "privacy", mark("Privacy"), SECTIONS, contact=contact(run, Settings().contact))
