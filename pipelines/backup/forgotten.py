"""What was forgotten in a deployment, as its backups note it: they keep older states, which have it still."""

from pathlib import Path
from typing import Any

from pipelines.backup.target import Target
from pipelines.landing import ledger

_NOTED = ("id", "kind", "subject", "at", "by", "why", "cells", "voices", "phrases", "reach")


def notes_of(home: Path) -> list[dict[str, Any]]:
    """Return a note for each thing that was forgotten: addresses of cells and ids, never what was there."""
    return [{name: entry.get(name) for name in _NOTED} for entry in ledger.forgotten(home)]


def note_forgotten(home: Path, address: str) -> int:
    """Note in a target what was forgotten; return how many snapshots, from before, have it still.

    Raises:
        TargetFailed: it cannot be reached or written.
    """
    target = Target.at(address)
    if target.plan_id is None:
        return 0
    target.keep_forgotten(notes_of(home))
    return len(target.snapshots())
