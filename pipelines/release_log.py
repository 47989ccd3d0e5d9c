"""The log of releases: one entry when a release is published, one when words are withdrawn from it.

An entry names the release by the hash of its list of checksums, and so every byte of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines import chained_log
from pipelines.chained_log import Entry

LOG = "releases.jsonl"
PUBLISHED, WITHDRAWN = "published", "words_withdrawn"
_OF_A_RELEASE = ("event", "release_id", "at", "sha256")


@dataclass(frozen=True)
class PublishedRelease:
    """A release as the log names it."""

    release_id: str
    published_at: datetime

    @property
    def round_id(self) -> str:
        """The round that it releases."""
        return self.release_id.rpartition("-r")[0]


def published(folder: Path, release_id: str, sha256: str, at: datetime) -> None:
    """Note that a release was published; call this under the lock."""
    entry = {"event": PUBLISHED, "release_id": release_id, "at": at.isoformat(), "sha256": sha256}
    chained_log.append(folder / LOG, entry)


def withdrawn(folder: Path, release_id: str, old: str, new: str, at: datetime) -> None:
    """Note that words were withdrawn from a release, never which; call this under the lock."""
    entry = {"event": WITHDRAWN, "release_id": release_id, "at": at.isoformat(), "sha256": new, "was": old}
    chained_log.append(folder / LOG, entry)


def entries(folder: Path) -> Iterator[Entry]:
    """Yield the entries in order; a line that is none is left out."""
    for entry in chained_log.entries(folder / LOG):
        if entry and all(name in entry for name in _OF_A_RELEASE):
            yield entry


def last_entries(folder: Path) -> dict[str, Entry]:
    """Return the last entry of each release, in the order in which they were first published."""
    return {entry["release_id"]: entry for entry in entries(folder)}


def published_releases(folder: Path) -> list[PublishedRelease]:
    """Return every release in the order in which they were published."""
    return [
        PublishedRelease(entry["release_id"], datetime.fromisoformat(entry["at"]))
        for entry in entries(folder)
        if entry["event"] == PUBLISHED
    ]
