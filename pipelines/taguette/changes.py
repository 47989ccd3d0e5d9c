"""What changed between two exports of one project: renamed, merged and deleted things, told from new ones."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

Tables = Mapping[str, pa.Table]
Renamed = tuple[str, str]


@dataclass(frozen=True)
class Changes:
    """The changes, by name; pairs are (before, after). Passages are only counted."""

    documents_added: tuple[str, ...]
    documents_deleted: tuple[str, ...]
    documents_renamed: tuple[Renamed, ...]
    tags_added: tuple[str, ...]
    tags_deleted: tuple[str, ...]
    tags_renamed: tuple[Renamed, ...]
    tags_merged: tuple[Renamed, ...]
    highlights_added_count: int
    highlights_deleted_count: int
    highlights_recoded_count: int


@dataclass(frozen=True)
class _Side:
    """One export, by its keys."""

    documents: Mapping[str, str]
    tags: Mapping[str, str]
    document_of: Mapping[str, str]
    tagged: Mapping[str, frozenset[str]]


def compare(before: Tables, after: Tables) -> Changes:
    """Return what became of the documents, codes and passages of `before` in `after`, of the same project.

    Both are the tables of an export, or rows of them that were landed.
    """
    old, new = _side(before), _side(after)
    documents = _same_documents(old, new)
    tags, merged = _same_tags(old, new)
    gone_tags = old.tags.keys() - tags.keys()
    return Changes(
        documents_added=_names(new.documents, new.documents.keys() - set(documents.values())),
        documents_deleted=_names(old.documents, old.documents.keys() - documents.keys()),
        documents_renamed=_renamed(old.documents, new.documents, documents),
        tags_added=_names(new.tags, new.tags.keys() - set(tags.values())),
        tags_deleted=_names(old.tags, gone_tags - merged.keys()),
        tags_renamed=_renamed(old.tags, new.tags, tags),
        tags_merged=_renamed(old.tags, new.tags, merged),
        highlights_added_count=len(new.document_of.keys() - old.document_of.keys()),
        highlights_deleted_count=len(old.document_of.keys() - new.document_of.keys()),
        highlights_recoded_count=_recoded(old, new, tags | merged),
    )


def _side(tables: Tables) -> _Side:
    tagged: dict[str, set[str]] = {}
    for row in tables["taguette_highlight_tags"].select(["tag_key", "highlight_key"]).to_pylist():
        tagged.setdefault(row["tag_key"], set()).add(row["highlight_key"])
    return _Side(
        _column_by(tables["taguette_documents"], "document_key", "name"),
        _column_by(tables["taguette_tags"], "tag_key", "path"),
        _column_by(tables["taguette_highlights"], "highlight_key", "document_key"),
        {tag: frozenset(highlights) for tag, highlights in tagged.items()},
    )


def _column_by(table: pa.Table, key: str, value: str) -> dict[str, str]:
    return {row[key]: row[value] for row in table.select([key, value]).to_pylist()}


def _same_documents(old: _Side, new: _Side) -> dict[str, str]:
    """Pair documents by key; in a CSV, whose keys may move, by where most of their passages stand now."""
    pairs = {key: key for key in old.documents.keys() & new.documents.keys()}
    places: dict[str, Counter[str]] = {}
    for highlight in sorted(old.document_of.keys() & new.document_of.keys()):
        places.setdefault(old.document_of[highlight], Counter())[new.document_of[highlight]] += 1
    for key in sorted(places.keys() - pairs.keys()):
        pairs[key] = places[key].most_common(1)[0][0]
    return pairs


def _same_tags(old: _Side, new: _Side) -> tuple[dict[str, str], dict[str, str]]:
    """Pair codes by key, else by what they mark; return those that live on, and those merged into others."""
    same = {key: key for key in old.tags.keys() & new.tags.keys()}
    merged: dict[str, str] = {}
    for key in sorted(old.tags.keys() - same.keys()):
        marked = old.tagged.get(key, frozenset()) & new.document_of.keys()
        successor = _successor(marked, old, new)
        if successor:
            (merged if successor in old.tags else same)[key] = successor
    return same, merged


def _successor(marked: frozenset[str], old: _Side, new: _Side) -> str | None:
    """Return the code that more than half of the marked passages carry now and did not carry before."""
    gained = Counter(
        {
            tag: len((passages & marked) - old.tagged.get(tag, frozenset()))
            for tag, passages in sorted(new.tagged.items())
        }
    )
    for tag, count in gained.most_common(1):
        if 2 * count > len(marked):
            return tag
    return None


def _recoded(old: _Side, new: _Side, successors: Mapping[str, str]) -> int:
    """Return how many passages carry other codes now; a renamed, merged or deleted code is no other code."""
    before: dict[str, set[str]] = {}
    for tag, passages in old.tagged.items():
        for passage in passages if tag in successors else ():
            before.setdefault(passage, set()).add(successors[tag])
    now: dict[str, set[str]] = {}
    for tag, passages in new.tagged.items():
        for passage in passages:
            now.setdefault(passage, set()).add(tag)
    kept = old.document_of.keys() & new.document_of.keys()
    return sum(before.get(passage, set()) != now.get(passage, set()) for passage in kept)


def _names(names: Mapping[str, str], keys: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names[key] for key in keys))


def _renamed(old: Mapping[str, str], new: Mapping[str, str], pairs: Mapping[str, str]) -> tuple[Renamed, ...]:
    named = ((old[before], new[after]) for before, after in pairs.items())
    return tuple(sorted((before, after) for before, after in named if before != after))
