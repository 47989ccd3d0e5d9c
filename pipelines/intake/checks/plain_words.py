"""Advice on kind and plain words: it is said, and never refuses.

Long sentences, letters that stand for words, and what the plan itself asks people not to write.
"""

import re
from collections.abc import Iterable, Iterator

from pipelines.contracts.register import WordToAvoid
from pipelines.contracts.returns import PLAIN_WORDS
from pipelines.intake.checks.findings import Findings
from pipelines.intake.sheets.rows import TypedRow
from pipelines.intake.sheets.vocabularies import folded

COLUMN = "in_plain_words"
SENTENCE_WORDS = 25
"""Words beyond which a sentence is long to read."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ACRONYM = re.compile(r"\b(?:[A-Z]{2,6}s?|(?:[A-Z]\.){2,})\b")
_KNOWN = {"TV", "UK", "NHS", "PE", "DVD", "OK", "AM", "PM", "MP", "MS"}
"""Capitals that need no explaining."""


def advise(row: TypedRow, avoided: Iterable[WordToAvoid], findings: Findings) -> None:
    """Advise on the plain words of a row."""
    words = row[COLUMN] or ""
    count = len(words.split())
    longest = max(len(sentence.split()) for sentence in _SENTENCE.split(words))
    if count > PLAIN_WORDS:
        findings.warn(row, "plain_words_long", COLUMN, count=count, most=PLAIN_WORDS)
    elif longest > SENTENCE_WORDS:
        findings.warn(row, "plain_sentence_long", COLUMN, count=longest, most=SENTENCE_WORDS)
    unknown = sorted({found for found in _ACRONYM.findall(words) if found not in _KNOWN})
    if unknown and not words.isupper():
        findings.warn(row, "plain_words_acronym", COLUMN, acronyms=", ".join(unknown))
    for each in avoided_in(words, avoided):
        code = "plain_words_instead" if each.instead else "plain_words_avoid"
        findings.warn(row, code, COLUMN, word=each.word, instead=each.instead)


def avoided_in(words: str, avoided: Iterable[WordToAvoid]) -> Iterator[WordToAvoid]:
    """Yield what of the plan's list stands in some words, whole, whatever its case and accents."""
    said = f" {_bare(words)} "
    yield from (each for each in avoided if f" {_bare(each.word)} " in said)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", folded(text)))
