"""The script of the public app: one run opens the release, shows the frame, and the page in it.

It is served by `served.py` beside it.
"""

import logging

import streamlit as st

from dashboard.components.block_view import look
from dashboard.components.blocks import block
from dashboard.components.context import Published, Reading, enter, languages, opened
from dashboard.components.frame import foot, head
from dashboard.components.listening_parts import PAGES as LISTENING
from dashboard.components.notices import FAILED, no_release, no_such_page, page_failed
from dashboard.locale.translator import Words, words_for
from dashboard.public.contents import PAGES
from dashboard.public.screen import Screen

log = logging.getLogger("dashboard.public")
SEEN = "release-seen"


def main() -> None:
    """Show the page that the address asks for."""
    published, is_damaged = opened(st.query_params.get("round", ""))
    words = _chosen_words(published)
    if words.other:
        st.query_params["lang"] = words.lang
    else:
        st.query_params.pop("lang", None)
    pages = {name: _page(name, script, title, words) for name, (script, title) in PAGES.items()}
    current = st.navigation(list(pages.values()), position="hidden")
    address = st.query_params.to_dict()
    name = next(name for name, page in pages.items() if page == current)
    screen = Screen(pages, address, words.lang)
    reading = Reading(words, screen, address, published)
    enter(reading)
    is_there = reading.has_listening or name not in LISTENING
    reading.entitle(words.say(PAGES[name][1]) if is_there else words.say("There is no such page"))
    screen.announce(name, words.say("Skip to main content"), *head(reading, name))
    look()
    if published is None:
        no_release(reading, is_damaged)
    elif not is_there:
        no_such_page(reading)
    else:
        _show(current, reading)
    reading.show("foot", foot(reading))


def _chosen_words(published: Published | None) -> Words:
    """Return the words in the language of the address, else of the browser, else English (conventions W4)."""
    asked = st.query_params.get("lang") or (st.context.locale or "")[:2]
    return words_for(asked, languages(published))


def _show(current: st.Page, reading: Reading) -> None:
    """Show a page; whatever goes wrong in it is written down here and is no reader's business."""
    try:
        _changed_release(reading)
        current.run()
    except Exception:
        log.exception(FAILED)
        page_failed(reading)


def _changed_release(run: Reading) -> None:
    """Say so once when a newer release than the one seen before is shown (design section 3)."""
    seen, shown = st.session_state.get(SEEN), run.book.release.release_id
    st.session_state[SEEN] = shown
    if seen not in (None, shown):
        told = run.words.say("New figures were published while you were reading; this page now shows them.")
        run.show("changed", block("p", told, kind="notice", role="status"))


def _page(name: str, script: str, title: str, words: Words) -> st.Page:
    return st.Page(script, title=words.say(title), url_path=name or None, default=not name)


main()
