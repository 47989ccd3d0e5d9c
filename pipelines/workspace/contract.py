"""The questions of a form, from the return's contract: the workbook's columns, words and answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.contracts.base import Table
from pipelines.contracts.decisions import DECISIONS
from pipelines.contracts.returns import RETURN
from pipelines.intake.sheets.tables import column_header
from pipelines.intake.sheets.vocabularies import codes, label
from pipelines.locale import speaker
from pipelines.warehouse.agenda import ISSUES, MEANINGS, ORDER_EXPLAINED, REST_TITLE, TITLES


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


@dataclass(frozen=True)
class AgendaWords:
    """What an agenda says in a language: each part's title and why something stands in it, and the order."""

    titles: dict[str, str]
    meanings: dict[str, str]
    issues: dict[str, str]
    rest: str
    order: str


@cache
def agenda_words(language: str) -> AgendaWords:
    """Return the words of an agenda in `language`."""
    say = speaker(language)
    titles, meanings, issues = (
        {code: say(text) for code, text in words.items()} for words in (TITLES, MEANINGS, ISSUES)
    )
    return AgendaWords(titles, meanings, issues, say(REST_TITLE), say(ORDER_EXPLAINED))


def asked_of_decision(language: str) -> dict[str, Question]:
    """Return what can be said with a decision, by the columns of its contract, in `language`."""
    return {each.name: each for each in _questions(DECISIONS.tables["decisions"], language)}


@cache
def decision_names(language: str) -> dict[str, str]:
    """Return what each decision is called in `language`."""
    say = speaker(language)
    return {code: say(label("decision", code)) for code in codes("decision")}


def header_of(language: str, feed: str = RETURN.feed) -> Header:
    """Return what names a column of a feed in `language`; a column of none has no name."""
    return lambda column: column_header(feed, column, language)


def questions(table: str, language: str) -> tuple[Question, ...]:
    """Return what is asked of each row of `updates` or `milestone_updates`, in `language` and in order.

    Raises:
        KeyError: a return has no such table.
    """
    return _questions(RETURN.tables[table], language)


def _questions(table: Table, language: str) -> tuple[Question, ...]:
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
        for spec in table.stored_columns
        if not spec.column.is_locked
    )
