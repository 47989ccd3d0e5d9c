"""How much of a stranger's file is read: caps, and a clock that stops work which takes too long."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.taguette.problems import UnreadableExport


@dataclass(frozen=True)
class Limits:
    """The caps of one reading; far above a real exercise (47 documents: 2.6 MB, 12,534 rows)."""

    file_bytes: int = 64 * 1024 * 1024
    value_bytes: int = 8 * 1024 * 1024
    passage_bytes: int = 64 * 1024 * 1024
    markup_elements: int = 200_000
    markup_depth: int = 200
    seconds: int = 20
    rows: Mapping[str, int] = field(
        default_factory=lambda: {
            "documents": 5_000,
            "tags": 5_000,
            "highlights": 100_000,
            "highlight_tags": 500_000,
            "commands": 500_000,
        }
    )

    def check_size(self, path: Path) -> int:
        """Return the bytes of a file that may be read.

        Raises:
            UnreadableExport: `empty_file` or `too_large`.
        """
        size = path.stat().st_size
        if size == 0:
            raise UnreadableExport("empty_file")
        if size > self.file_bytes:
            raise UnreadableExport("too_large", bytes=size, limit=self.file_bytes)
        return size


@dataclass(frozen=True)
class Deadline:
    """The moment, on the monotonic clock, after which a reading is given up."""

    seconds: int
    _ends: float

    @classmethod
    def after(cls, seconds: int) -> "Deadline":
        """Return a deadline `seconds` from here."""
        return cls(seconds, time.monotonic() + seconds)

    @property
    def is_over(self) -> bool:
        """Whether the time has run out."""
        return time.monotonic() > self._ends

    def check(self) -> None:
        """Go on only in time.

        Raises:
            UnreadableExport: `took_too_long`.
        """
        if self.is_over:
            raise UnreadableExport("took_too_long", seconds=self.seconds)
