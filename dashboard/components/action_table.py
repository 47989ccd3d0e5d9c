"""A list of actions in words: number, title, how it stands. A long one is grouped by that, folded up."""

from collections.abc import Mapping, Sequence

from dashboard.components.blocks import Block, block, folded, link, named, pill
from dashboard.components.context import Reading
from dashboard.locale.numbers import action_number
from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.actions import Tile

LONG = 40
"""From how many rows on a list is grouped."""


def action_lists(tiles: Sequence[Tile], run: Reading) -> list[Block]:
    """Return the actions as one table, or as one for each way in which they stand, folded up, if many."""
    if len(tiles) <= LONG:
        return [action_table(tiles, run)]
    groups = {code: [tile for tile in tiles if tile.headline == code] for code in HEADLINES}
    return [
        folded(f"{run.words.say(HEADLINES[code])}: {run.words.number(len(own))}", action_table(own, run))
        for code, own in groups.items()
        if own
    ]


def action_table(
    tiles: Sequence[Tile], run: Reading, sought: Mapping[str, tuple[list[str], str]] | None = None
) -> Block:
    """Return a table with a row per action, its title a link to its page.

    `sought` has by what a row is found, where a script can be asked: the action's own names, and its words.
    """
    say = run.words.say
    head = block(
        "tr", block("th", say("Action"), scope="col"), block("th", say("How it stands"), scope="col")
    )
    rows = [
        block("tr", block("th", *_title(tile, run), scope="row"), block("td", pill(tile.headline, run.words)))
        | ({"sought": sought[tile.action_id]} if sought else {})
        for tile in tiles
    ]
    return block("table", block("thead", head), block("tbody", *rows), kind="actions")


def _title(tile: Tile, run: Reading) -> list[Block | str]:
    title = named(tile.title_en, tile.title_cy, run.words) or run.words.say("title not yet entered")
    number = block("b", action_number(tile.action_id, tile.position, run.words))
    return [number, " ", link(title, "action", run.state(action=tile.action_id))]
