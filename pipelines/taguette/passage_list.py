"""The rows of Taguette's highlights and codebook sheets, which hold one row per passage and code, checked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.taguette.problems import UnreadableExport

HIGHLIGHT_COLUMNS = ("id", "document", "tag", "content")
CODEBOOK_COLUMNS = ("tag", "description")
_HIGHLIGHT_COUNT = "number of highlights"
_ESCAPED_CONTROL = re.compile(r"_x00[01][0-9A-Fa-f]_")
_LONGEST_CELL = 32_767


@dataclass
class Listed:
    """One passage of the list."""

    id: int
    document: str
    content: str
    tags: list[str] = field(default_factory=list)


@dataclass
class Losses:
    """Cells that a workbook is known to spoil, counted."""

    formulas: int = 0
    blanks: int = 0
    cut: int = 0

    def note(self, content: object, others: Sequence[object]) -> None:
        """Count what looks spoilt in a row: text that became a formula, vanished or was cut."""
        self.formulas += any(not isinstance(cell, str | None) for cell in (content, *others))
        self.blanks += content in (None, "")
        self.cut += isinstance(content, str) and len(content) >= _LONGEST_CELL


@dataclass(frozen=True)
class Code:
    """One line of the codebook; releases up to 0.10.1 do not count."""

    path: str
    description: str
    highlight_count: int | None


def passages(sheet: Sequence[Sequence[object]], losses: Losses) -> list[Listed]:
    """Return the passages of a highlights sheet, in its order, each with all its codes.

    Raises:
        UnreadableExport: `missing_columns`, `unexpected_value`, `conflicting_rows`, or `per_tag_file` when
            a row stands twice, as it may in the files per code alone.
    """
    found: dict[int, Listed] = {}
    for row in _records(sheet, HIGHLIGHT_COLUMNS):
        losses.note(row["content"], (row["document"], row["tag"]))
        number, document, content = _id(row["id"]), text(row["document"]), text(row["content"])
        passage = found.setdefault(number, Listed(number, document, content))
        if (passage.document, passage.content) != (document, content):
            raise UnreadableExport("conflicting_rows", id=number)
        if (tag := text(row["tag"])) in passage.tags:
            raise UnreadableExport("per_tag_file", tag=tag)
        if tag:
            passage.tags.append(tag)
    return list(found.values())


def codes(sheet: Sequence[Sequence[object]]) -> list[Code]:
    """Return the lines of a codebook sheet.

    Raises:
        UnreadableExport: `missing_columns`.
    """
    return [
        Code(text(row["tag"]), text(row["description"]), _count(row.get(_HIGHLIGHT_COUNT)))
        for row in _records(sheet, CODEBOOK_COLUMNS)
    ]


def is_codebook(sheet: Sequence[Sequence[object]]) -> bool:
    """Tell whether a sheet has the columns of a codebook, and none that holds what people said."""
    header = _header(sheet)
    return set(CODEBOOK_COLUMNS) <= set(header) and "content" not in header


def text(cell: object) -> str:
    """Return what a cell says; a whole number without the `.0` that a spreadsheet gives it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _ESCAPED_CONTROL.sub(" ", str(cell))


def _records(sheet: Sequence[Sequence[object]], needed: Sequence[str]) -> Iterator[Mapping[str, object]]:
    header = _header(sheet)
    if missing := [name for name in needed if name not in header]:
        raise UnreadableExport("missing_columns", columns=", ".join(missing))
    for row in sheet[1:]:
        if any(cell not in (None, "") for cell in row):
            padded = [*row, *([None] * (len(header) - len(row)))]
            yield dict(zip(header, padded, strict=False))


def _header(sheet: Sequence[Sequence[object]]) -> list[str]:
    return [text(cell).strip().casefold() for cell in sheet[0]] if sheet else []


def _id(cell: object) -> int:
    number = text(cell).strip()
    if number.isascii() and number.isdigit():
        return int(number)
    raise UnreadableExport("unexpected_value", table="highlights", column="id")


def _count(cell: object) -> int | None:
    number = text(cell).strip()
    return int(number) if number.isascii() and number.isdigit() else None
