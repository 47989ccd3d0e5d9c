"""Which language a comment is in, by its commonest small words: a proposal, which a person confirms."""

import re
from functools import cache
from pathlib import Path

_PIECE = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """Return `cy` where Welsh small words are the more numerous, else `en`."""
    words = [piece.lower() for piece in _PIECE.findall(text)]
    welsh = sum(word in _small_words("cy") or "ŵ" in word or "ŷ" in word for word in words)
    return "cy" if welsh > sum(word in _small_words("en") for word in words) else "en"


@cache
def _small_words(language: str) -> frozenset[str]:
    file = Path(__file__).resolve().parent / f"small_words_{language}.txt"
    return frozenset(file.read_text(encoding="utf-8").split())
