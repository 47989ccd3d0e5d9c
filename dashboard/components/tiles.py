"""The one strong picture: a row per theme, a tile per action, in plan order; chart and navigation at once.

A large plan has small tiles there, with number and sign alone: what the signs mean stands above them, and the
theme's own page has its tiles with their titles.
"""

from collections.abc import Mapping, Sequence

from dashboard.charts.theme import LOOKS
from dashboard.components.blocks import Block, block, link, named, painted, pill, unseen
from dashboard.components.context import Reading
from dashboard.locale.numbers import action_number
from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.actions import Tile
from dashboard.queries.counts import Counts
from dashboard.queries.plan import Theme

SMALL_ABOVE = 80
"""From how many actions on the tiles of all of them are small."""


def theme_rows(
    themes: Sequence[Theme], counts: Mapping[str | None, Counts], tiles: Sequence[Tile], reading: Reading
) -> list[Block]:
    """Return a row of tiles per theme, under what their signs mean where they are small."""
    is_small = len(tiles) > SMALL_ABOVE
    rows = [
        _theme_row(
            theme,
            counts[theme.theme_id],
            [tile for tile in tiles if tile.theme_id == theme.theme_id],
            reading,
            is_small,
        )
        for theme in themes
    ]
    return [_legend(tiles, reading), *rows] if is_small else rows


def _legend(tiles: Sequence[Tile], reading: Reading) -> Block:
    """Return what each sign means that stands on a tile, in the order of the vocabulary."""
    there = {tile.headline for tile in tiles}
    items = [block("li", pill(headline, reading.words)) for headline in HEADLINES if headline in there]
    title = block("p", reading.words.say("What the signs mean"), kind="quiet")
    return block("div", title, block("ul", *items, kind="legend"))


def _theme_row(
    theme: Theme, counts: Counts, tiles: Sequence[Tile], reading: Reading, is_small: bool
) -> Block:
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
    return block("div", heading, tile_grid(tiles, reading, is_small), kind="theme")


def tile_grid(tiles: Sequence[Tile], reading: Reading, is_small: bool = False) -> Block:
    """Return the tiles of some actions as a list of links; a small one shows its number and sign."""
    items = [block("li", _tile(tile, reading, is_small)) for tile in tiles]
    if not is_small:
        return block("ul", *items, kind="tiles")
    numbers = (action_number(tile.action_id, tile.position, reading.words) for tile in tiles)
    letters = max((len(number) for number in numbers), default=0)
    return block("ul", *items, kind="tiles small") | {"paint": {"letters": letters}}


def _tile(tile: Tile, reading: Reading, is_small: bool) -> Block:
    """Return an action as a link: read out, it is one sentence of its number, its title and its headline."""
    words = reading.words
    number = action_number(tile.action_id, tile.position, words)
    before, _, after = words.say("Action {number}", number=number).partition(number)
    title = words.pick(tile.title_en, tile.title_cy)
    name = block("span", title.text, lang=title.lang) if title else words.say("title not yet entered")
    sign = block("span", LOOKS[tile.headline].sign, kind="sign", aria_hidden="true")
    counted = block("span", unseen(before), number, unseen(f"{after} – "))
    built = link("", "action", reading.state(action=tile.action_id), kind="tile")
    told = [
        block("span", name, unseen(" – "), kind="name"),
        block("span", words.say(HEADLINES[tile.headline]), kind="word"),
    ]
    top = block("span", counted, sign, kind="top")
    built["children"] = [top, block("span", *told, kind="hidden")] if is_small else [top, *told]
    return painted(built, tile.headline)
