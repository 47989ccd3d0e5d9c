"""What was changed after it was published: each reason in words, each value as it was and as it is."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from dashboard.components.blocks import (
    Block,
    Child,
    block,
    day,
    file_link,
    folded,
    heading,
    in_its_language,
    link,
)
from dashboard.components.context import Reading
from dashboard.components.tables import cell, scrolling
from dashboard.locale.numbers import action_number
from dashboard.locale.translator import Words, mark
from dashboard.locale.vocabulary import CHANGED_COLUMNS, HEADLINES, RATINGS, REVISION_KINDS, STAGES, named_in
from dashboard.queries.actions import Tile, tiles
from dashboard.queries.revisions import Revision, revisions

COLUMNS = (mark("Where"), mark("What"), mark("Was"), mark("Is now"))
CODES = {"headline": HEADLINES, "previous_headline": HEADLINES, "stage": STAGES, "rating": RATINGS}


def correction_list(run: Reading, titles: Mapping[str, str]) -> list[Block]:
    """Return what was changed since it was first published, the latest first (conventions T5, T12).

    `titles` has what each table is called; one that it does not name keeps the name that the files use.
    """
    words = run.words
    found = revisions(run.book.cursor)
    title = heading("corrections", words.say("Corrections"))
    if not found:
        return [title, block("p", words.say("Nothing that was published has been changed since."))]
    shown = {tile.action_id: tile for tile in tiles(run.book.cursor, run.book.round.round_id)}
    groups = [list(group) for _, group in groupby(found, key=_cause)]
    name = f"{run.book.release.release_id}/csv/revisions.csv"
    whole = file_link(words.say("Every changed value"), name, "CSV")
    listed = block("ul", *(_group(group, shown, titles, run) for group in groups), kind="plain")
    return [title, listed, block("p", whole)]


def revised_mark(found: Sequence[Revision], run: Reading) -> Block | None:
    """Return the mark of something whose shown values were corrected, with the way to the reason."""
    corrected = [one for one in found if one.kind == "correction"]
    if not corrected:
        return None
    text = run.words.say("Revised on {day}", day=run.words.day(corrected[0].revised_on))
    return link(text, "about", run.state(), spot="corrections", kind="revised")


def _cause(found: Revision) -> tuple[str, str, str, str]:
    return found.release_id, found.kind, found.cause, found.why or ""


def _group(
    found: Sequence[Revision], shown: dict[str, Tile], titles: Mapping[str, str], run: Reading
) -> Block:
    """Return one reason, and what it changed."""
    words, first = run.words, found[0]
    values = words.count("{count} value", "{count} values", len(found))
    tables = sorted({titles.get(one.table_name, one.table_name) for one in found})
    line: list[Child] = [
        block("strong", day(first.revised_on, words), ". ", words.say(REVISION_KINDS[first.kind])),
        " ",
        in_its_language(words.quote(first.why, first.why_language), words),
        f" ({', '.join(tables)}: {values})",
    ]
    return block("li", *line, _changed_values(found, shown, run) if first.kind == "correction" else None)


def _changed_values(found: Sequence[Revision], shown: dict[str, Tile], run: Reading) -> Block:
    words = run.words
    title = words.say("What was changed")
    head = block("tr", *(block("th", words.say(column), scope="col") for column in COLUMNS))
    rows = [
        block(
            "tr",
            block("th", *_place(one, shown, run), scope="row"),
            cell(named_in(CHANGED_COLUMNS, one.column_name, words), words.say(COLUMNS[1])),
            cell(_value(one, one.was, words), words.say(COLUMNS[2])),
            cell(_value(one, one.now, words), words.say(COLUMNS[3])),
        )
        for one in found
    ]
    return folded(
        title, scrolling(block("table", block("thead", head), block("tbody", *rows), kind="stacked"), title)
    )


def _place(found: Revision, shown: dict[str, Tile], run: Reading) -> list[Child]:
    words, tile = run.words, shown.get(found.action_id or "")
    if tile is None:
        return [found.row_key]
    number = action_number(tile.action_id, tile.position, words)
    name = words.say("Action {number}", number=number)
    name_of_round = f", {run.book.round_name(found.round_id, words)}" if found.round_id else ""
    return [link(name, "action", run.state(action=tile.action_id)), name_of_round]


def _value(found: Revision, value: str | None, words: Words) -> str:
    if value is None:
        return words.say("nothing")
    return named_in(CODES.get(found.column_name, {}), value, words)
