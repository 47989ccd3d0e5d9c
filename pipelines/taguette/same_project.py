"""Of which project a list of passages is: a list does not say, and its ids count within one server only.

Two lists are of one project where the same ids carry the same words, or, after a move to another server,
where the words are the same. Two laptops that both count from 1 share neither.
"""

from collections.abc import Mapping
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

Tables: TypeAlias = Mapping[str, pa.Table]

FIRST = "csv"
"""The key of the first project that came as a list; further ones are `csv-2`, `csv-3`."""

_STRAIGHT = str.maketrans("’‘“”", "''\"\"")


def project_of(listed: Tables, known: Mapping[str, Tables]) -> str | None:
    """Return the key of the known list's project that a list belongs to; None where it is of none."""
    mine = _passages(listed)
    shares = {key: _share(mine, _passages(tables)) for key, tables in known.items()}
    best = max(shares, key=lambda key: (shares[key], key), default=None)
    return best if best is not None and shares[best] > 0.5 else None


def next_key(known: Mapping[str, object]) -> str:
    """Return the key of a project that no list was of before."""
    return FIRST if FIRST not in known else f"{FIRST}-{len(known) + 1}"


def under_key(tables: Tables, key: str) -> dict[str, pa.Table]:
    """Return the tables of a list as those of the project `key`."""
    return {name: _rekeyed(table, key) for name, table in tables.items()}


def _passages(tables: Tables) -> dict[str, str]:
    """Return the words of each passage by the server's id of it, spelt alike in every release."""
    rows = tables["taguette_highlights"].select(["highlight_key", "text"]).to_pylist()
    return {
        row["highlight_key"].rpartition("-")[2]: "".join(row["text"].split()).translate(_STRAIGHT)
        for row in rows
    }


def _share(mine: Mapping[str, str], theirs: Mapping[str, str]) -> float:
    """Return how much two lists share: of the shorter by id and words, or of the longer by words alone."""
    if not mine or not theirs:
        return 0.0
    same = len(mine.items() & theirs.items()) / min(len(mine), len(theirs))
    words, other_words = set(mine.values()), set(theirs.values())
    return max(same, len(words & other_words) / max(len(words), len(other_words)))


def _rekeyed(table: pa.Table, key: str) -> pa.Table:
    """Return a table whose keys name a project instead of the reader's own, which knows of one only."""
    for index, name in enumerate(table.column_names):
        if name.endswith("_key"):
            keys = pc.replace_substring_regex(table[name], rf"^([hd]-)?{FIRST}(-\d+)?$", rf"\1{key}\2")
            table = table.set_column(index, table.schema.field(index), keys)
    return table
