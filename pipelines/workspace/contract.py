"""The questions of a form, from the return's contract: the workbook's columns, words and answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipelines.contracts.returns import RETURN
from pipelines.intake.sheets.tables import column_header
from pipelines.intake.sheets.vocabularies import codes, label
from pipelines.locale import speaker


@dataclass(frozen=True)
class Question:
    """One column of the return as it is asked on a screen; `answers` are codes with their words."""

    name: str
    header: str
    help: str
    example: str
    answers: tuple[tuple[str, str], ...]
    is_date: bool
    most_characters: int | None


Header = Callable[[str | None], str | None]
"""What a column is called on a sheet, by its name in the contract."""


def header_of(language: str) -> Header:
    """Return what names a column of a return in `language`; a column of none has no name."""
    return lambda column: column_header(RETURN.feed, column, language)


def questions(table: str, language: str) -> tuple[Question, ...]:
    """Return what is asked of each row of `updates` or `milestone_updates`, in `language` and in order.

    Raises:
        KeyError: a return has no such table.
    """
    say = speaker(language)
    return tuple(
        Question(
            spec.name,
            spec.header(language),
            say(spec.column.help),
            say(spec.column.example) if spec.column.example else "",
            tuple((code, say(label(spec.column.vocabulary, code))) for code in codes(spec.column.vocabulary))
            if spec.column.vocabulary
            else (),
            spec.type is date,
            spec.max_length,
        )
        for spec in RETURN.tables[table].stored_columns
        if not spec.column.is_locked
    )
