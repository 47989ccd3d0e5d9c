"""The accessibility statement: what works, what does not, how it was tested, whom to tell."""

from datetime import date

from dashboard.components.context import Reading, reading
from dashboard.components.text_pages import Section, contact, show_text_page
from dashboard.locale.translator import mark
from dashboard.settings import Settings

TESTED_ON = date(2026, 11, 28)


def accessibility(run: Reading) -> None:
    """Show the statement."""
    show_text_page(
        run,
        "accessibility",
        mark("Accessibility"),
        [
            Section(
                mark("How accessible these pages are"),
                [
                    mark(
                        "These pages are partially compliant with the Web Content Accessibility Guidelines "
                        "2.2, level AA."
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
            _faults(run),
            Section(
                mark("Tell us, or ask for the figures in another form"),
                [
                    mark(
                        "If something does not work for you, or if you need the figures in large print, on "
                        "paper, read out or in another language, ask: {contact}."
                    )
                ],
            ),
            Section(
                mark("If you are not content with the answer"),
                [
                    mark(
                        "The Equality and Human Rights Commission enforces the accessibility regulations of "
                        "2018. You can turn to the Equality Advisory and Support Service."
                    )
                ],
            ),
            _tests(run),
        ],
        contact=contact(run, Settings().contact),
        day=run.words.day(TESTED_ON),
    )


def _faults(run: Reading) -> Section:
    """Return what is not accessible: the software's own faults are not in pages that need none."""
    title, points = mark("What is not accessible"), []
    if run.medium.needs_script and run.words.other:
        points.append(
            mark(
                "A few words of the software are in English on Welsh pages, such as those shown while it "
                "reconnects."
            )
        )
    if run.words.other:
        points.append(mark("The Welsh words are partly drafts, which a translator has still to check."))
    if run.medium.needs_script:
        told = mark("The software that shows these pages has faults that we cannot mend ourselves:")
        return Section(title, [told], [*points, mark("The pages need JavaScript.")])
    return Section(title, [mark("We know of no fault that keeps anybody from reading these pages.")], points)


def _tests(run: Reading) -> Section:
    return Section(
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
    )


if __name__ == "__main__":
    accessibility(reading())
