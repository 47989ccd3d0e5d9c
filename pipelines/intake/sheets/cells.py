"""One cell into one value: tolerant where people differ, strict where the meaning could change.

Whatever had to be assumed comes back as a warning beside the value.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pipelines.contracts.base import ColumnSpec
from pipelines.intake.reading.reader import Cell
from pipelines.intake.sheets import vocabularies
from pipelines.intake.sheets.dates import from_number, from_text
from pipelines.intake.sheets.placeholders import is_placeholder
from pipelines.intake.sheets.plan_ids import NO_IDS, Ids, PlanIds, is_whole
from pipelines.receipts.problems import Problem, Stretches, Term, problem

Value = str | int | bool | date | Decimal | None

ERRORS = {"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#GETTING_DATA", "#SPILL!"}
_OFFICE_ERROR = re.compile(r"^Err:[0-9]{3}$")
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}
_BARE_ADDRESS = re.compile(r"^www\.", re.IGNORECASE)
_NUMBER = re.compile(r"^-?[0-9]{1,15}$")


@dataclass(frozen=True)
class Converted:
    """What a cell turned out to be: a value, or what is wrong with it; and what was assumed."""

    value: Value = None
    problem: Problem | None = None
    warning: Problem | None = None


def convert(
    cell: Cell, spec: ColumnSpec, counts_from_1904: bool = False, plan_ids: PlanIds = NO_IDS
) -> Converted:
    """Return what `cell` means in the column `spec`, for a plan with these ids; an empty cell means None."""
    text, is_cleaned = _text(cell)
    if not text:
        return Converted()
    if text in ERRORS or _OFFICE_ERROR.match(text):
        return _wrong("cell_in_error", text)
    if spec.column.vocabulary == "yes_no" and (answer := _answer(cell, text)) is not None:
        return Converted(answer)
    if spec.column.vocabulary and (code := vocabularies.recognise(spec.column.vocabulary, text)):
        return _code(text, spec.column.vocabulary, code)
    if is_placeholder(text, spec):
        return Converted(warning=problem("read_as_empty", value=text))
    if spec.column.vocabulary == "yes_no":
        return _wrong("answer_unreadable", text)
    if spec.column.vocabulary:
        return _wrong("code_unknown", text, allowed=allowed(spec.column.vocabulary))
    if spec.type is date:
        return _day(cell, text, spec, counts_from_1904)
    if spec.type is int:
        return _whole(cell, text)
    if spec.type is Decimal:
        return _amount(text)
    removed = problem("characters_removed") if is_cleaned else None
    if spec.column.is_address and _BARE_ADDRESS.match(text):
        return Converted(
            f"https://{text}", warning=problem("answer_read_as", value=text, read_as=f"https://{text}")
        )
    if (ids := plan_ids.in_column(spec.name)) is not None:
        return _plan_id(cell, text, ids, removed)
    return Converted(text, warning=removed)


def is_blank(cell: Cell) -> bool:
    """Say whether nothing that can be seen stands in the cell."""
    return not _text(cell)[0]


def _text(cell: Cell) -> tuple[str, bool]:
    """Return the cell as text without what cannot be seen, and whether anything had to go."""
    if cell is None:
        return "", False
    if isinstance(cell, bool):
        return ("yes" if cell else "no"), False
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell)), False
    if isinstance(cell, date):
        return cell.isoformat(), False
    if isinstance(cell, str) and cell.isprintable():
        return cell.strip(), False
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    kept = "".join(mark for mark in text if mark in "\n\t\u200d" or unicodedata.category(mark) not in _UNSEEN)
    return kept.strip(), len(kept) != len(text.replace("\ufeff", "").replace("\u200b", ""))


def _wrong(code: str, value: object, **params: Any) -> Converted:
    return Converted(problem=problem(code, value=value, **params))


def _answer(cell: Cell, text: str) -> bool | None:
    if isinstance(cell, int | float) and cell in (0, 1):
        return bool(cell)
    code = {"1": "yes", "0": "no"}.get(text) or vocabularies.recognise("yes_no", text)
    return code == "yes" if code else None


def _code(text: str, vocabulary: str, code: str) -> Converted:
    if vocabularies.is_ours(vocabulary, text):
        return Converted(code)
    read_as = Term(vocabularies.label(vocabulary, code))
    return Converted(code, warning=problem("answer_read_as", value=text, read_as=read_as))


def allowed(vocabulary: str) -> tuple[Term, ...]:
    """Return the words of a vocabulary, for a sentence that names them."""
    return tuple(Term(vocabularies.label(vocabulary, code)) for code in vocabularies.codes(vocabulary))


def _plan_id(cell: Cell, text: str, ids: Ids, removed: Problem | None) -> Converted:
    """Return the id of an action or milestone as the plan has it: `A07` for `a07`, `A7` or `7`."""
    meant = ids.meant_by(cell, text)
    if len(meant) > 1:
        return _wrong("id_ambiguous", text, ids=tuple(meant))
    if not meant:
        return _wrong("id_became_date", text) if isinstance(cell, date) else Converted(text, warning=removed)
    (value,) = meant
    if is_whole(text, value):
        return Converted(value, warning=removed)
    return Converted(value, warning=problem("answer_read_as", value=text, read_as=value))


def _day(cell: Cell, text: str, spec: ColumnSpec, counts_from_1904: bool) -> Converted:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        found = from_number(float(cell), counts_from_1904)
    elif isinstance(cell, date):
        return _in_range(cell, text)
    else:
        found = from_text(text, spec.column.month)
    if found.months:
        example = f"{found.months[0][1]:%Y-%m}"
        code = "date_is_vague" if spec.column.month else "day_is_vague"
        return _wrong(code, text, months=Stretches(found.months), example=example)
    if found.day is None:
        return _wrong(found.code or ("month_unreadable" if spec.column.month else "date_unreadable"), text)
    warning = problem(found.code, value=text, read_as=found.day) if found.code else None
    converted = _in_range(found.day, text)
    return converted if converted.problem else Converted(found.day, warning=warning)


def _in_range(day: date, text: str) -> Converted:
    return Converted(day) if 2000 <= day.year < 2100 else _wrong("date_out_of_range", text)


def _whole(cell: Cell, text: str) -> Converted:
    digits = re.sub(r"(?<=[0-9])[, ](?=[0-9]{3}\b)", "", text)
    if isinstance(cell, bool) or not _NUMBER.match(digits):
        return _wrong("number_unreadable", text)
    return Converted(int(digits))


def _amount(text: str) -> Converted:
    digits = re.sub(r"(?<=[0-9])[, ](?=[0-9]{3}\b)", "", text.removeprefix("£").strip())
    try:
        amount = Decimal(digits)
    except InvalidOperation:
        return _wrong("amount_unreadable", text)
    if not amount.is_finite() or abs(amount) >= Decimal(10) ** 9:
        return _wrong("amount_unreadable", text)
    return Converted(amount.quantize(Decimal("0.01")))
