"""Answers to a form, as Microsoft Forms, Google Forms and others export them: a row for each who answered.

Whoever sends a form says which columns hold answers in people's own words, and each of those answers becomes
a comment. Nothing of any other column is kept, whatever it is called; the receipt lists them all. What was
said of a form is remembered by its headings.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from pipelines.contracts.base import Contract, Table
from pipelines.intake.reading.reader import Cell, Reading, Sheet
from pipelines.intake.sheets.cells import ERRORS, allowed, is_blank
from pipelines.intake.sheets.personal import is_personal, says_who
from pipelines.intake.sheets.placeholders import says_nothing
from pipelines.intake.sheets.tables import FoundTable, Layout, column_letters, headers
from pipelines.intake.sheets.vocabularies import folded, label, recognise
from pipelines.receipts.problems import Problem, Term, problem, shown_value
from pipelines.receipts.receipt import ColumnUse

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

_ENGAGEMENT, _COMMENT, _QUESTION = "engagement_id", "comment", "question"
_ENOUGH = 1000
"""Of so many answers more tell nothing new."""

Answers = Mapping[str, str | None]
"""Headings of columns that hold answers, each with what was asked: have, need, change or nothing of these."""

Remembered = Callable[[Sequence[str]], tuple[str, Answers] | None]
"""Of a form's headings, folded: the receipt that said before which hold answers, and which those are."""


@dataclass(frozen=True)
class FoundForm(FoundTable):
    """The comments table, found as a form: which columns hold answers, to what, and where it was held."""

    questions: dict[int, str | None] = field(default_factory=dict)
    engagement_id: str | None = None

    def rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Return each answer in words as a row, with the number that the person's row has in the sheet."""
        for number, row in enumerate(self.sheet.rows[self.header_row :], start=self.header_row + 1):
            if self.repeats_headers(row):
                continue
            said = {spec.name: row[index] for index, spec in self.columns.items() if index < len(row)}
            for index, question in self.questions.items():
                if index < len(row) and _is_said(row[index]):
                    told = {_COMMENT: row[index], _QUESTION: question}
                    yield number, {_ENGAGEMENT: self.engagement_id, **said, **told}

    def errors(self, row_number: int) -> set[str]:
        """Return nothing: a cell in error says nothing, and is no comment."""
        return set()


def lay_out_form(
    contract: Contract, reading: Reading, engagement_id: str | None, said: Answers, remembered: Remembered
) -> Layout | None:
    """Return the comments that the answers to a form hold; None where the file is no form.

    `said` are the columns that its sender names as answers; where none is named, those that are `remembered`
    count, or else those whose whole heading asks what people have, need or want to change.
    """
    if contract.feed != "comments":
        return None
    (table,) = contract.sheet_tables()
    named = {folded(heading) for heading in said}
    for sheet in reading.sheets:
        form = _Form(table, sheet)
        if not (_MARKS | named).isdisjoint(form.names) and not form.is_plain:
            return _laid_out(form, engagement_id, said, remembered)
    return None


def same_answers(used: Sequence[ColumnUse], said: Answers) -> bool:
    """Tell whether columns that were taken as answers are those that are named now."""
    before = {folded(each.heading): each.question for each in used if each.use == "answers"}
    return before == {folded(heading): _asked(asked) for heading, asked in said.items()}


@dataclass(frozen=True)
class _Form:
    """A sheet with its headings in the first row."""

    table: Table
    sheet: Sheet

    @cached_property
    def headings(self) -> list[str]:
        """Return the heading of each column on one line; empty where there is none."""
        first = self.sheet.rows[0] if self.sheet.rows else []
        width = max((len(row) for row in self.sheet.rows), default=0)
        return [_one_line(cell) for cell in first] + [""] * (width - len(first))

    @cached_property
    def names(self) -> list[str]:
        """Return the headings, folded."""
        return [folded(heading) for heading in self.headings]

    @property
    def is_plain(self) -> bool:
        """Tell a plain sheet of comments, which has all columns that are needed, whatever else it has."""
        known = headers(self.table)
        present = {known[name].name for name in self.names if name in known}
        return all(name in present for name, spec in self.table.columns.items() if spec.is_required)

    def columns_of(self, column: str) -> list[int]:
        """Return the columns that are headed as a column of the contract."""
        known = headers(self.table)
        return [i for i, name in enumerate(self.names) if name in known and known[name].name == column]

    def cells(self, index: int) -> Iterator[Cell]:
        """Return what stands below a heading."""
        return (row[index] for row in self.sheet.rows[1:] if index < len(row))

    def about(self, code: str, value: object = None, **params: object) -> Problem:
        """Return a problem of the headings."""
        return problem(code, sheet=self.sheet.name, row=1, column=None, value=value, **params)


