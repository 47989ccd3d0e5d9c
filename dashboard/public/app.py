"""The script of the public app: one run opens the release, shows the frame, and the page in it.

It is served by `served.py` beside it.
"""

import logging

import streamlit as st

from dashboard.components.context import Reading, chosen_words, enter, open_published
from dashboard.components.frame import foot, head
from dashboard.components.memory import settle
from dashboard.components.notices import changed_release, no_release, page_failed
from dashboard.locale.translator import Words
from dashboard.public.contents import PAGES
from dashboard.queries.release import ReleaseDamaged, ReleaseMissing

log = logging.getLogger("dashboard.public")


def main() -> None:
    """Show the page that the address asks for."""
    words = chosen_words()
    st.query_params["lang"] = words.lang
    pages = {name: _page(name, script, title, words) for name, (script, title) in PAGES.items()}
    current = st.navigation(list(pages.values()), position="hidden")
    address = st.query_params.to_dict()
    name = next(name for name, page in pages.items() if page == current)
    is_damaged = False
    try:
        reading = Reading(words, pages, address, open_published(address.get("round", "")))
    except (ReleaseMissing, ReleaseDamaged) as problem:
        log.warning("no release to show: %s", problem)
        is_damaged = isinstance(problem, ReleaseDamaged)
        reading = Reading(words, pages, address)
    enter(reading)
    reading.entitle(words.say(PAGES[name][1]))
    head(reading, name)
    if reading.published is None:
        no_release(reading, is_damaged)
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
