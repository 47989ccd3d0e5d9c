"""Keys made of the moment a thing came to be: readable, sortable, and the same in every later export."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256


def moment_key(prefix: str, moment: datetime) -> str:
    """Return for example `h-20261122131725367851`."""
    return f"{prefix}-{moment:%Y%m%d%H%M%S%f}"


def words_key(prefix: str, *words: str) -> str:
    """Return a key of what a thing says, for those whose moment is not known."""
    return f"{prefix}-{sha256(chr(0).join(words).encode()).hexdigest()[:20]}"


def distinct(keys: Iterable[str]) -> list[str]:
    """Return the keys, in order; the second of two equal ones gets `-2`: some servers keep whole seconds."""
    seen: Counter[str] = Counter()
    told_apart = []
    for key in keys:
        seen[key] += 1
        told_apart.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return told_apart
