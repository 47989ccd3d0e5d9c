"""What can be forgotten, and which cells of landing hold it: a comment, a document, a question, an officer.

A comment is held by every export that has it, by the highlights that touch it, and by the decision that
approved it as a quote; so is a highlight. A document's name stays: it is the event's, and nobody's words.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipelines.access.people import same_address
from pipelines.contracts import FEEDS
from pipelines.contracts.base import Table
from pipelines.errors import Refusal
from pipelines.intake.checks.questions import GENERAL_WORDS
from pipelines.intake.lookups.voices import sheet_voices
from pipelines.landing import ledger
from pipelines.landing.removed import is_removed
from pipelines.operations.forgetting.cells import SENDER, Cell, Found, Rows
from pipelines.voices.ids import voice_id

_COMMENTS, _HIGHLIGHTS, _LINKS = "taguette_comments", "taguette_highlights", "taguette_highlight_comments"
_CONSENTS = ("consent_reference", "guardian_consent_reference", "reason")


class ForgottenAlready(Refusal):
    """Landing holds no word of it any more."""


Key = tuple[str, str, str]
"""A comment or highlight of one export: its receipt, its project and its key."""


def find(rows: Rows, kind: str, subject: str) -> Found:
    """Return what holds a subject of a kind.

    Raises:
        Refusal: nothing that was taken in has it.
        ForgottenAlready: it was forgotten before.
    """
    found = _KINDS[kind](rows, subject)
    if not found.whole:
        raise Refusal(_UNKNOWN[kind].format(subject=subject))
    if all(cell.table != SENDER and is_removed(rows.text(cell)) for cell in found.whole):
        raise ForgottenAlready(f"{subject} was forgotten already; `plan verify` says when")
    return found


def _comment(rows: Rows, subject: str) -> Found:
    keys = {
        (receipt, row["project_key"], row["comment_key"])
        for receipt, _, row in rows.each("highlights", _COMMENTS)
        if subject in (row["comment_key"], voice_id(row["project_key"], row["comment_key"]))
    }
    sheets = {
        (Cell(receipt_id, "comments", position, "comment"), voice)
        for receipt_id, load in rows.landed.items()
        if load.folder.parent.name == "comments"
        for position, voice in sheet_voices(rows.of(receipt_id, "comments"))
        if subject == voice
    }
    touching = _linked(rows, keys, "comment_key", "highlight_key")
    found = Found(
        whole=_cells(rows, _COMMENTS, "comment_key", keys) | {cell for cell, _ in sheets},
        parts=_cells(rows, _HIGHLIGHTS, "highlight_key", touching),
        voices=_voices(keys) | _voices(touching) | {voice for _, voice in sheets},
    )
    return _with_approvals(rows, found)


def _highlight(rows: Rows, subject: str) -> Found:
    keys = {
        (receipt, row["project_key"], row["highlight_key"])
        for receipt, _, row in rows.each("highlights", _HIGHLIGHTS)
        if subject in (row["highlight_key"], voice_id(row["project_key"], row["highlight_key"]))
    }
    comments = _linked(rows, keys, "highlight_key", "comment_key")
    others = _linked(rows, comments, "comment_key", "highlight_key") - keys
    found = Found(
        whole=_cells(rows, _HIGHLIGHTS, "highlight_key", keys),
        parts=_cells(rows, _COMMENTS, "comment_key", comments)
        | _cells(rows, _HIGHLIGHTS, "highlight_key", others),
        voices=_voices(keys) | _voices(comments),
    )
    return _with_approvals(rows, found)


def _document(rows: Rows, subject: str) -> Found:
    documents = {
        (receipt, row["project_key"], row["document_key"])
        for receipt, _, row in rows.each("highlights", "taguette_documents")
        if subject in (row["document_key"], row["name"])
    }
    found = Found()
    for table, key in ((_COMMENTS, "comment_key"), (_HIGHLIGHTS, "highlight_key")):
        keys = {
            (receipt, row["project_key"], row[key])
            for receipt, _, row in rows.each("highlights", table)
            if (receipt, row["project_key"], row["document_key"]) in documents
        }
        found = replace(
            found, whole=found.whole | _cells(rows, table, key, keys), voices=found.voices | _voices(keys)
        )
    described = _cells(rows, "taguette_documents", "document_key", documents, "description")
    return _with_approvals(rows, replace(found, emptied=described))


def _question(rows: Rows, subject: str) -> Found:
    """Find a question, and the general words that stand for it; what was answered is the group's own."""
    asked = {
        Cell(receipt, "questions", position, column)
        for receipt, position, row in rows.each("questions", "questions")
        if row["question_id"] == subject
        for column in ("question", *GENERAL_WORDS)
        if row[column]
    }
    decided = {
        Cell(receipt, "decisions", position, column)
        for receipt, position, row in rows.each("decisions", "decisions")
        if row.get("question_id") == subject
        for column in GENERAL_WORDS
        if row.get(column)
    }
    about = {
        Cell(receipt, "questions", position, column)
        for receipt, position, row in rows.each("questions", "questions")
        if row["question_id"] == subject
        for column in ("language", "guardian_consent_reference")
        if row[column]
    }
    return Found(whole=frozenset(asked | decided), emptied=frozenset(about), voices=frozenset({subject}))


