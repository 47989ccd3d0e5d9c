"""What is wrong, or was assumed, in a submission: a code and a place; the sentence is made at the end.

Problems refuse a file, warnings go with it. Both are of this one kind, so that both are sorted, worded and
shown in the same way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from babel.dates import format_date, format_interval
from babel.lists import format_list
from pydantic import BaseModel, ConfigDict

from pipelines.locale import N_, Say, speaker
from pipelines.receipts.sentences import SENTENCES

VALUE_LENGTH = 120
"""How much of a cell is shown back."""

_THIN_SPACE = "\u2009"
"""Around a dash in Babel's words; not every terminal and text file has it."""

_PLACE = {
    (True, True, True): N_("Sheet “{sheet}”, row {row}, column {column}: {sentence}"),
    (True, True, False): N_("Sheet “{sheet}”, row {row}: {sentence}"),
    (True, False, True): N_("Sheet “{sheet}”, column {column}: {sentence}"),
    (True, False, False): N_("Sheet “{sheet}”: {sentence}"),
    (False, False, True): "{column}: {sentence}",
}


@dataclass(frozen=True)
class Term:
    """A word of ours inside a sentence (a label, a header): said in the reader's language."""

    message: str


@dataclass(frozen=True)
class Names:
    """What the plan calls something, inside a sentence, by language."""

    by_language: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Stretches:
    """Stretches of time inside a sentence, by their first and last months: said in the reader's language."""

    months: tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or was assumed; `params` fill the sentence of its code."""

    code: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    params: tuple[tuple[str, object], ...] = field(default=())
    column_letters: str | None = None
    """How a spreadsheet program calls the column where it stands."""

    def message(self, language: str) -> str:
        """Return the sentence in `language`: what is wrong, and how to mend it."""
        say = speaker(language)
        filled = {name: _said(value, say, language) for name, value in self.params}
        return say(SENTENCES[self.code], **{"value": self.value or "", "row": self.row} | filled)

    def record(self, language: str) -> "ProblemRecord":
        """Return it as a receipt carries it."""
        return ProblemRecord(
            code=self.code,
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            value=self.value,
            message=self.message(language),
            column_letters=self.column_letters,
        )


class ProblemRecord(BaseModel):
    """A problem or warning as it stands on a receipt."""

    model_config = ConfigDict(frozen=True)

    code: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    message: str
    column_letters: str | None = None

    def column_named(self, header: str | None) -> str:
        """Return the column as a person finds it, by its letters and its header: `F, “What happened”`."""
        quoted = f"“{header or self.column}”"
        return f"{self.column_letters}, {quoted}" if self.column_letters else quoted

    def without_place(self) -> "ProblemRecord":
        """Return it as it is said of a file that nobody has seen: of its column alone."""
        return self.model_copy(update={"sheet": None, "row": None, "column_letters": None})

    def described(self, language: str, header: str | None = None) -> str:
        """Return one line with place and sentence, for a person (conventions.md A18)."""
        template = _PLACE.get((self.sheet is not None, self.row is not None, self.column is not None))
        if template is None:
            return self.message
        place = {"sheet": self.sheet, "row": self.row, "column": self.column_named(header)}
        return speaker(language)(template, sentence=self.message, **place)


def problem(
    code: str,
    *,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    value: object = None,
    **params: object,
) -> Problem:
    """Return a problem; the value is cut to what can be shown back."""
    shown = None if value is None else shown_value(value)
    if isinstance(value, date):
        params = {"value": value, **params}
    return Problem(code, sheet, row, column, shown, tuple(params.items()))


def shown_value(value: object) -> str:
    """Return a cell's value as it is shown back: short, on one line, without control characters."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    plain = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
    return plain if len(plain) <= VALUE_LENGTH else plain[: VALUE_LENGTH - 1] + "…"


def in_order(problems: Iterable[Problem], sheets: list[str], columns: list[str]) -> list[Problem]:
    """Return problems sorted by where they stand: sheet, row, column, each in the file's own order."""

    def place(found: Problem) -> tuple[int, int, int, str]:
        return (
            _position(sheets, found.sheet),
            found.row or 0,
            _position(columns, found.column),
            found.code,
        )

    return sorted(problems, key=place)


def lettered(problems: Iterable[Problem], letters: Mapping[tuple[str, str], str]) -> list[Problem]:
    """Return problems with the letters of their columns, which are known by sheet and column."""

    def place(found: Problem) -> tuple[str, str]:
        return found.sheet or "", found.column or ""

    return [replace(found, column_letters=letters.get(place(found))) for found in problems]


def _position(order: list[str], name: str | None) -> int:
    if name is None:
        return -1
    return order.index(name) if name in order else len(order)


def _said(value: object, say: Say, language: str) -> object:
    if isinstance(value, Term):
        return say(value.message)
    if isinstance(value, Names):
        return dict(value.by_language)[language]
    if value is None:
        return "–"
    locale = "en_GB" if language == "en" else language
    if isinstance(value, Stretches):
        each = [format_interval(*months, skeleton="yMMMM", locale=locale) for months in value.months]
        return format_list(each, style="or", locale=locale).replace(_THIN_SPACE, " ")
    if isinstance(value, date):
        return format_date(value, "d MMMM yyyy", locale=locale)
    if isinstance(value, list | tuple):
        return ", ".join(str(_said(item, say, language)) for item in value)
    return value
