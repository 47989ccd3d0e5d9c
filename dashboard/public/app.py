"""The public app's entry: one run opens the release, shows the frame, and the page in it.

Started from the project with `streamlit run dashboard/public/app.py`; `PLAN_RELEASES` names the folder
of releases.
"""

import logging

import streamlit as st

from dashboard.components.context import Reading, chosen_words, enter, open_published
from dashboard.components.frame import foot, head
from dashboard.components.memory import settle
from dashboard.components.notices import changed_release, no_release, page_failed
from dashboard.locale.translator import Words, mark
from dashboard.queries.release import ReleaseDamaged, ReleaseMissing

log = logging.getLogger("dashboard.public")

PAGES = {
    "": ("app_pages/overview.py", mark("Is the plan happening?")),
    "action": ("app_pages/action.py", mark("Action")),
    "themes": ("app_pages/themes.py", mark("Themes")),
    "changes": ("app_pages/changes.py", mark("What changed")),
    "said": ("app_pages/said.py", mark("What people said")),
    "went": ("app_pages/went.py", mark("Where it went")),
    "took": ("app_pages/took.py", mark("What listening took")),
    "find": ("app_pages/find.py", mark("Find an action")),
    "about": ("app_pages/about.py", mark("About the figures")),
    "accessibility": ("app_pages/accessibility.py", mark("Accessibility")),
    "privacy": ("app_pages/privacy.py", mark("Privacy")),
}


def main() -> None:
    """Show the page that the address asks for."""
    words = chosen_words()
    st.query_params["lang"] = words.lang
    pages = {name: _page(name, script, title, words) for name, (script, title) in PAGES.items()}
    current = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(layout="wide")
    address = st.query_params.to_dict()
    name = next(name for name, page in pages.items() if page == current)
    try:
        reading = Reading(words, pages, address, open_published())
    except (ReleaseMissing, ReleaseDamaged) as problem:
        log.warning("no release to show: %s", problem)
        reading = Reading(words, pages, address)
    enter(reading)
    head(reading, name)
    if reading.published is None:
        no_release(reading)
    else:
        _show(current, reading)
    foot(reading)
    settle(name)


def _show(current: st.Page, reading: Reading) -> None:
    """Show a page; whatever goes wrong in it is written down here and is no reader's business."""
    try:
        changed_release(reading)
        current.run()
    except Exception:
        log.exception("a page failed")
        page_failed(reading)


def _page(name: str, script: str, title: str, words: Words) -> st.Page:
    return st.Page(script, title=words.say(title), url_path=name or None, default=not name)


main()
