"""A time that is longer than a month, as people write it: a quarter, a season, a year, “early 2027”.

Which months it is in cannot be told for sure, and a quarter may be one of the financial year: so nobody
guesses, and whoever wrote it is told the months that it could mean. What is recognised is in the table of
spellings: months counted from January, with an `f` before those that count in a financial year.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from pipelines.intake.sheets.vocabularies import any_word, spelled

Months = tuple[tuple[date, date], ...]
"""Stretches of time, each by the first day of its first and of its last month."""

_YEAR_LAST = re.compile(r"^(?:(.+?) )??'?(20\d{2}|\d{2})(?:[ /](20\d{2}|\d{2}))?$")
_YEAR_FIRST = re.compile(r"^(20\d{2})(?:[ /](20\d{2}|\d{2}))? (\D.*)$")
_FINANCIAL = "f"
_FIRST, _LAST = 4, 15
"""The months of a financial year, counted from the January before it."""

_WHOLE_YEAR = {False: ("1-12",), True: ("f4-15",)}


def months(words: str, named: Mapping[str, int]) -> Months:
    """Return the months that `words` could mean; `named` are the numbers of months by name."""
    if match := _YEAR_FIRST.match(words):
        year, next_year, part = match.groups()
    elif match := _YEAR_LAST.match(words):
        part, year, next_year = match.groups()
    else:
        return ()
    starts = int(year) % 100
    if (next_year and int(next_year) % 100 != starts + 1) or not (part or len(year) == 4):
        return ()
    is_financial = bool(next_year)
    codes = _codes(part.replace("/", " "), named) if part else _WHOLE_YEAR[is_financial]
    return _stretches(2000 + starts, codes, is_financial=is_financial)


def _codes(part: str, named: Mapping[str, int]) -> tuple[str, ...]:
    """Return the codes of the parts of a year that are named; none if anything else is said."""
    known = [*spelled("part_of_year"), *((name, f"{number}-{number}") for name, number in named.items())]
    pattern = any_word(spelling for spelling, _ in known)
    if pattern.sub("", part).strip():
        return ()
    said = pattern.findall(part)
    vague = {spelling for spelling, _ in spelled("part_of_month")}
    telling = [spelling for spelling in said if spelling not in vague] or said
    return tuple(code for each in telling for spelling, code in known if spelling == each)


def _stretches(year: int, codes: Iterable[str], *, is_financial: bool) -> Months:
    """Return the months of each code; in a year such as 2026/27, those that it reaches."""
    each = list(dict.fromkeys(codes))
    if is_financial:
        each = [code for code in each if code.startswith(_FINANCIAL)] or each
    found = [_numbers(code) for code in each]
    if is_financial:
        either = [(first + later, last + later) for first, last in found for later in (0, 12)]
        found = [(first, last) for first, last in either if first <= _LAST and last >= _FIRST]
    return tuple((_month(year, first), _month(year, last)) for first, last in found)


def _numbers(code: str) -> tuple[int, int]:
    first, last = code.removeprefix(_FINANCIAL).split("-")
    return int(first), int(last)


def _month(year: int, number: int) -> date:
    """Return the first day of a month, counted from the January of `year`."""
    return date(year + (number - 1) // 12, (number - 1) % 12 + 1, 1)
