"""Screening of quotes for personal data: what it finds keeps a quote from being approved (conventions P4).

It is a net, not a judge: it cannot know that a shop's only keeper is meant. A named role reads every quote.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.voices.patterns import NAME, PATTERNS

_NAMES_FILE = Path(__file__).resolve().parent / "given_names.txt"


@dataclass(frozen=True)
class Finding:
    """Something in a quote that may be personal data."""

    kind: str
    text: str


def screen(quote: str, names: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what may be personal data in a quote, in order; `names` are those that the plan keeps a list of.

    A given name counts with or without a family name; a name of the list counts in any case.
    """
    text = unicodedata.normalize("NFKC", quote)
    found = [
        (match.start(), Finding(kind, match.group()))
        for kind, patterns in PATTERNS.items()
        for pattern in patterns
        for match in pattern.finditer(text)
    ]
    found += [(match.start(), Finding("name", match.group())) for match in _given_names().finditer(text)]
    if names:
        listed = _any_of(names, re.IGNORECASE)
        found += [(match.start(), Finding("name", match.group())) for match in listed.finditer(text)]
    return tuple(dict.fromkeys(finding for _, finding in sorted(found, key=lambda one: one[0])))


def kinds(quote: str, names: Collection[str] = ()) -> tuple[str, ...]:
    """Return the kinds of what may be personal data in a quote, each once."""
    return tuple(dict.fromkeys(finding.kind for finding in screen(quote, names)))


def masked(quote: str, names: Collection[str] = ()) -> str:
    """Return a quote with the kind of what may be personal data in its place."""
    text = unicodedata.normalize("NFKC", quote)
    for finding in sorted(screen(quote, names), key=lambda one: -len(one.text)):
        text = text.replace(finding.text, f"[{finding.kind}]")
    return text


@cache
def _given_names() -> re.Pattern[str]:
    names = _NAMES_FILE.read_text(encoding="utf-8").split()
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b(?:’s|'s)?(?: {NAME})?")


def _any_of(names: Collection[str], flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b", flags)
