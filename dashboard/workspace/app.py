"""The script of the workspace: one run finds out who is here, shows the frame, and the page in it.

It is served by `served.py` beside it.
"""

import logging

import streamlit as st

from dashboard.components.blocks import block
from dashboard.components.notices import FAILED
from dashboard.locale.translator import Words
from dashboard.settings import Settings
from dashboard.workspace.contents import PAGES, PREVIEW
from dashboard.workspace.entry_pages import closed_door, role_door, sign_in_door, stranger_door
from dashboard.workspace.frame import foot, head, plan_name
from dashboard.workspace.visit import Visit, chosen_words, desk_of_session, enter
from pipelines.workspace import NotAllowed, NotPossibleNow, Person, Workspace

log = logging.getLogger("dashboard.workspace")


def main() -> None:
    """Show the page that the address asks for, to whoever may see it."""
    words = chosen_words()
    st.query_params["lang"] = words.lang
    pages = {
        name: st.Page(script, title=words.say(title), url_path=name or None, default=not name)
        for name, (script, title) in PAGES.items()
    }
    current = st.navigation(list(pages.values()), position="hidden")
    name = next(name for name, page in pages.items() if page == current)
    st.set_page_config(page_title=words.say(PAGES[name][1]), layout="wide")
    try:
        desk = desk_of_session()
        person = desk.person() if desk else None
        if desk is None or person is None:
            role_door(words) if Settings().workspace_demo else sign_in_door(words)
        elif person.is_stranger:
            stranger_door(desk, words)
        else:
            _enter(words, pages, name, desk, person, current)
    except NotPossibleNow as problem:
        log.warning("the workspace cannot be shown: %s", type(problem).__name__)
        closed_door(words)


def _enter(
    words: Words,
    pages: dict[str, st.Page],
    name: str,
    desk: Workspace,
    person: Person,
    current: st.Page,
) -> None:
    visit = Visit(words, pages, st.query_params.to_dict(), desk, person)
    enter(visit)
    st.set_page_config(page_title=f"{words.say(PAGES[name][1])} · {plan_name(desk, words)}", layout="wide")
    if name != PREVIEW:  # its pages have a head and a foot of their own
        head(visit, name)
    try:
        current.run()
    except NotAllowed:
        told = block("p", words.say("This is not for you to see or to do."))
        visit.show("not-allowed", block("div", told, kind="notice", role="alert"))
    except Exception:
        log.exception(FAILED)
        told = block(
            "p",
            words.say("This page cannot be shown just now. Please try again later, or look at the others."),
        )
        visit.show("page-failed", block("div", told, kind="notice", role="alert"))
    if name != PREVIEW:
        foot(visit)


main()
