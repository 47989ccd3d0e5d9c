"""The one strong picture: a row per theme, a tile per action, in plan order; chart and navigation at once."""

from collections.abc import Sequence

from dashboard.charts.theme import LOOKS
from dashboard.components.blocks import Block, block, link, named, painted, unseen
from dashboard.components.context import Reading
from dashboard.locale.numbers import action_number
from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.actions import Tile
from dashboard.queries.counts import Counts
from dashboard.queries.plan import Theme


def theme_row(theme: Theme, counts: Counts, tiles: Sequence[Tile], reading: Reading) -> Block:
    """Return a theme's name and numbers, and its tiles beside them."""
    words = reading.words
    groups = counts.by_group
    standing = words.count(
        "{count} of {total} done, {going} on track",
        "{count} of {total} done, {going} on track",
        groups["done"],
        total=words.number(counts.action_count),
        going=words.number(groups["going_well"]),
    )
    name = named(theme.name_en, theme.name_cy, words) or theme.theme_id
    title = block("h3", link(name, "themes", reading.state(theme=theme.theme_id)))
    heading = block("div", title, block("p", standing), kind="heading")
    return block("div", heading, tile_grid(tiles, reading), kind="theme")


def tile_grid(tiles: Sequence[Tile], reading: Reading) -> Block:
    """Return the tiles of some actions as a list of links."""
    return block("ul", *(block("li", _tile(tile, reading)) for tile in tiles), kind="tiles")


def _tile(tile: Tile, reading: Reading) -> Block:
    """Return an action as a link: read out, it is one sentence of its number, its title and its headline."""
    words = reading.words
    number = action_number(tile.action_id, tile.position, words)
    before, _, after = words.say("Action {number}", number=number).partition(number)
    title = words.pick(tile.title_en, tile.title_cy)
    name = block("span", title.text, lang=title.lang) if title else words.say("title not yet entered")
    sign = block("span", LOOKS[tile.headline].sign, kind="sign", aria_hidden="true")
    counted = block("span", unseen(before), number, unseen(f"{after} – "))
    built = link("", "action", reading.state(action=tile.action_id), kind="tile")
    built["children"] = [
        block("span", counted, sign, kind="top"),
        block("span", name, unseen(" – "), kind="name"),
        block("span", words.say(HEADLINES[tile.headline]), kind="word"),
    ]
    return painted(built, tile.headline)
