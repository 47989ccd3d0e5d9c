"""What a release is: its own description, as `release.json` tells it, and how all are found.

A release counts once the log names it; what lies beside the log was left behind by a run that stopped.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines import release_log
from pipelines.warehouse.builds import reading, unreadable

DATABASE = "plan.duckdb"
"""The file of a release's folder that holds its tables."""


@dataclass(frozen=True)
class Release:
    """One published round, as `release.json` tells it."""

    plan_id: str
    release_id: str
    round_id: str
    round_position: int
    """The place of its round in the calendar."""
    revision: int
    as_of: str
    built_at: str
    published_at: str
    build_id: str
    code_version: str
    is_signed_off: bool
    sign_off: dict[str, Any]
    """The decision that signed it off: its receipt, role, day, and the hash of what was reviewed."""
    reason: str | None
    is_demonstration: bool
    statement_en: str | None
    statement_cy: str | None
    tables: dict[str, dict[str, Any]]
    """Each table's number of rows, and the SHA-256 of its sorted rows."""
    inputs: list[dict[str, str]]
    """What it was made from: the receipt, feed and SHA-256 of each submission that counts up to its round."""
    heads: list[dict[str, Any]] = field(default_factory=list)
    """How far each log had come when it was made: whoever keeps the release can see that none lost a line."""
    languages: str = "en;cy"
    """What the plan speaks, as its register says it; releases that do not say so are in both."""

    @property
    def about(self) -> dict[str, str]:
        """Return what every file should say of itself, as far as its format can."""
        said = {
            "release": f"{self.plan_id}/{self.release_id}",
            "statement_en": self.statement_en,
            "statement_cy": self.statement_cy,
        }
        return {name: text for name, text in said.items() if text}


def releases_of(folder: Path, round_id: str) -> list[Release]:
    """Return the releases of one round, the first one first."""
    return [release for release in all_releases(folder) if release.round_id == round_id]


def all_releases(folder: Path) -> list[Release]:
    """Return every release, in the order of rounds and revisions."""
    found = [
        read_release(folder / release_id)
        for release_id in release_log.last_entries(folder)
        if (folder / release_id).exists()
    ]
    return sorted(found, key=lambda release: (release.round_position, release.revision))


def read_release(folder: Path) -> Release:
    """Return the release in a folder.

    Raises:
        Unreadable: its description is gone or damaged.
    """
    file = folder / "release.json"
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if "round_position" not in told:  # made before releases said it themselves
            told["round_position"] = _position(folder / DATABASE, told["round_id"])
        return Release(**told)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise unreadable(file, error) from error


def _position(file: Path, round_id: str) -> int:
    with reading(file) as connection:
        query = "select position from public.rounds where round_id = ?"
        ((position,),) = connection.execute(query, [round_id]).fetchall()
    return int(position)


def current_release(folder: Path) -> dict[str, Any] | None:
    """Return what the pointer says, or nothing while no round has been released."""
    pointer = folder / "current.json"
    return json.loads(pointer.read_text(encoding="utf-8")) if pointer.exists() else None
