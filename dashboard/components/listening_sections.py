"""What the pages of a theme and of an action say of the listening: topics, quotes, what there is already."""

from dashboard.components.blocks import Block, Child, block, link, named, sentence
from dashboard.components.context import Reading
from dashboard.components.listening_parts import (
    Actions,
    asset_list,
    counted,
    passages_note,
    topic_name,
    topic_table,
)
from dashboard.components.outcomes import became_sentence
from dashboard.components.voices import bubbles, varied
from dashboard.locale.vocabulary import DESTINATIONS
from dashboard.queries.actions import Action
from dashboard.queries.listening import Asset, Topic, assets, destinations, listening, topics, voices
from dashboard.queries.outcomes import became

QUOTES = 4
"""How many quotes an action's page shows."""


def said_of_theme(run: Reading, theme_id: str, actions: Actions) -> list[Block | None]:
    """Return what people have, need and want to change in a theme, their words, and what is there already."""
    words, cursor = run.words, run.book.cursor
    told = listening(cursor)
    own_topics = [topic for topic in topics(cursor) if topic.theme_id == theme_id and topic.comment_count]
    quotes = [voice for voice in voices(cursor) if voice.theme_id == theme_id]
    own_assets = [asset for asset in assets(cursor) if asset.theme_id == theme_id]
    count = sum(ended.comment_count for ended in destinations(cursor) if ended.theme_id == theme_id)
    built: list[Block | None] = []
    if own_topics:
        said = words.say("{what} on this theme.", what=counted(count, told, words))
        built += [
            block("h2", words.say("What people said")),
            passages_note(told, words),
            block("p", said, " ", link(words.say("How it was counted"), "said", run.state())),
            _became(run, theme_id),
            topic_table(own_topics, told, run),
        ]
    if quotes:
        built += [block("h2", words.say("In their own words")), bubbles(quotes, run)]
    if own_assets:
        built += [block("h2", words.say("What there is to build on")), asset_list(own_assets, actions, run)]
    return built


def _became(run: Reading, theme_id: str) -> Block | None:
    """Return what became of what was said on a theme."""
    found = became(run.book.cursor, run.book.round.round_id).get(theme_id)
    if not found or not sum(found.values()):
        return None
    return block("p", *sentence(became_sentence(found, listening(run.book.cursor), run.words)))


def said_of_action(run: Reading, action: Action) -> list[Block]:
    """Return which topics an action answers, what people said of them, and what it builds on."""
    words, cursor = run.words, run.book.cursor
    answered = [topic for topic in topics(cursor) if action.action_id in topic.actions]
    used = [asset for asset in assets(cursor) if action.action_id in asset.actions]
    codes = {topic.topic_code for topic in answered}
    quotes = varied([voice for voice in voices(cursor) if codes & set(voice.topics)], QUOTES)
    title = block("h2", words.say("What people said"))
    if not run.has_listening:
        return _builds_on(run, used, "h2")
    if not (answered or used):
        none = words.say("Nothing that people said asked for this: it came from elsewhere.")
        return [title, block("p", none)] if listening(cursor).comment_count else []
    facts = [*_answers(run, answered, action.comment_count), *_builds_on(run, used)]
    if not quotes:
        return [title, *facts]
    quoted = block("section", block("h3", words.say("In their own words")), bubbles(quotes, run))
    return [title, block("div", quoted, block("section", *facts), kind="columns")]


def _answers(run: Reading, answered: list[Topic], comment_count: int) -> list[Block]:
    """Return the topics that an action answers; what speaks of several of them is one comment."""
    words, told = run.words, listening(run.book.cursor)
    items = []
    for topic in answered:
        count: list[Child] = [": ", counted(topic.comment_count, told, words), ". "]
        way = link(words.say(DESTINATIONS[topic.destination]), "went", run.state())
        items.append(block("li", topic_name(topic, words), *count, way))
    built = [block("h3", words.say("What it answers")), block("ul", *items, kind="plain")] if items else []
    if len(items) > 1:
        what = counted(comment_count, told, words)
        built.append(block("p", words.say("{what} in all, each counted once.", what=what), kind="quiet"))
    return built


def _builds_on(run: Reading, used: list[Asset], level: str = "h3") -> list[Block]:
    words = run.words
    items = [block("li", named(asset.name_en, asset.name_cy, words) or asset.asset_id) for asset in used]
    return [block(level, words.say("What it builds on")), block("ul", *items, kind="plain")] if items else []
