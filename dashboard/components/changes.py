"""What changed between two rounds, as a list in plan order: sign, action, what it was and what it is."""

from collections.abc import Sequence

from dashboard.charts.theme import DIRECTION_SIGNS, LOOKS
from dashboard.components.blocks import Block, block, link, named, said
from dashboard.components.context import Reading
from dashboard.locale.vocabulary import DIRECTIONS, HEADLINES
from dashboard.queries.changes import Change


def change_list(changes: Sequence[Change], reading: Reading) -> Block:
    """Return the changes as a list."""
    return block("ul", *(_change(change, reading) for change in changes), kind="changes")


def _change(change: Change, reading: Reading) -> Block:
    words = reading.words
    sign = DIRECTION_SIGNS.get(change.direction, LOOKS[change.headline].sign)
    spoken = block("span", words.say(DIRECTIONS[change.direction]) + ": ", kind="hidden")
    title = named(change.title_en, change.title_cy, words) or words.say("not yet named")
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