def _officer(rows: Rows, subject: str) -> Found:
    address = same_address(subject)
    sent = {
        Cell(entry["receipt_id"], SENDER, 0, "submitted_by")
        for entry in ledger.entries(rows.home)
        if entry and same_address(entry["submitted_by"]) == address
    }
    listed = {
        Cell(receipt, "access", position, "email")
        for receipt, position, row in rows.each("access", "access")
        if same_address(row["email"]) == address
    }
    return Found(whole=frozenset(sent | listed))


def _cell(rows: Rows, subject: str) -> Found:
    """Find a cell by its address: RECEIPT/TABLE/ROW/COLUMN, the row as the sheet numbers it."""
    parts = subject.split("/")
    if len(parts) != 4 or not parts[2].isdigit():
        raise Refusal(
            f"expected RECEIPT/TABLE/ROW/COLUMN with the row's number on its sheet; found {subject}"
        )
    receipt_id, table_name, number, column = parts
    load = rows.landed.get(receipt_id)
    tables = FEEDS[load.folder.parent.name].tables if load else {}
    table = tables.get(table_name)
    if table is None:
        known = f"its tables are {', '.join(tables)}" if tables else "no accepted submission has this receipt"
        raise Refusal(f"nothing is at {subject}: {known}")
    if not _holds_words(table, column):
        raise Refusal(
            f"{column} of {table_name} holds no words of anybody: only cells with words can be forgotten"
        )
    positions = [
        position
        for position, row in enumerate(rows.of(receipt_id, table_name))
        if row["row_number"] == int(number)
    ]
    if len(positions) > 1:
        raise Refusal(
            f"{len(positions)} rows of {table_name} came from row {number}; name the comment by its voice"
        )
    cells = {Cell(receipt_id, table_name, position, column) for position in positions}
    return Found(whole=frozenset(cell for cell in cells if rows.text(cell)))


def _holds_words(table: object, column: str) -> bool:
    """Say whether a column of a sheet is for anybody's words: no id, no code, no date."""
    if not isinstance(table, Table) or column not in table.columns:
        return False
    spec = table.columns[column]
    return (
        spec.type is str
        and spec.max_length is not None
        and spec.max_length >= 200
        and not spec.column.vocabulary
    )


def _with_approvals(rows: Rows, found: Found) -> Found:
    """Add the decisions that speak of the voices: an edited quote, and where the consent is kept."""
    speaking = [
        (receipt, position)
        for receipt, position, row in rows.each("decisions", "decisions")
        if row["voice_id"] in found.voices
    ]
    words = {Cell(receipt, "decisions", position, "words") for receipt, position in speaking}
    consents = {
        Cell(receipt, "decisions", position, column) for receipt, position in speaking for column in _CONSENTS
    }
    return replace(
        found,
        whole=found.whole | {cell for cell in words if rows.text(cell)},
        emptied=found.emptied | {cell for cell in consents if rows.text(cell)},
    )


def _linked(rows: Rows, keys: Iterable[Key], of: str, to: str) -> frozenset[Key]:
    """Return what is linked to some comments or highlights of each export."""
    wanted = set(keys)
    return frozenset(
        (receipt, row["project_key"], row[to])
        for receipt, _, row in rows.each("highlights", _LINKS)
        if (receipt, row["project_key"], row[of]) in wanted
    )


def _cells(rows: Rows, table: str, key: str, keys: Iterable[Key], column: str = "text") -> frozenset[Cell]:
    wanted = set(keys)
    return frozenset(
        Cell(receipt, table, position, column)
        for receipt, position, row in rows.each("highlights", table)
        if (receipt, row["project_key"], row[key]) in wanted and row[column]
    )


def _voices(keys: Iterable[Key]) -> frozenset[str]:
    return frozenset(voice_id(project, key) for _, project, key in keys)


_KINDS: dict[str, Callable[[Rows, str], Found]] = {
    "comment": _comment,
    "highlight": _highlight,
    "document": _document,
    "question": _question,
    "officer": _officer,
    "cell": _cell,
}
KINDS = tuple(_KINDS)
"""What can be forgotten."""

_UNKNOWN = {
    "comment": "nobody said {subject} in what has been taken in: expected the id of a voice, as "
    "`plan voices` shows it (v-0c4f5a90b1de), or a comment's key",
    "highlight": "no export that was taken in has the highlight {subject}: expected its key, such as "
    "h-20261122141135618518",
    "document": "no export that was taken in has the document {subject}: expected its key, or its name, "
    "letter for letter",
    "question": "nobody asked {subject} in what has been taken in: expected the number of a question",
    "officer": "nobody with the address {subject} has sent anything or was ever on the access list",
    "cell": "nothing is at {subject}: there is no such row, or its cell is empty",
}
