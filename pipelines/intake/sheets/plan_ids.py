"""The ids of a plan's actions and milestones in a cell: the plan's own, however they were typed or changed.

A community numbers its actions as it likes (`A07`, `1.2.3`, `BE-24-1`). People leave out what all ids have
in common, and a spreadsheet turns some into dates or numbers (`SEP-01`, `1-2`, `007`). A cell is understood
where only one id of the plan can be meant.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipelines.intake.reading.reader import Cell
from pipelines.register import Register

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BETWEEN = re.compile(r"[-/. ]")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]{1,2})?")
_NAMED_MONTH = re.compile(rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*[-/ ]?(?P<rest>[0-9]{{1,4}})")
_LETTERS_FIRST = re.compile(r"[a-z]+[-_.]?(?=[0-9])")
_NOUGHTS = re.compile(r"(?<![0-9])0+(?=[0-9])")


@dataclass(frozen=True)
class Ids:
    """Some ids, and what a cell may mean among them."""

    known: frozenset[str]

    def meant_by(self, cell: Cell, text: str) -> list[str]:
        """Return every id that a cell, or its text, can mean; a number may have lost its noughts."""
        if isinstance(cell, date):
            return self._changed_like(_of_day(date.fromisoformat(text[:10])))
        if isinstance(cell, float) and (same := self._changed_like([_as_number(text)])):
            numbers = [each for each in same if _NUMBER.fullmatch(_bare(each))]
            return numbers or same
        if text in self.known:
            return [text]
        return sorted(self._as_typed.get(_bare(text), ())) or self._changed_like(_of_cell(_bare(text)))

    def _changed_like(self, forms: Iterable[str]) -> list[str]:
        return sorted({each for form in forms for each in self._as_changed.get(form, ())})

    @cached_property
    def _as_typed(self) -> dict[str, set[str]]:
        return _by_form((_bare(each), each) for each in self.known)

    @cached_property
    def _as_changed(self) -> dict[str, set[str]]:
        return _by_form((form, each) for each in self.known for form in _of_id(_bare(each)))


@dataclass(frozen=True)
class PlanIds:
    """The ids of a plan's actions and of its milestones."""

    actions: Ids
    milestones: Ids

    @classmethod
    def of(cls, register: Register | None) -> "PlanIds":
        """Return the ids of a register; none where there is no register yet."""
        actions, milestones = (register.by_action, register.by_milestone) if register else ({}, {})
        return cls(Ids(frozenset(actions)), Ids(frozenset(milestones)))

    def in_column(self, column: str) -> Ids | None:
        """Return the ids that can stand in a column; None for a column that holds none."""
        return {
            "action_id": self.actions,
            "joined_to": self.actions,
            "milestone_id": self.milestones,
        }.get(column)


NO_IDS = PlanIds.of(None)
"""Before there is a plan."""


def may_be_changed(text: str) -> bool:
    """Tell whether a spreadsheet may turn an id that is typed into it into a date or another number."""
    plain = _bare(text)
    is_date = any("." not in text for _ in _as_dates(plain))
    return is_date or (_NUMBER.fullmatch(plain) is not None and _as_number(plain) != plain)


def is_whole(text: str, meant: str) -> bool:
    """Tell whether a cell's text says all of an id: only capitals and spaces may differ."""
    return _bare(text) == _bare(meant)


def _by_form(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for form, each in pairs:
        found.setdefault(form, set()).add(each)
    return found


def _bare(text: str) -> str:
    return "".join(text.casefold().split())


def _of_id(plain: str) -> Iterator[str]:
    """Give what an id looks like once people or a spreadsheet have changed it."""
    short = _NOUGHTS.sub("", plain)
    yield from (plain, short, _LETTERS_FIRST.sub("", short, count=1), *_as_dates(plain))
    if _NUMBER.fullmatch(plain):
        yield _as_number(plain)


def _of_cell(plain: str) -> Iterator[str]:
    """Give what the text of a cell looks like: without noughts in front, or as the day that it writes."""
    yield from (plain, _NOUGHTS.sub("", plain), *_of_written(plain))


def _as_number(plain: str) -> str:
    number = float(plain)
    return str(int(number)) if number.is_integer() else repr(number)


def _of_day(day: date) -> Iterator[str]:
    """Give the forms of a day that a cell holds: the year may be the one in which it was typed."""
    yield f"day {day:%m-%d}"
    yield f"day {day:%Y-%m-%d}"


def _of_written(plain: str) -> Iterator[str]:
    """Give the forms of a day as a spreadsheet writes it into a text file: 2026-09-01, 01/09/2026, 01-Sep."""
    parts = _BETWEEN.split(plain)
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
        if len(year) == 4:
            yield from (form for found in _days(int(year), int(month), int(day)) for form in _of_day(found))
    else:
        yield from _as_dates(plain)


def _as_dates(plain: str) -> Iterator[str]:
    """Give the days that a spreadsheet may take an id for, whichever of its parts it takes for what."""
    parts = _BETWEEN.split(plain)
    if named := _NAMED_MONTH.fullmatch(plain):
        yield from _of_month(_MONTHS.index(named["month"]) + 1, int(named["rest"]))
    elif len(parts) == 2 and parts[0].isdecimal() and parts[1][:3] in _MONTHS and parts[1].isalpha():
        yield from _of_month(_MONTHS.index(parts[1][:3]) + 1, int(parts[0]))
    elif len(parts) in (2, 3) and all(part.isdecimal() and len(part) <= 4 for part in parts):
        numbers = [int(part) for part in parts]
        if len(numbers) == 2:
            for month, rest in (numbers, reversed(numbers)):
                yield from _of_month(month, rest)
        else:
            for day, month, year in ((0, 1, 2), (1, 0, 2), (2, 1, 0)):
                for century in (0, 1900, 2000):
                    found = _days(century + numbers[year], numbers[month], numbers[day])
                    yield from (f"day {each:%Y-%m-%d}" for each in found)


def _of_month(month: int, rest: int) -> Iterator[str]:
    """Give the days that a month and another number can mean: a day of it, or its first day in a year."""
    yield from (f"day {day:%m-%d}" for day in _days(2024, month, rest))
    for century in (0, 1900, 2000):
        yield from (f"day {day:%Y-%m-%d}" for day in _days(century + rest, month, 1))


def _days(year: int, month: int, day: int) -> list[date]:
    """Return a day, if there is one."""
    try:
        return [date(year, month, day)] if 1900 <= year < 2100 else []
    except ValueError:
        return []
