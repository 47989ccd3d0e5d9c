"""Taguette's whole-project export, the only lossless one, as rows with keys that last."""

from functools import partial
from pathlib import Path

from pipelines.taguette.limits import Limits
from pipelines.taguette.problems import Warned
from pipelines.taguette.reading import Reading, read
from pipelines.taguette.scrub import write_scrubbed
from pipelines.taguette.tables import Rows, TaguetteExport, to_tables


def read_project(path: Path, limits: Limits | None = None) -> TaguetteExport:
    """Return the project export at `path` as rows, with what its reader should be told.

    Passages are read anew from the documents, comments are recovered from their blocks, and every passage is
    attached to the comments it touches.

    Raises:
        UnreadableExport: the file is not a whole, plain export of a known release, or asks for too much.
    """
    reading = read(path, limits or Limits())
    tables = to_tables(
        reading.keys.project,
        {
            "taguette_projects": _projects(reading),
            "taguette_documents": _documents(reading),
            "taguette_tags": _tags(reading),
            "taguette_highlights": _highlights(reading),
            "taguette_highlight_tags": _highlight_tags(reading),
            "taguette_comments": _comments(reading),
            "taguette_highlight_comments": _highlight_comments(reading),
        },
    )
    scrub = partial(write_scrubbed, reading.contents, reading.titled)
    return TaguetteExport(tables, tuple(_warnings(reading)), scrub)


def _projects(reading: Reading) -> Rows:
    return [
        {
            "name": reading.contents.project.name,
            "alembic_version": reading.contents.version,
            "exported_from": "sqlite3",
            "last_command_at": reading.log.last_command_at,
        }
    ]


def _documents(reading: Reading) -> Rows:
    return [
        {
            "document_key": reading.keys.documents[document.id],
            "name": document.name,
            "description": document.description,
            "created_at": document.created,
            "character_count": sum(len(run.text) for run in reading.texts[document.id].runs),
        }
        for document in reading.contents.documents
    ]


def _tags(reading: Reading) -> Rows:
    return [
        {"tag_key": reading.keys.tags[tag.id], "path": tag.path, "description": tag.description}
        for tag in reading.contents.tags
    ]


def _highlights(reading: Reading) -> Rows:
    rows: Rows = []
    for highlight in reading.highlights:
        passage = reading.passages[highlight.id]
        rows.append(
            {
                "highlight_key": reading.keys.highlights[highlight.id],
                "document_key": reading.keys.documents[highlight.document_id],
                "start_offset": passage.start,
                "end_offset": passage.end,
                "text": passage.text,
                "first_added_at": reading.log.highlights_added.get(highlight.id),
                "is_repaired": passage.is_repaired,
            }
        )
    return rows


def _highlight_tags(reading: Reading) -> Rows:
    keys = reading.keys
    return [
        {"highlight_key": keys.highlights[row.highlight_id], "tag_key": keys.tags[row.tag_id]}
        for row in reading.highlight_tags
    ]


def _comment_key(document_key: str, position: int) -> str:
    return f"c{document_key[1:]}-{position:05d}"


def _comments(reading: Reading) -> Rows:
    return [
        {
            "comment_key": _comment_key(reading.keys.documents[document], comment.position),
            "document_key": reading.keys.documents[document],
            "position": comment.position,
            "text": comment.text,
        }
        for document, comments in reading.comments.items()
        for comment in comments
    ]


def _highlight_comments(reading: Reading) -> Rows:
    """Return one row per passage and comment that it touches, however little of either."""
    keys = {
        (document, comment.unit): _comment_key(reading.keys.documents[document], comment.position)
        for document, comments in reading.comments.items()
        for comment in comments
    }
    return [
        {
            "highlight_key": reading.keys.highlights[highlight.id],
            "comment_key": keys[highlight.document_id, unit],
        }
        for highlight in reading.highlights
        for unit in sorted(reading.passages[highlight.id].units)
        if (highlight.document_id, unit) in keys
    ]


def _warnings(reading: Reading) -> list[Warned]:
    passages = reading.passages.values()
    unlogged = len(reading.keys.highlights) - len(
        reading.keys.highlights.keys() & reading.log.highlights_added.keys()
    )
    warnings: list[Warned] = []
    if wrong := sum(passage.is_repaired for passage in passages):
        warnings.append(("passages_repaired", {"wrong": wrong, "total": len(passages)}))
    if outside := sum(passage.is_outside for passage in passages):
        warnings.append(("passages_outside_document", {"count": outside}))
    if reading.orphan_count:
        warnings.append(("rows_without_parent", {"count": reading.orphan_count}))
    if unlogged:
        warnings.append(("identity_from_position", {"count": unlogged}))
    if not passages:
        warnings.append(("project_is_empty", {}))
    return warnings
