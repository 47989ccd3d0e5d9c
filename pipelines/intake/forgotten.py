"""What was forgotten and comes in again, for Taguette still has it: it lands as a mark, without the file."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.intake.known.said import sheet_voices
from pipelines.landing import ledger
from pipelines.landing.removed import words_removed
from pipelines.voices.ids import voice_id

Rows = list[dict[str, Any]]


def without_forgotten(home: Path, tables: Mapping[str, pa.Table]) -> tuple[dict[str, pa.Table], int]:
    """Return the rows of a submission without what was forgotten, and how many cells were."""
    forgotten = {voice for entry in ledger.forgotten(home) for voice in entry["voices"]}
    changed, count = dict(tables), 0
    for name in _TEXTS.keys() & tables.keys() if forgotten else ():
        column, voices_of = _TEXTS[name]
        rows = tables[name].to_pylist()
        places = [place for place, voice in voices_of(rows) if voice in forgotten]
        if places:
            texts = [row[column] for row in rows]
            for place in places:
                texts[place] = words_removed(column, rows[place])
            index = tables[name].schema.get_field_index(column)
            field = tables[name].schema.field(index)
            changed[name] = tables[name].set_column(index, field, pa.array(texts, field.type))
            count += len(places)
    return changed, count


def _keyed(key: str) -> Callable[[Rows], Iterator[tuple[int, str]]]:
    def voices_of(rows: Rows) -> Iterator[tuple[int, str]]:
        return ((place, voice_id(row["project_key"], row[key])) for place, row in enumerate(rows))

    return voices_of


_TEXTS: dict[str, tuple[str, Callable[[Rows], Iterator[tuple[int, str]]]]] = {
    "taguette_comments": ("text", _keyed("comment_key")),
    "taguette_highlights": ("text", _keyed("highlight_key")),
    "comments": ("comment", sheet_voices),
}
