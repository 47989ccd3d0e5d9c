"""Words that were forgotten, known again wherever they come in: by how many they are and a hash of them.

Letter case, spaces and punctuation do not count, so that a quotation of them is found in a longer text. Short
words anybody may use are never known in this way.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

from pipelines.landing.removed import SURELY_THE_SAME

_WORD = re.compile(r"\w+")
_FEWEST = 3


def phrases_of(texts: Iterable[str]) -> list[str]:
    """Return what texts are known by, each as `COUNT:HASH`; nothing for one that is too short to be told."""
    words = [_words(text) for text in texts if len(text) >= SURELY_THE_SAME]
    return sorted({f"{len(each)}:{_hash(each)}" for each in words if len(each) >= _FEWEST})


def without_phrases(text: str, phrases: Iterable[str], mark: str) -> str:
    """Return a text with a mark wherever words stand that were forgotten; the same text where none do."""
    hashes: dict[int, set[str]] = defaultdict(set)
    for phrase in phrases:
        count, _, known = phrase.partition(":")
        hashes[int(count)].add(known)
    for length, wanted in sorted(hashes.items(), reverse=True):
        text = _without(text, length, wanted, mark)
    return text


def _without(text: str, count: int, wanted: set[str], mark: str) -> str:
    places = list(_WORD.finditer(text))
    words = [place[0].casefold() for place in places]
    kept, end, start = [], 0, 0
    while start + count <= len(words):
        if _hash(words[start : start + count]) in wanted:
            kept += [text[end : places[start].start()], mark]
            end = places[start + count - 1].end()
            start += count
        else:
            start += 1
    return "".join([*kept, text[end:]])


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _hash(words: list[str]) -> str:
    return sha256(" ".join(words).encode()).hexdigest()[:32]
