"""Columns of a form that say who somebody is, by their name (in English and in Welsh) or by what they hold.

A second net, under columns that were named as answers. Rather one too many than one too few: it is said which
column it was, and a column can be renamed.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipelines.intake.sheets.vocabularies import folded
from pipelines.voices.screening import screen

_PHRASES = Path(__file__).resolve().parent / "personal_columns.txt"
_WHOLE = "= "
"""Before a phrase that is personal only where it is the whole name of a column."""

_MOST = 0.8
"""How much of an answer has to be personal data for it to say nothing else."""

_BRACKETS = re.compile(r"\([^)]*\)")
_APART = re.compile(r"[^\w']+")


def is_personal(header: str) -> bool:
    """Tell whether a column of this name holds who somebody is, and not what they say."""
    whole, within = _phrases()
    words = _words(header)
    without_asides = _words(_BRACKETS.sub(" ", header))
    return without_asides in whole or any(f" {phrase} " in f" {words} " for phrase in within)


def says_who(answers: Sequence[str]) -> bool:
    """Tell whether most answers are nothing but a name, an address or the like."""
    return 2 * sum(map(_is_personal_data, answers)) > len(answers)


def _is_personal_data(answer: str) -> bool:
    found = max((len(finding.text) for finding in screen(answer)), default=0)
    return found >= _MOST * len(answer.strip())


@cache
def _phrases() -> tuple[frozenset[str], frozenset[str]]:
    """Return the phrases that are whole names, and those that may stand anywhere in one."""
    lines = _PHRASES.read_text(encoding="utf-8").splitlines()
    whole = frozenset(_words(line.removeprefix(_WHOLE)) for line in lines if line.startswith(_WHOLE))
    return whole, frozenset(_words(line) for line in lines if line and not line.startswith(_WHOLE))


def _words(text: str) -> str:
    return " ".join(_APART.sub(" ", folded(text)).split())
