"""Figures as a file: plain CSV whose text no spreadsheet takes for a formula (conventions X11)."""

import csv
import io
from collections.abc import Sequence

from dashboard.components.context import Reading
from dashboard.locale.numbers import own_number
from dashboard.locale.translator import Words, mark
from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.actions import Tile

COLUMNS = (mark("Number"), mark("Action"), mark("Status"), mark("Status code"))
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def actions_csv(tiles: Sequence[Tile], words: Words) -> bytes:
    """Return a table of actions as UTF-8 with a mark that spreadsheets know it by."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([words.say(column) for column in COLUMNS])
    for tile in tiles:
        title = words.pick(tile.title_en, tile.title_cy)
        headline = words.say(HEADLINES[tile.headline])
        number = own_number(tile.action_id, tile.position)
        writer.writerow([number, harmless(title.text if title else ""), headline, tile.headline])
    return text.getvalue().encode("utf-8-sig")


def table_csv(columns: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    """Return a table of numbers in the same form."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([harmless(value) if isinstance(value, str) else value for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def file_name(what: str, run: Reading) -> str:
    """Return a name that says what the file holds, of which round and release."""
    return f"{what}-{run.book.round.round_id}-{run.book.release.release_id}-{run.words.lang}.csv"


def harmless(text: str) -> str:
    """Return a text that a spreadsheet keeps as text."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text
