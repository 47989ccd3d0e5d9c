"""What one backup holds: every file of a deployment's truth by its hash, and the heads of its logs."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Self

from pipelines.heads import Head

FORMAT = 1


@dataclass(frozen=True)
class KeptFile:
    """One file: what it holds, and who may read it."""

    sha256: str
    byte_count: int
    mode: int


@dataclass(frozen=True)
class Snapshot:
    """A deployment at a moment."""

    plan_id: str
    taken_at: str
    heads: tuple[Head, ...]
    files: dict[str, KeptFile]
    """Each file by its path below the deployment's folder."""

    def as_json(self) -> bytes:
        """Return it as it is kept."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode("utf-8")

    @property
    def snapshot_id(self) -> str:
        """Its name: when it was taken, and the start of its own hash, which shows whether it is whole."""
        stamp = "".join(letter for letter in self.taken_at[:19] if letter not in "-:")
        return f"{stamp}Z-{hashlib.sha256(self.as_json()).hexdigest()[:16]}"

    @classmethod
    def from_json(cls, content: bytes) -> Self:
        """Return the snapshot that was kept.

        Raises:
            ValueError: it is not whole, or a later version of this software wrote it.
        """
        told: dict[str, Any] = json.loads(content)
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise ValueError(f"expected a snapshot of format {FORMAT}")
        return cls(
            told["plan_id"],
            told["taken_at"],
            tuple(Head(**head) for head in told["heads"]),
            {path: KeptFile(**kept) for path, kept in told["files"].items()},
        )
