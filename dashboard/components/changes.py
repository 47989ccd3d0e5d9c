"""What changed between two rounds, as a list in plan order: sign, action, what it was and what it is."""

from collections import Counter
from collections.abc import Sequence

from dashboard.charts.theme import CHANGE_SIGNS, LOOKS
from dashboard.components.action_table import LONG, action_lists
from dashboard.components.blocks import Block, block, folded, in_its_language, link, named, unseen
from dashboard.components.context import Reading
from dashboard.locale.numbers import action_number
from dashboard.locale.translator import Words, mark
from dashboard.locale.vocabulary import CHANGES, HEADLINES
from dashboard.queries.actions import Tile
from dashboard.queries.changes import Change

TOLD = {
    "better": mark("{count} for the better"),
    "worse": mark("{count} for the worse"),
    "newly_confirmed": mark("{count} with news after silence"),
}
"""How a number of changes of each kind is told in a sentence."""


def change_lists(changes: Sequence[Change], reading: Reading) -> list[Block]:
    """Return the changes as one list, or as one for each kind, folded up, if many."""
    words = reading.words
    if not changes:
        return [block("p", words.say("No action changed its status."))]
    if len(changes) <= LONG:
        return [_change_list(changes, reading)]
    groups = {code: [change for change in changes if change.change == code] for code in CHANGES}
    return [
        folded(f"{words.say(CHANGES[code])}: {words.number(len(own))}", _change_list(own, reading))
        for code, own in groups.items()
        if own
    ]


def _change_list(changes: Sequence[Change], reading: Reading) -> Block:
    return block("ul", *(_change(change, reading) for change in changes), kind="changes")


def _change(change: Change, reading: Reading) -> Block:
    words = reading.words
    sign = CHANGE_SIGNS.get(change.change, LOOKS[change.headline].sign)
    spoken = unseen(words.say(CHANGES[change.change]) + ": ")
    title = named(change.title_en, change.title_cy, words) or words.say("title not yet entered")
    was, now = (words.say(HEADLINES[code]).lower() for code in (change.was, change.headline))
    told = in_its_language(words.quote(change.in_plain_words, change.words_language), words)
    line = block(
        "p",
        spoken,
        block("b", action_number(change.action_id, change.position, words)),
        " ",
        link(title, "action", reading.state(action=change.action_id)),
        f": {was} → ",
        block("strong", now),
        ". ",
        told,
    )
    return block("li", block("span", sign, kind="sign", aria_hidden="true"), line)


def change_counts(changes: Sequence[Change], action_count: int, words: Words) -> Block:
    """Return how many actions changed in which way, and how many stayed; they sum to all of them."""
    counts = [
        (CHANGE_SIGNS.get(code, "◆"), words.say(CHANGES[code]), count)
        for code, count in _ways(changes).items()
    ]
    counts.append(("=", words.say("As before"), action_count - len(changes)))
    items = [
        block("li", block("b", words.number(count), " ", block("span", sign, aria_hidden="true")), " ", name)
        for sign, name, count in counts
    ]
    return block("ul", *items, kind="numbers")


def _ways(changes: Sequence[Change]) -> dict[str, int]:
    """Return how many changes are called what: those of which nothing is said only where there are any."""
    found = Counter(change.change for change in changes)
    return {
        code: found[code] for code in CHANGES if found[code] or (code != "changed" and not found["changed"])
    }


def unchanged(changes: Sequence[Change], tiles: Sequence[Tile], reading: Reading) -> Block | None:
    """Return the actions whose headline is as it was, folded up; None where all of them changed."""
    moved = {change.action_id for change in changes}
    same = [tile for tile in tiles if tile.action_id not in moved]
    title = reading.words.count("{count} action is as it was", "{count} actions are as they were", len(same))
    return folded(title, *action_lists(same, reading)) if same else None


def change_summary(changes: Sequence[Change], action_count: int, since: str, words: Words) -> str:
    """Return how many actions moved and which way, and how many stayed as they were."""
    ways = _ways(changes)
    moved = words.count(
        "Since {since}, **{count} action has changed**",
        "Since {since}, **{count} actions have changed**",
        len(changes),
        since=since,
    )
    told = [words.say(TOLD[code], count=words.number(count)) for code, count in ways.items() if code in TOLD]
    same = words.count("{count} is as it was", "{count} are as they were", action_count - len(changes))
    return f"{moved}: {', '.join(told)}; {same}." if told else f"{moved}; {same}."
