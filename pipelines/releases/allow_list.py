"""Which tables and columns may leave: those that dbt's contract in schema `public` classifies as public.

What the open data say of a table (title, key, references, allowed codes) is declared there too, once.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipelines.contracts.languages import language_of
from pipelines.errors import NotPossibleNow
from pipelines.locale import LANGUAGES
from pipelines.warehouse.raw import raw_tables

SCHEMA = "public"
_OF_LISTENING = ("people", "comments", "engagements")
"""What only a listening exercise gives to count."""


class Unclassified(NotPossibleNow):
    """A table of schema `public` has no enforced contract, or a column that is not classified public."""


@dataclass(frozen=True)
class PublicColumn:
    """A column that may be released, and what its contract says of it.

    `references` is the `table.column` that its values come from; `vocabulary` the seed, alone or with the
    name of one in it, or `values` the list, that holds every code it can have.
    """

    description: str
    type: str = "varchar"
    is_required: bool = False
    references: str | None = None
    vocabulary: str | None = None
    values: tuple[str, ...] = ()
    counts: str | None = None
    """What a number counts, which is its unit; people are counted by rules of their own (`disclosure`)."""
    of: str | None = None
    """The column of the same row that this number is a part of."""
    exact_by: str | None = None
    """The column that says where this number of people is a total that the plan has published."""
    held_back_by: str | None = None
    """The column that says where this number of people is held back."""
    when_held: str | None = None
    """What stands here while the words of the row's action are held back: a code, or `empty`."""


@dataclass(frozen=True)
class PublicTable:
    """A table that may be released: its columns in order, its key, and what it is called."""

    name: str
    description: str
    columns: dict[str, PublicColumn]
    primary_key: tuple[str, ...] = ()
    feeds: frozenset[str] = frozenset()
    """The feeds of the door that the table is made from."""
    titles: dict[str, str] = field(default_factory=dict)
    """The title in each language, as far as there is one."""
    open_where: str = ""
    """Which rows may be used by others: the CSV and Parquet files hold no more; empty where all may."""
    is_on_listening: bool = False
    """Whether all of it is about what people said; where nobody was listened to, no file has it."""
    is_left_out_when_empty: bool = False
    """Whether no file has it where it has no row: it is of something that not every plan does."""
    is_worded_by_software: bool = False
    """Whether its words are the software's: of what comes in, the register alone changes a value of a row."""

    def in_languages(self, languages: tuple[str, ...]) -> "PublicTable":
        """Return what is told of the table where a plan speaks these languages: nothing in any other."""
        told = (None, *languages)
        return replace(
            self,
            columns={
                name: replace(column, values=languages) if column.values == LANGUAGES else column
                for name, column in self.columns.items()
                if language_of(name) in told
            },
            titles={language: title for language, title in self.titles.items() if language in languages},
        )


def without_listening(tables: Iterable[PublicTable]) -> list[PublicTable]:
    """Return what is told of tables where nobody was listened to: no number of people or comments."""
    return [
        replace(table, columns={name: each for name, each in table.columns.items() if name not in counted})
        for table in tables
        if not table.is_on_listening
        for counted in [set() if table.is_left_out_when_empty else _about_listening(table)]
    ]


def _about_listening(table: PublicTable) -> set[str]:
    """Return the columns that count what listening gave, and those that say how exact such a number is."""
    counts = {name: each for name, each in table.columns.items() if each.counts in _OF_LISTENING}
    flags = {flag for each in counts.values() for flag in (each.exact_by, each.held_back_by) if flag}
    return {*counts, *flags}


def public_tables(manifest_json: Path) -> list[PublicTable]:
    """Return the tables that may be released, by name (criterion P1).

    Raises:
        Unclassified: the contract is not whole.
    """
    manifest = json.loads(manifest_json.read_text(encoding="utf-8"))
    nodes = [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == SCHEMA
    ]
    return [
        _public_table(node, _feeds(node["unique_id"], manifest))
        for node in sorted(nodes, key=lambda node: str(node["name"]))
    ]


def _feeds(unique_id: str, manifest: dict[str, Any]) -> frozenset[str]:
    """Return the feeds that a model is made from, by its line of parents down to the sources."""
    feed_of, seen, waiting = {name: feed for name, (feed, _) in raw_tables().items()}, set(), [unique_id]
    while waiting:
        found = waiting.pop()
        if found not in seen:
            seen.add(found)
            waiting += manifest["parent_map"].get(found, [])
    sources = {found.rpartition(".")[2] for found in seen if found.startswith("source.")}
    return frozenset(feed_of[name] for name in sources & feed_of.keys())


def _public_table(node: dict[str, Any], feeds: frozenset[str]) -> PublicTable:
    name = node["name"]
    if not node["config"]["contract"]["enforced"]:
        raise Unclassified(f"table {name} of schema {SCHEMA} has no enforced contract")
    meta = _meta(node)
    return PublicTable(
        name=name,
        description=node["description"],
        columns={column["name"]: _public_column(name, column) for column in node["columns"].values()},
        primary_key=tuple(meta.get("key", ())),
        feeds=feeds,
        open_where=meta.get("open_where", ""),
        is_on_listening=meta.get("is_on_listening", False),
        is_left_out_when_empty=meta.get("is_left_out_when_empty", False),
        is_worded_by_software=meta.get("is_worded_by_software", False),
        titles={language: meta[f"title_{language}"] for language in LANGUAGES if f"title_{language}" in meta},
    )


def _public_column(table: str, column: dict[str, Any]) -> PublicColumn:
    meta = _meta(column)
    if meta.get("classification") != "public":
        raise Unclassified(f"column {column['name']} of {SCHEMA}.{table} is not classified public")
    return PublicColumn(
        description=column["description"],
        type=column["data_type"],
        is_required=any(one["type"] == "not_null" for one in column.get("constraints", ())),
        references=meta.get("references"),
        vocabulary=meta.get("vocabulary"),
        values=tuple(meta.get("values", ())),
        counts=meta.get("counts"),
        of=meta.get("of"),
        exact_by=meta.get("exact_by"),
        held_back_by=meta.get("held_back_by"),
        when_held=meta.get("when_held"),
    )


def _meta(node: dict[str, Any]) -> dict[str, Any]:
    return {**node.get("meta", {}), **node.get("config", {}).get("meta", {})}
