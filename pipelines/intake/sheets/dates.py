"""A day as people write it, in English and Welsh.

A day alone is read day first. What could also have been meant otherwise comes with the code of a warning; of
what names no day at all, the months that it could mean are said.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from babel.dates import get_month_names

from pipelines.intake.sheets import part_of_year
from pipelines.intake.sheets.part_of_year import Months
from pipelines.intake.sheets.vocabularies import bare, folded, spelled

_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?: [a-z]{3,4}(?:[+-]\d{1,2})?)?Z?"
_ISO = re.compile(rf"^(\d{{4}})[-/. ](\d{{1,2}})[-/. ](\d{{1,2}})(?:[T ]{_TIME})?$", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"^(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{2}}|\d{{4}})(?: {_TIME})?$", re.IGNORECASE)
_ORDINAL = r"(?:st|nd|rd|th|af|ail|ydd|fed|ain|eg|ed|il)?"
_NAMED = re.compile(
    rf"^(?:[^\W\d_]+,? )?(\d{{1,2}}){_ORDINAL}(?: of)?[ -]([^\W\d_]+)[ ,-]+(\d{{2}}|\d{{4}})$"
)
_MONTH = re.compile(r"^(\d{4})[-/ ](\d{1,2})$")
_MONTH_FIRST = re.compile(r"^(\d{1,2})[-/ ](\d{4})$")
_NAMED_MONTH = re.compile(r"^([^\W\d_]+)[ -](\d{4})$")
_SHORT_YEAR = re.compile(r"^([^\W\d_]+) '?(\d{2})$")


@dataclass(frozen=True)
class Found:
    """The day that was found; `code` is a warning beside a day, a problem without one.

    Without a day, `months` are those that were meant: the first and the last of each stretch.
    """

    day: date | None = None
    code: str | None = None
    months: Months = ()


def from_number(number: float, counts_from_1904: bool) -> Found:
    """Return the day that a spreadsheet's serial number stands for, or the months of a year."""
    if number.is_integer() and 2000 <= number < 2100:
        return Found(months=part_of_year.months(str(int(number)), _months()))
    if counts_from_1904 or not 36526 <= number < 73051:
        return Found()
    return Found(date(1899, 12, 30) + timedelta(days=int(number)), "date_from_number")


def from_text(text: str, month: Literal["first", "last"] | None) -> Found:
    """Return the day that `text` means; a month alone is one where the column says which day it means."""
    found = _exact(text.strip(), folded(text), month)
    if found != Found():
        return found
    words = bare(text, "date")
    found = _exact(words, words, month)
    if found.day:
        return Found(found.day, found.code or "answer_read_as")
    return found if found.code else _partly(words)


def _exact(written: str, plain: str, month: Literal["first", "last"] | None) -> Found:
    if match := _ISO.match(written):
        return Found(_day(*(int(part) for part in match.groups())))
    if match := _DAY_FIRST.match(written):
        return _day_first(*match.groups())
    if match := _NAMED.match(plain):
        day, name, year = match.groups()
        number = _months().get(name)
        return Found(_day(_year(year), number, int(day))) if number else Found()
    whole_month = _whole_month(written, plain)
    if whole_month is None:
        return Found()
    if month is None:
        return Found(code="date_needs_day")
    is_season = plain.split(" ")[0] in dict(spelled("part_of_year"))
    return Found(_edge(*whole_month, month), "answer_read_as" if is_season else None)


def _partly(words: str) -> Found:
    """Return the last day of a month that is said to end; of any other part, the months it is in."""
    for part, which in spelled("part_of_month"):
        rest = words.removeprefix(f"{part} ")
        short = _SHORT_YEAR.sub(r"\1 20\2", rest)
        if rest != words and (month := _whole_month(short, short)):
            first = date(*month, 1)
            return (
                Found(_edge(*month, "last"), "answer_read_as")
                if which == "last"
                else Found(months=((first, first),))
            )
    return Found(months=part_of_year.months(words, _months()))


def _day_first(day: str, month: str, year: str) -> Found:
    found = _day(_year(year), int(month), int(day))
    could_be_otherwise = (int(day) <= 12 and day != month) or len(year) == 2
    return Found(found, "date_day_first" if found and could_be_otherwise else None)


def _whole_month(written: str, plain: str) -> tuple[int, int] | None:
    if match := _MONTH.match(written):
        year, month = int(match[1]), int(match[2])
    elif match := _MONTH_FIRST.match(written):
        year, month = int(match[2]), int(match[1])
    elif (match := _NAMED_MONTH.match(plain)) and match[1] in _months():
        year, month = int(match[2]), _months()[match[1]]
    else:
        return None
    return (year, month) if _day(year, month, 1) else None


def _edge(year: int, month: int, edge: Literal["first", "last"]) -> date:
    return date(year, month, 1 if edge == "first" else calendar.monthrange(year, month)[1])


def _year(digits: str) -> int:
    return 2000 + int(digits) if len(digits) == 2 else int(digits)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """Return the number of each month by its names, long and short, in both languages."""
    names: dict[str, int] = {}
    for locale in ("en_GB", "cy"):
        for found in (get_month_names("abbreviated", locale=locale), get_month_names("wide", locale=locale)):
            names |= {folded(name): number for number, name in found.items()}
    return names | {"sep": 9}
