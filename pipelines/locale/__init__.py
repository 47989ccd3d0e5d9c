"""The door's words: the English sentence is the key, a catalogue per other language holds the rest.

Catalogues are read as they are written (`.po`), so that no compiled copy can go stale. Drafts
(`#, fuzzy`) are read too.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from string import Formatter

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


def translated(message: str, **values: object) -> str:
    """Return a sentence in the language that is spoken where it is said: English if in no other."""
    return speaker(_spoken.get())(message, **values)


def retold(sentence: str) -> str | None:
    """Return a sentence that was told in English in the language that is spoken; None if it is none of ours.

    A failure crosses from one process to another as the words in which it was raised.
    """
    language = _spoken.get()
    if language == LANGUAGES[0]:
        return sentence
    for message, shape in _shapes(language):
        if found := shape.fullmatch(sentence):
            values = {name: retold(value) or value for name, value in found.groupdict().items()}
            return speaker(language)(message, **values)
    return None


def translated_name(english: str | None, welsh: str | None) -> str:
    """Return the name that is in the language that is spoken where it is said, or else the other."""
    names = (english, welsh) if _spoken.get() == LANGUAGES[0] else (welsh, english)
    return next(filter(None, names), "")


def translated_day(day: date) -> str:
    """Return a day in words of the language that is spoken where it is said."""
    return format_date(day, "d MMMM yyyy", locale=_spoken.get())


def translated_moment(at: datetime) -> str:
    """Return a moment to the minute, in UTC and saying so, in words of the language that is spoken."""
    return f"{translated_day(at.astimezone(UTC).date())}, {at.astimezone(UTC):%H:%M} UTC"


def first_few(names: Sequence[str], count: int) -> list[str]:
    """Return the first `count` of some names, and “…” last where there are more of them."""
    return [*names[:count], *(["…"] if len(names) > count else [])]


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


_LEAST_LETTERS = 12
"""How many letters of its own a sentence needs to be known by them, whatever stands between."""


@cache
def _shapes(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return how each sentence of a catalogue looks once it is filled in, the most telling first."""
    letters = {
        message: sum(len(part[0]) for part in Formatter().parse(message)) for message in _words(language)
    }
    known = sorted(letters, key=lambda message: -letters[message])
    return tuple((message, _shape(message)) for message in known if letters[message] >= _LEAST_LETTERS)


def _shape(message: str) -> re.Pattern[str]:
    pattern, names = "", set()
    for text, name, _, _ in Formatter().parse(message):
        pattern += re.escape(text)
        if name:
            pattern += f"(?P={name})" if name in names else f"(?P<{name}>.+)"
            names.add(name)
    return re.compile(pattern, re.DOTALL)
