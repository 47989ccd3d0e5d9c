"""What was forgotten and comes in again: it lands as a mark, without the file.

A voice is known by its id, for Taguette still has it; words by a hash, wherever in a text they are repeated.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.intake.lookups.voices import sheet_voices
from pipelines.landing import ledger
from pipelines.landing.phrases import without_phrases
from pipelines.landing.removed import words_removed
from pipelines.voices.ids import voice_id

Rows = list[dict[str, Any]]


def without_forgotten(home: Path, tables: Mapping[str, pa.Table]) -> tuple[dict[str, pa.Table], int]:
    """Return the rows of a submission without what was forgotten, and how many cells were."""
    entries = ledger.forgotten(home)
    forgotten = {voice for entry in entries for voice in entry["voices"]}
    phrases = {phrase for entry in entries for phrase in entry.get("phrases", ())}
    changed, count = dict(tables), 0
    for name, table in tables.items() if phrases else ():
        changed[name], repeated = _without_repetitions(table, phrases)
        count += repeated
    for name in _TEXTS.keys() & tables.keys() if forgotten else ():
        column, voices_of = _TEXTS[name]
        rows = tables[name].to_pylist()
        places = [place for place, voice in voices_of(rows) if voice in forgotten]
        if places:
            texts = changed[name].column(column).to_pylist()
            for place in places:
                texts[place] = words_removed(column, rows[place])
            changed[name] = _with_texts(changed[name], column, texts)
            count += len(places)
    return changed, count


def _without_repetitions(table: pa.Table, phrases: Collection[str]) -> tuple[pa.Table, int]:
    """Return a table without words that were forgotten, and how many of its cells repeated any."""
    rows, count = table.to_pylist(), 0
    for column in (each.name for each in table.schema if pa.types.is_string(each.type)):
        texts = [
            row[column] and without_phrases(row[column], phrases, words_removed(column, row)) for row in rows
        ]
        repeated = sum(text != row[column] for text, row in zip(texts, rows, strict=True))
        if repeated:
            table, count = _with_texts(table, column, texts), count + repeated
    return table, count


def _with_texts(table: pa.Table, column: str, texts: list[str | None]) -> pa.Table:
    index = table.schema.get_field_index(column)
    field = table.schema.field(index)
    return table.set_column(index, field, pa.array(texts, field.type))


def _keyed(key: str) -> Callable[[Rows], Iterator[tuple[int, str]]]:
    def voices_of(rows: Rows) -> Iterator[tuple[int, str]]:
        return ((place, voice_id(row["project_key"], row[key])) for place, row in enumerate(rows))

    return voices_of


_TEXTS: dict[str, tuple[str, Callable[[Rows], Iterator[tuple[int, str]]]]] = {
    "taguette_comments": ("text", _keyed("comment_key")),
    "taguette_highlights": ("text", _keyed("highlight_key")),
    "comments": ("comment", sheet_voices),
}