def _laid_out(form: _Form, engagement_id: str | None, said: Answers, remembered: Remembered) -> Layout:
    placed = form.columns_of(_ENGAGEMENT)
    answers, source = _which(form, said, remembered)
    questions = {index: answers[name] for index, name in enumerate(form.names) if name in answers}
    used = _used(form, questions, placed)
    problems = [*_wrongly_said(form, said), *_personal(form, questions)]
    if not (questions or said):
        problems.append(form.about("form_answers_unsaid", names=_named(form.headings)))
    if not (placed or engagement_id):
        problems.append(form.about("form_without_engagement"))
    columns = {index: form.table.columns[_ENGAGEMENT] for index in placed}
    found = FoundForm(form.table, form.sheet, 1, columns, {} if problems else questions, engagement_id)
    told = [] if problems else [*_told(form, used, source), *found.headers_again()]
    return Layout({form.table.name: found}, problems, told, tuple(used))


def _which(form: _Form, said: Answers, remembered: Remembered) -> tuple[dict[str, str | None], str | None]:
    """Return which headings hold answers, folded, and the receipt that it is remembered from, if it is."""
    if said:
        return {folded(heading): _asked(asked) for heading, asked in said.items()}, None
    if before := remembered([name for name in form.names if name]):
        receipt_id, answers = before
        return {folded(heading): asked for heading, asked in answers.items()}, receipt_id
    plain = {form.names[index]: None for index in form.columns_of(_COMMENT)}
    return plain | {name: asked for name in form.names if name and (asked := _asked(name))}, None


def _asked(text: str | None) -> str | None:
    """Return what a text says was asked: have, need or change, or nothing of these."""
    return recognise(_QUESTION, text.rstrip("? ")) if text else None


def _used(form: _Form, questions: dict[int, str | None], placed: list[int]) -> list[ColumnUse]:
    """Return what is done with each column that has a heading or holds anything."""
    return [
        ColumnUse(
            column=column_letters(index),
            heading=heading,
            use="answers" if index in questions else "engagement" if index in placed else "left_out",
            question=questions.get(index),
        )
        for index, heading in enumerate(form.headings)
        if heading or not all(is_blank(cell) for cell in form.cells(index))
    ]


def _wrongly_said(form: _Form, said: Answers) -> Iterator[Problem]:
    """Name what the sender says of a column that is not there, or of a question that is none of ours."""
    for heading, asked in said.items():
        if folded(heading) not in form.names:
            yield form.about("form_column_unknown", value=heading, names=_named(form.headings))
        if asked and _asked(asked) is None:
            yield form.about(
                "form_question_unknown", value=asked, heading=heading, allowed=allowed(_QUESTION)
            )


def _personal(form: _Form, questions: dict[int, str | None]) -> Iterator[Problem]:
    """Name the columns among the answers that say who somebody is, by their heading or by what they hold."""
    for index in questions:
        answers = [str(cell) for cell in islice(filter(_is_said, form.cells(index)), _ENOUGH)]
        if is_personal(form.headings[index]):
            yield form.about("form_column_personal", value=form.headings[index])
        elif says_who(answers):
            yield form.about("form_answers_personal", value=form.headings[index])


def _told(form: _Form, used: list[ColumnUse], remembered_from: str | None) -> list[Problem]:
    """Say of every column what was done with it."""
    told = [form.about("form_remembered", receipt=remembered_from)] if remembered_from else []
    for each in used:
        if each.use == "answers" and each.question:
            asked = Term(label(_QUESTION, each.question))
            told.append(form.about("form_answers_to", value=each.heading, question=asked))
        elif each.use != "left_out":
            told.append(form.about(f"form_{each.use}", value=each.heading))
    left = [each.heading or each.column for each in used if each.use == "left_out"]
    return [*told, *([form.about("form_left_out", count=len(left), names=_named(left))] if left else [])]


def _named(headings: list[str]) -> str:
    return "; ".join(f"“{shown_value(heading)}”" for heading in headings if heading)


def _is_said(cell: Cell) -> bool:
    if not isinstance(cell, str) or cell.strip() in ERRORS:
        return False
    return any(mark.isalpha() for mark in cell) and not says_nothing(cell)


def _one_line(cell: Cell) -> str:
    if is_blank(cell):
        return ""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in str(cell)).split())
