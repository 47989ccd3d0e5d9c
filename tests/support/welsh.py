"""Finds Welsh by the catalogues' own words: whatever they say is not to be seen where a plan speaks none."""

import re
from collections.abc import Iterator
from functools import cache

from babel.messages.pofile import read_po

from dashboard.locale.translator import read_catalogue
from pipelines.locale import catalogue_file

_PLACES = re.compile(r"\{[^}]*\}|\*\*")
_SHORT = 5
"""Words as short as this are words of English as well."""

_ALSO_ENGLISH = {"partner", "area"}


def welsh_in(text: str) -> list[str]:
    """Return the runs of words in `text` that a Welsh catalogue has, and no English sentence."""
    plain = f" {_plain(text)} "
    return sorted(words for words in _welsh() if f" {words} " in plain)


@cache
def _welsh() -> frozenset[str]:
    english: set[str] = set()
    welsh: set[str] = set()
    for message in _messages():
        for id_ in message[0]:
            english |= set(_runs(id_))
        for string in message[1]:
            welsh |= set(_runs(string))
    known = " ".join(f" {each} " for each in english)
    return frozenset(each for each in welsh - _ALSO_ENGLISH if f" {each} " not in known)


def _messages() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    with catalogue_file("cy").open("rb") as file:
        door = read_po(file, locale="cy")
    for message in (*door, *read_catalogue("cy")):
        if message.id:
            yield _forms(message.id), _forms(message.string)


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _runs(text: str) -> Iterator[str]:
    """Yield the runs of words between the places that values fill."""
    for part in _PLACES.split(text):
        run = _plain(part)
        if len(run) > _SHORT:
            yield run


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w'’]+", text.casefold()))
