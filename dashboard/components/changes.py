"""What changed between two rounds, as a list in plan order: sign, action, what it was and what it is."""

from collections import Counter
from collections.abc import Sequence

from dashboard.charts.theme import DIRECTION_SIGNS, LOOKS
from dashboard.components.blocks import Block, block, link, named, said
from dashboard.components.context import Reading
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import DIRECTIONS, HEADLINES
from dashboard.queries.changes import Change


def change_list(changes: Sequence[Change], reading: Reading) -> Block:
    """Return the changes as a list."""
    return block("ul", *(_change(change, reading) for change in changes), kind="changes")


def _change(change: Change, reading: Reading) -> Block:
    words = reading.words
    sign = DIRECTION_SIGNS.get(change.direction, LOOKS[change.headline].sign)
    spoken = block("span", words.say(DIRECTIONS[change.direction]) + ": ", kind="hidden")
    title = named(change.title_en, change.title_cy, words) or words.say("title not yet entered")
    was, now = (words.say(HEADLINES[code]).lower() for code in (change.was, change.headline))
    told = said(words.quote(change.in_plain_words, change.words_language), words)
    line = block(
        "p",
        spoken,
        block("b", words.number(change.position)),
        " ",
        link(title, "action", reading.state(action=change.action_id)),
        f": {was} → ",
        block("strong", now),
        ". ",
        told,
    )
    return block("li", block("span", sign, kind="sign", aria_hidden="true"), line)


def change_summary(changes: Sequence[Change], action_count: int, since: str, words: Words) -> str:
    """Return how many actions moved and which way, and how many stayed as they were."""
    ways = Counter(change.direction for change in changes)
    moved = words.count(
        "Since {since}, **{count} action has changed**",
        "Since {since}, **{count} actions have changed**",
        len(changes),
        since=since,
    )
    better = words.count("{count} for the better", "{count} for the better", ways["up"])
    worse = words.count("{count} for the worse", "{count} for the worse", ways["down"])
    same = words.count("{count} is as it was", "{count} are as they were", action_count - len(changes))
    return f"{moved}: {better}, {worse}; {same}."
