"""The door's words: the English sentence is the key, a catalogue per other language holds the rest.

Catalogues are read as they are written (`.po`), so that no compiled copy can go stale. Drafts
(`#, fuzzy`) are read too.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.messages.pofile import read_po

LANGUAGES = ("en", "cy")
"""Every language that the door speaks, the language of the keys first."""

Say = Callable[..., str]


def N_(message: str) -> str:
    """Mark `message` for the catalogues and return it as it is; it is put into words later."""
    return message


_spoken: ContextVar[str] = ContextVar("spoken", default=LANGUAGES[0])


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say in `language` what stands in the way of anything that is tried inside."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def told(message: str, **values: object) -> str:
    """Return a sentence in the language that is spoken where it is said: English if in no other."""
    return speaker(_spoken.get())(message, **values)


def told_day(day: date) -> str:
    """Return a day in words of the language that is spoken where it is said."""
    return format_date(day, "d MMMM yyyy", locale=_spoken.get())


def catalogue_file(language: str) -> Path:
    """Return where the words of `language` are."""
    return Path(__file__).parent / language / "LC_MESSAGES" / "pipelines.po"


@cache
def speaker(language: str) -> Say:
    """Return the function that says a sentence in `language`, its `{names}` filled in.

    An unknown language is answered in English: a receipt has to come in some language.
    """
    words = _words(language)

    def say(message: str, **values: object) -> str:
        sentence = words.get(message, message)
        return sentence.format_map(values) if values else sentence

    return say


@cache
def _words(language: str) -> dict[str, str]:
    if language not in LANGUAGES[1:]:
        return {}
    with catalogue_file(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id and entry.string}
