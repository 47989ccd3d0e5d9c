"""Find an action by words, in either language, with or without accents."""

from collections.abc import Mapping, Sequence

from dashboard.components.action_table import action_lists, action_table
from dashboard.components.blocks import Block, block, link
from dashboard.components.context import Reading, reading
from dashboard.components.listening_parts import topic_name
from dashboard.locale.alphabet import place
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import DESTINATIONS
from dashboard.queries.actions import Tile, tiles
from dashboard.queries.listening import Topic, topics
from dashboard.queries.search import names_of, search, search_texts, search_topic_texts, search_topics

LONGEST = 100


def find(run: Reading) -> None:
    """Show a field for words and the actions that hold them all."""
    words = run.words
    run.show("find-title", block("h1", words.say("Find an action")))
    text = run.medium.ask(words.say("Words, or an action's number"), "q", LONGEST)
    if text is None:
        run.show("all", *_from_a_to_z(run))
    else:
        _results(run, text)


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
    found = search(run.book.cursor, text, run.book.round.round_id)
    told = words.count("{count} action found", "{count} actions found", len(found))
    run.show(
        "found",
        block("h2", told),
        *(
            action_lists(found, run)
            if found
            else [block("p", words.say("Try fewer words, or part of a word."))]
        ),
        *_topics(run, search_topics(run.book.cursor, text)),
        is_live=True,
    )


def _from_a_to_z(run: Reading) -> list[Block]:
    """Return every action and topic in the order of the alphabet, for whoever cannot be asked for words."""
    words, lang = run.words, run.words.lang
    actions = tiles(run.book.cursor, run.book.round.round_id)
    texts = search_texts(run.book.cursor, run.book.round.round_id)
    in_order = sorted(actions, key=lambda tile: (*place(_title(tile, words), lang), tile.position))
    named_topics = sorted(topics(run.book.cursor), key=lambda topic: place(_topic_title(topic, words), lang))
    return [
        block("h2", words.say("Every action, from A to Z")),
        action_table(
            in_order, run, {tile.action_id: (names_of(tile), texts[tile.action_id]) for tile in actions}
        ),
        *_topics(run, named_topics, search_topic_texts(run.book.cursor)),
    ]


def _title(tile: Tile, words: Words) -> str:
    title = words.pick(tile.title_en, tile.title_cy)
    return title.text if title else ""


def _topic_title(topic: Topic, words: Words) -> str:
    title = words.pick(topic.title_en, topic.title_cy)
    return title.text if title else topic.topic_code


def _topics(run: Reading, found: Sequence[Topic], texts: Mapping[str, str] | None = None) -> list[Block]:
    """Return the topics that people spoke of, also those that no action answers, and what became of each."""
    words = run.words
    if not found:
        return []
    rows = [
        block(
            "li",
            topic_name(topic, words),
            ": ",
            link(words.say(DESTINATIONS[topic.destination]), "went", run.state()),
        )
        | ({"sought": ([], texts[topic.topic_code])} if texts else {})
        for topic in found
    ]
    title = words.count(
        "{count} topic that people spoke of", "{count} topics that people spoke of", len(found)
    )
    return [block("h2", title), block("ul", *rows, kind="plain")]


if __name__ == "__main__":
    find(reading())
