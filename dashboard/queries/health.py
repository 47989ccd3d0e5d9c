"""Whether what the public pages show is whole, and how old it is: for whoever watches the server."""

import hashlib
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.queries.release import Pointer, ReleaseDamaged, ReleaseMissing, read_pointer

WHOLE, DAMAGED, NOTHING_YET = "whole", "damaged", "nothing_released"


@dataclass(frozen=True)
class Health:
    """The state of the current release: `whole`, `damaged` or `nothing_released`; which it is, how old."""

    state: str
    release_id: str | None = None
    published_at: str | None = None
    age_seconds: int | None = None

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return asdict(self)


def health(releases: Path, at: float) -> Health:
    """Return the health of the current release of a folder at a moment, in seconds since 1970.

    Its file is whole if it has the hash that its pointer names; it is read once for each state of the file.
    """
    try:
        pointer = read_pointer(releases)
        file = releases / pointer.file
        about = file.stat()
        is_whole = _hash(file, about.st_ino, about.st_mtime_ns, about.st_size) == pointer.sha256
    except ReleaseMissing:
        return Health(NOTHING_YET)
    except (ReleaseDamaged, OSError):
        return Health(DAMAGED)
    return _told(WHOLE if is_whole else DAMAGED, pointer, at)


def _told(state: str, pointer: Pointer, at: float) -> Health:
    published = pointer.published_at
    return Health(state, pointer.release_id, published.isoformat(), int(at - published.timestamp()))


@lru_cache(maxsize=2)
def _hash(file: Path, *_state: int) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
