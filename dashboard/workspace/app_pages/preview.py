"""Preview: the public app's own pages on a candidate release, for the steering group alone."""

import runpy
from pathlib import Path

import streamlit as st

import dashboard.public
from dashboard.components.blocks import Block, block, link
from dashboard.components.context import Reading, enter, open_published
from dashboard.components.frame import foot, head
from dashboard.components.paper import look
from dashboard.locale.translator import words_in
from dashboard.public.contents import PAGES
from dashboard.workspace.parts.previewed import PAGE, ROUND, PreviewScreen, public_address
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import Meeting, NotAllowed, NotPossibleNow, Preview, Round

PUBLIC = Path(dashboard.public.__file__).parent


def preview_page(run: Visit) -> None:
    """Show a public page as it would be if the round were signed off now."""
    if not run.person.may("review"):
        raise NotAllowed("review")
    meeting = Meeting(run.desk)
    standing = meeting.round(run.address.get("round"))
    if standing is None:
        return
    try:
        with st.spinner(run.words.say("The pages are being made as they would be.")):
            made = meeting.preview(standing.round_id, run.words.lang)
    except NotPossibleNow:
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
    words, say = run.words, run.words.say
    back = link(say("Back to Sign-off"), "sign-off", run.state())
    wrong = [
        words.count(
            "{count} value differs from what was published, and nothing explains it; "
            "it would not be published.",
            "{count} values differ from what was published, and nothing explains it; "
            "it would not be published.",
            len(made.unexplained),
        )
        if made.unexplained
        else None,
        say("It would tell of a few people, so it would not be published.") if made.disclosed else None,
    ]
    told = say("Preview of {round}: this is not public.", round=run.round_name(standing.round_id))
    return block(
        "div",
        block("strong", told),
        *(block("p", each) for each in wrong if each),
        " ",
        back,
        kind="demo preview",
        role="note",
    )


preview_page(visit())
