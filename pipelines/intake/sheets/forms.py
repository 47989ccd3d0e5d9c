"""Answers to a form, as Microsoft Forms and Google Forms export them: one row for each person who answered.

Each answer in somebody's own words becomes a comment of its own. What the form's program adds, what asks who
somebody is, and what was only ticked is left behind before anything is recorded; the receipt names it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pipelines.contracts.base import Contract, Table
from pipelines.intake.reading.reader import Cell, Reading, Sheet
from pipelines.intake.sheets.cells import ERRORS
from pipelines.intake.sheets.personal import is_personal
from pipelines.intake.sheets.placeholders import says_nothing
from pipelines.intake.sheets.tables import FoundTable, Layout, headers
from pipelines.intake.sheets.vocabularies import folded
from pipelines.receipts.problems import Problem, problem, shown_value

_MARKS = frozenset(
    {
        "start time",
        "completion time",
        "timestamp",
        "amser cychwyn",
        "amser dechrau",
        "amser cwblhau",
        "stamp amser",
    }
)
"""A column that every form has and no plain sheet: when it was answered."""

_OWN = _MARKS | {
    "id",
    "last modified time",
    "total points",
    "quiz feedback",
    "score",
    "sgor",
    "language",
    "iaith",
}
_OWN_BESIDE_QUESTIONS = ("points ", "feedback ")
"""Columns that the form's program writes by itself; its language is the form's, not of what is said in it."""

_ENGAGEMENT = "engagement_id"

_LETTER = re.compile(r"[^\W\d_]")
_TICKS_APART = re.compile(r"; ?|, ")
_FEW, _ENOUGH = 4, 1000
"""Of fewer answers nobody can tell whether they were ticked or written; of so many, more tell nothing new."""


@dataclass(frozen=True)
class FoundForm(FoundTable):
    """The comments table, found as a form: which columns were answered in words, and where it was held."""

    questions: tuple[int, ...] = ()
    engagement_id: str | None = None

    def rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Return each answer in words as a row, with the number that the person's row has in the sheet."""
        for number, row in enumerate(self.sheet.rows[self.header_row :], start=self.header_row + 1):
            said = {spec.name: row[index] for index, spec in self.columns.items() if index < len(row)}
            for index in self.questions:
                if index < len(row) and _is_said(row[index]):
                    yield number, {_ENGAGEMENT: self.engagement_id, **said, "comment": row[index]}

    def errors(self, row_number: int) -> set[str]:
        """Return nothing: a cell in error says nothing, and is no comment."""
        return set()


def lay_out_form(contract: Contract, reading: Reading, engagement_id: str | None) -> Layout | None:
    """Return the comments that the answers to a form hold; None where the file is no form."""
    if contract.feed != "comments":
        return None
    (table,) = contract.sheet_tables()
    for sheet in reading.sheets:
        names = [_name(cell) for cell in sheet.rows[0]] if sheet.rows else []
        if not _MARKS.isdisjoint(names) and not _is_plain(table, names):
            return _laid_out(table, sheet, names, engagement_id)
    return None


def _is_plain(table: Table, names: list[str]) -> bool:
    """Tell a plain sheet of comments, which has all columns that are needed, whatever else it has."""
    present = {spec.name for name, spec in headers(table).items() if name in names}
    return all(name in present for name, spec in table.columns.items() if spec.is_required)


def _laid_out(table: Table, sheet: Sheet, names: list[str], engagement_id: str | None) -> Layout:
    known = headers(table)
    placed = [index for index, name in enumerate(names) if name in known and known[name].name == _ENGAGEMENT]
    columns = {index: table.columns[_ENGAGEMENT] for index in placed}
    asked = [index for index, name in enumerate(names) if index not in columns and not _is_own(name, names)]
    personal = [index for index in asked if is_personal(str(sheet.rows[0][index]))]
    words = [index for index in asked if index not in personal and _is_in_words(sheet, index)]
    ticked = [index for index in asked if index not in (*personal, *words)]
    told = (("form_questions", words), ("form_personal", personal), ("form_ticked", ticked))
    warnings = [_named(code, sheet, indexes) for code, indexes in told if indexes]
    problems = [] if words else [problem("form_without_words", sheet=sheet.name, row=1)]
    problems += (
        [] if placed or engagement_id else [problem("form_without_engagement", sheet=sheet.name, row=1)]
    )
    found = FoundForm(table, sheet, 1, columns, () if problems else tuple(words), engagement_id)
    return Layout({table.name: found}, problems, warnings)


def _named(code: str, sheet: Sheet, indexes: Sequence[int]) -> Problem:
    names = "; ".join(f"“{shown_value(sheet.rows[0][index])}”" for index in indexes)
    return problem(code, sheet=sheet.name, row=1, count=len(indexes), names=names)


def _is_in_words(sheet: Sheet, index: int) -> bool:
    """Tell answers in somebody's own words from what was ticked: words are seldom the same twice."""
    answers = (row[index] for row in sheet.rows[1:] if index < len(row))
    said = [str(answer).strip() for answer in islice(filter(_is_said, answers), _ENOUGH)]
    if not said or all(answer.endswith(";") for answer in said):
        return False
    if len(said) < _FEW:
        return any(len(answer.split()) > 2 for answer in said)
    ticks = [folded(tick) for answer in said for tick in _TICKS_APART.split(answer)]
    return 2 * len(set(map(folded, said))) > len(said) and 3 * len(set(ticks)) > len(ticks)


def _is_said(cell: Cell) -> bool:
    if not isinstance(cell, str) or cell.strip() in ERRORS:
        return False
    return bool(_LETTER.search(cell)) and not says_nothing(cell)


def _is_own(name: str, names: list[str]) -> bool:
    """Tell what no person was asked: a blank header, or a column that the form's program adds."""
    beside = (name.removeprefix(prefix) for prefix in _OWN_BESIDE_QUESTIONS if name.startswith(prefix))
    return not name or name in _OWN or any(question in names for question in beside)


def _name(cell: Cell) -> str:
    return folded(str(cell)) if isinstance(cell, str) else ""
