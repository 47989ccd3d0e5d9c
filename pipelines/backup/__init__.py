"""Backups of a deployment's truth, in a folder or an object store, and bringing one back."""

from pipelines.backup.forgotten import note_forgotten
from pipelines.backup.restore import restore
from pipelines.backup.snapshot import Snapshot
from pipelines.backup.take import back_up

__all__ = ["Snapshot", "back_up", "note_forgotten", "restore"]
