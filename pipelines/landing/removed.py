"""What stands where words, or who sent something, were forgotten; and taking words out of a text."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pipelines.contracts.languages import language_of
from pipelines.locale import LANGUAGES, N_, speaker
from pipelines.receipts.problems import shown_value

SURELY_THE_SAME = 20
"""Characters from which on the same words inside of others are no accident; an address never is."""

WORDS_REMOVED, NAME_REMOVED = N_("[words removed]"), N_("[name removed]")


def words_removed(column: str, row: Mapping[str, Any]) -> str:
    """Return the mark for a cell, in the language of its column, else of its row, else in English."""
    said = language_of(column) or row.get("words_language") or row.get("language")
    return _marks(WORDS_REMOVED)[said if said in LANGUAGES else "en"]


def name_removed(language: str) -> str:
    """Return the mark for who sent something, in the language of a receipt."""
    return _marks(NAME_REMOVED)[language if language in LANGUAGES else "en"]


def is_removed(text: str | None) -> bool:
    """Say whether nothing of a text is left but a mark."""
    return text in {*_marks(WORDS_REMOVED).values(), *_marks(NAME_REMOVED).values()}


def holds_removed(text: str) -> bool:
    """Say whether words were taken out of a text."""
    return any(mark in text for mark in _marks(WORDS_REMOVED).values())


def is_telling(words: str) -> bool:
    """Say whether words are the same person's wherever they stand; short ones anybody may use."""
    return len(words) >= SURELY_THE_SAME or "@" in words


def without(text: str, words: Iterable[str], mark: str, *, is_theirs: bool = False) -> str:
    """Return a text without some words: also as a message shows them, on one line and cut short.

    Words that anybody may use go only where the text is nothing else, unless it `is_theirs`.
    """
    for one in sorted(words, key=len, reverse=True):
        for form in dict.fromkeys((one, " ".join(one.split()), shown_value(one))):
            if is_theirs or is_telling(one):
                text = text.replace(form, mark)
            elif text == form:
                text = mark
    return text


@cache
def _marks(message: str) -> dict[str, str]:
    return {language: speaker(language)(message) for language in LANGUAGES}
