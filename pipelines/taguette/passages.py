"""Each passage's words, read again from the document: what was stored beside it may be from the wrong place.

Releases up to 1.4.1, with a newer HTML library than they knew, stored text from the wrong start.
"""

import re
from dataclasses import dataclass
from html import unescape

from pipelines.taguette.limits import Deadline, Limits
from pipelines.taguette.markup import Text, read_markup
from pipelines.taguette.rows import Highlight

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one highlight and where they are; `units` are the document's blocks that it touches."""

    start: int
    end: int
    text: str
    units: frozenset[int]
    is_repaired: bool
    is_outside: bool


def read_passage(highlight: Highlight, text: Text, limits: Limits, deadline: Deadline) -> Passage:
    """Return what a highlight's offsets say; where they lie outside the document, what was stored."""
    size = len(text.encoded)
    start = min(max(highlight.start_offset, 0), size)
    end = min(max(highlight.end_offset, start), size)
    words = text.read(start, end)
    if not words:
        stored = _stored_words(highlight.snippet, limits, deadline)
        return Passage(start, end, stored, frozenset(), is_repaired=False, is_outside=True)
    units = frozenset(run.unit.number for run, part in text.within(start, end) if part.strip())
    repaired = not _agrees(highlight.snippet, text.encoded[start:end], limits, deadline)
    return Passage(start, end, words, units, repaired, is_outside=False)


def _agrees(snippet: str, found: bytes, limits: Limits, deadline: Deadline) -> bool:
    """Whether the stored words are those found, white space aside.

    Cutting the tags out is enough for nearly every snippet; only where that disagrees is it parsed as HTML.
    """
    letters = _letters(found.decode("utf-8", "ignore"))
    if _letters(unescape(_TAG.sub("", snippet))) == letters:
        return True
    deadline.check()
    return _letters(read_markup(snippet, limits, deadline).encoded.decode()) == letters


def _letters(text: str) -> str:
    return "".join(text.split())


def _stored_words(snippet: str, limits: Limits, deadline: Deadline) -> str:
    stored = read_markup(snippet, limits, deadline)
    return stored.read(0, len(stored.encoded))
