"""The accessibility statement: what works, what does not, how it was tested, whom to tell."""

from datetime import date

from dashboard.components.context import reading
from dashboard.components.statements import Section, contact, show_statement
from dashboard.locale.translator import mark
from dashboard.settings import Settings

TESTED_ON = date(2026, 11, 24)

run = reading()
SECTIONS = (
    Section(
        mark("How accessible these pages are"),
        [
            mark(
                "These pages are partially compliant with the Web Content Accessibility Guidelines 2.2, "
                "level AA."
            ),
            mark("You should be able to:"),
        ],
        [
            mark("use every page with a keyboard, a screen reader, or at four times its size"),
            mark("tell every status apart by its word and its sign, without seeing colour"),
            mark("read every number of a picture in the table beside it"),
            *([mark("use every page in English and in Welsh")] if run.words.other else []),
        ],
    ),
    Section(
        mark("What is not accessible"),
        [mark("The software that shows these pages has faults that we cannot mend ourselves:")],
        [
            *(
                [
                    mark(
                        "A few words of the software are in English on Welsh pages, such as those shown "
                        "while it reconnects."
                    ),
                    mark("The Welsh words are partly drafts, which a translator has still to check."),
                ]
                if run.words.other
                else []
            ),
            mark("The pages need JavaScript."),
        ],
    ),
    Section(
        mark("Tell us, or ask for the figures in another form"),
        [
            mark(
                "If something does not work for you, or if you need the figures in large print, on paper, "
                "read out or in another language, ask: {contact}."
            )
        ],
    ),
    Section(
        mark("If you are not content with the answer"),
        [
            mark(
                "The Equality and Human Rights Commission enforces the accessibility regulations of 2018. "
                "You can turn to the Equality Advisory and Support Service."
            )
        ],
    ),
    Section(
        mark("How this was tested"),
        [
            mark(
                "Every page was tested on {day}, in both languages, on a wide and on a narrow screen, with "
                "the automatic tool axe-core and by keyboard alone. Tests with people who use screen readers "
                "are still to be done."
            )
            if run.words.other
            else mark(
                "Every page was tested on {day}, on a wide and on a narrow screen, with the automatic tool "
                "axe-core and by keyboard alone. Tests with people who use screen readers are still to be "
                "done."
            ),
            mark("This statement was prepared on {day} and last reviewed on {day}."),
        ],
    ),
)
show_statement(
    run,
    "accessibility",
    mark("Accessibility"),
    SECTIONS,
    contact=contact(run, Settings().contact),
    day=run.words.day(TESTED_ON),
)
