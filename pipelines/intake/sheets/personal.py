"""Columns of a form that ask who somebody is: known by what they are called, in English and in Welsh.

Rather one too many than one too few: what is left out is named on the receipt, and a column can be renamed.
"""

import re
from functools import cache
from pathlib import Path

from pipelines.intake.sheets.vocabularies import folded

_PHRASES = Path(__file__).resolve().parent / "personal_columns.txt"
_WHOLE = "= "
"""Before a phrase that is personal only where it is the whole name of a column."""

_BRACKETS = re.compile(r"\([^)]*\)")
_APART = re.compile(r"[^\w']+")


def is_personal(header: str) -> bool:
    """Tell whether a column of this name holds who somebody is, and not what they say."""
    whole, within = _phrases()
    words = _words(header)
    without_asides = _words(_BRACKETS.sub(" ", header))
    return without_asides in whole or any(f" {phrase} " in f" {words} " for phrase in within)


@cache
def _phrases() -> tuple[frozenset[str], frozenset[str]]:
    """Return the phrases that are whole names, and those that may stand anywhere in one."""
    lines = _PHRASES.read_text(encoding="utf-8").splitlines()
    whole = frozenset(_words(line.removeprefix(_WHOLE)) for line in lines if line.startswith(_WHOLE))
    return whole, frozenset(_words(line) for line in lines if line and not line.startswith(_WHOLE))


def _words(text: str) -> str:
    return " ".join(_APART.sub(" ", folded(text)).split())
