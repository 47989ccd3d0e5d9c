"""Preview: the public app's own pages on a candidate release, for the steering group alone."""

import runpy
from pathlib import Path

import dashboard.public
from dashboard.components.block_view import look
from dashboard.components.blocks import Block, block, link
from dashboard.components.context import Reading, enter, open_published
from dashboard.components.frame import foot, head
from dashboard.locale.translator import words_in
from dashboard.public.contents import PAGES
from dashboard.workspace.parts.previewed import PAGE, ROUND, PreviewScreen, public_address, would_be
from dashboard.workspace.parts.stops import not_published
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import Meeting, NotAllowed, Preview, Round

PUBLIC = Path(dashboard.public.__file__).parent


def preview_page(run: Visit) -> None:
    """Show a public page as it would be if the round were signed off now."""
    if not run.person.may("review"):
        raise NotAllowed("review")
    meeting = Meeting(run.desk)
    standing = meeting.round(run.address.get("round"))
    if standing is None:
        return
    made = would_be(run, meeting, standing)
    if made is None:
        told = block("p", run.words.say("There is nothing to show yet: the figures are still being made."))
        run.show("no-preview", block("h1", run.words.say("Preview")), told)
        return
    published = open_published(run.address.get(ROUND, ""), made.folder)
    words = words_in(run.words.lang, published.plan.spoken)
    address = public_address(run)
    screen = PreviewScreen({}, address, words.lang, run=run)
    shown = Reading(words, screen, address, published)
    asked = run.address.get(PAGE, "")
    name = asked if asked in PAGES else ""
    enter(shown)
    run.show("preview-strip", _strip(run, standing, made))
    screen.announce(name, words.say("Skip to main content"), *head(shown, name))
    look()
    runpy.run_path(str(PUBLIC / PAGES[name][0]), run_name="__main__")
    shown.show("foot", foot(shown))


def _strip(run: Visit, standing: Round, made: Preview) -> Block:
    """Return what stands above a previewed page: that it is none, what would stop it, and the way back."""
    say = run.words.say
    back = link(say("Back to Sign-off"), "sign-off", run.state())
    told = say("Preview of {round}: this is not public.", round=run.round_name(standing.round_id))
    return block(
        "div",
        block("strong", told),
        *(block("p", each) for each in not_published(run, made)),
        " ",
        back,
        kind="demo preview",
        role="note",
    )


preview_page(visit())
