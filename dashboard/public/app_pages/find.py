"""Find an action by words, in either language, with or without accents."""

import streamlit as st

from dashboard.components.action_table import action_table
from dashboard.components.blocks import block
from dashboard.components.context import Reading, reading
from dashboard.queries.search import search

LONGEST = 100


def find(run: Reading) -> None:
    """Show a field for words and the actions that hold them all."""
    words = run.words
    run.show("find-title", block("h1", words.say("Find an action")))
    key = f"find-{words.lang}"
    text = st.text_input(
        words.say("Words, or an action's number"),
        value=run.address.get("q", ""),
        max_chars=LONGEST,
        key=key,
        autocomplete="off",
        on_change=_remember,
        args=(key,),
    )
    _results(run, text[:LONGEST])


def _remember(key: str) -> None:
    """Put the words into the address before the page is made, so that every link on it has them."""
    if st.session_state[key]:
        st.query_params["q"] = st.session_state[key]
    else:
        st.query_params.pop("q", None)


def _results(run: Reading, text: str) -> None:
    words = run.words
    if not text.strip():
        hint = words.say("English and Welsh words are found alike; accents may be left out.")
        run.show("found", block("p", hint, kind="quiet"), is_live=True)
        return
    found = search(run.book.cursor, text, run.book.round.round_id)
    told = words.count("{count} action found", "{count} actions found", len(found))
    run.show(
        "found",
        block("h2", told),
        action_table(found, run) if found else block("p", words.say("Try fewer words, or part of a word.")),
        is_live=True,
    )


find(reading())
