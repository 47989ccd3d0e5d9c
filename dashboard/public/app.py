"""The script of the public app: one run opens the release, shows the frame, and the page in it.

It is served by `served.py` beside it.
"""

import logging

import streamlit as st

from dashboard.components.context import Reading, chosen_words, enter, opened
from dashboard.components.frame import foot, head
from dashboard.components.listening_parts import PAGES as LISTENING
from dashboard.components.memory import settle
from dashboard.components.notices import changed_release, no_release, no_such_page, page_failed
from dashboard.locale.translator import Words
from dashboard.public.contents import PAGES

log = logging.getLogger("dashboard.public")


def main() -> None:
    """Show the page that the address asks for."""
    published, is_damaged = opened(st.query_params.get("round", ""))
    words = chosen_words(published)
    if words.other:
        st.query_params["lang"] = words.lang
    else:
        st.query_params.pop("lang", None)
    pages = {name: _page(name, script, title, words) for name, (script, title) in PAGES.items()}
    current = st.navigation(list(pages.values()), position="hidden")
    address = st.query_params.to_dict()
    name = next(name for name, page in pages.items() if page == current)
    reading = Reading(words, pages, address, published)
    enter(reading)
    is_there = reading.has_listening or name not in LISTENING
    reading.entitle(words.say(PAGES[name][1]) if is_there else words.say("There is no such page"))
    head(reading, name)
    if published is None:
        no_release(reading, is_damaged)
    elif not is_there:
        no_such_page(reading)
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
