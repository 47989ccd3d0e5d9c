"""Find an action by words, in either language, with or without accents."""

from collections.abc import Sequence

import streamlit as st

from dashboard.components.action_table import action_lists
from dashboard.components.blocks import Block, block, link
from dashboard.components.context import Reading, reading
from dashboard.components.listening_parts import topic_name
from dashboard.locale.vocabulary import DESTINATIONS
from dashboard.queries.listening import Topic
from dashboard.queries.search import search, search_topics

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
        hint = (
            words.say("English and Welsh words are found alike; accents may be left out.")
            if words.other
            else words.say("Capital letters and accents may be left out.")
        )
        run.show("found", block("p", hint, kind="quiet"), is_live=True)
        return
    found, topics = (
        search(run.book.cursor, text, run.book.round.round_id),
        search_topics(run.book.cursor, text),
    )
    told = words.count("{count} action found", "{count} actions found", len(found))
    run.show(
        "found",
        block("h2", told),
        *(
            action_lists(found, run)
            if found
            else [block("p", words.say("Try fewer words, or part of a word."))]
        ),
        *_topics(run, topics),
        is_live=True,
    )


def _topics(run: Reading, topics: Sequence[Topic]) -> list[Block]:
    """Return the topics that people spoke of, also those that no action answers, and what became of each."""
    words = run.words
    if not topics:
        return []
    rows = [
        block(
            "li",
            topic_name(topic, words),
            ": ",
            link(words.say(DESTINATIONS[topic.destination]), "went", run.state()),
        )
        for topic in topics
    ]
    title = words.count(
        "{count} topic that people spoke of", "{count} topics that people spoke of", len(topics)
    )
    return [block("h2", title), block("ul", *rows, kind="plain")]


find(reading())
