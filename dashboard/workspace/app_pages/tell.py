"""What to tell people of a round that is out: drafts to read, change, copy and take away."""

import streamlit as st

from dashboard.components.blocks import block
from dashboard.locale.translator import mark
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import Meeting, NotAllowed, NotPossibleNow, Refusal

DRAFTS = {
    "article": mark("A newsletter article"),
    "email": mark("An e-mail"),
    "posts": mark("Three posts"),
    "talking-points": mark("Talking points, face to face"),
}
LETTER = mark("The e-mail as HTML")
_LONGEST = 20_000


def tell_page(run: Visit) -> None:
    """Show the drafts of the round that the address asks for, else of the last one that is out."""
    if not run.person.may("review"):
        raise NotAllowed("review")
    words, say, meeting = run.words, run.words.say, Meeting(run.desk)
    standing = meeting.last_released(run.address.get("round"))
    if standing is None:
        told = say("No round is out yet. Once one is, drafts of what to tell people of it are here.")
        run.show("tell", block("h1", say("Tell people")), block("p", told, kind="lead"))
        return
    round_id, lang = standing.round_id, words.lang
    run.show(
        "tell",
        block("h1", say("What to tell people: {round}", round=run.round_name(round_id))),
        block(
            "p",
            say("Drafts made of the figures and words that were signed off. Change them, and send them."),
            kind="lead",
        ),
        block(
            "p",
            say("A download is the draft as it was made. What you change here, copy from here."),
            kind="quiet",
        ),
    )
    try:
        drafts = meeting.bulletin(round_id)
    except (NotPossibleNow, Refusal):
        told = say("The drafts cannot be written just now. Please try again in a few minutes.")
        run.show("no-drafts", block("div", block("p", told), kind="notice", role="alert"))
        return
    for kind, name in DRAFTS.items():
        file, title = f"{kind}-{lang}.txt", say(name)
        run.show(f"{kind}-title", block("h2", title))
        key = f"draft-{round_id}-{file}"
        st.text_area(
            title, drafts[file], key=key, height=360, max_chars=_LONGEST, label_visibility="collapsed"
        )
        with st.container(horizontal=True, key=f"{kind}-files"):
            _offer(say("Download: {name}", name=title), drafts[file], f"{round_id}-{file}")
            if kind == "email":
                html = f"{kind}-{lang}.html"
                _offer(say("Download: {name}", name=say(LETTER)), drafts[html], f"{round_id}-{html}")


def _offer(label: str, text: str, name: str) -> None:
    mime = "text/html" if name.endswith(".html") else "text/plain"
    st.download_button(label, text, name, mime, key=f"take-{name}", on_click="ignore", wrap=True)


tell_page(visit())
