"""What a release is: its own description, the row of it that travels with the tables, and the log of all.

A release counts once the log names it; what lies beside the log was left behind by a run that stopped.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.releases import log
from pipelines.releases.allow_list import PublicColumn, PublicTable


@dataclass(frozen=True)
class Release:
    """One published round, as `release.json` tells it."""

    plan_id: str
    release_id: str
    round_id: str
    revision: int
    as_of: str
    built_at: str
    published_at: str
    build_id: str
    code_version: str
    is_signed_off: bool
    sign_off: str | None
    """The reference of the decision that signed the round off."""
    reason: str | None
    is_demonstration: bool
    statement_en: str | None
    statement_cy: str | None
    tables: dict[str, dict[str, Any]]
    """Each table's number of rows, and the SHA-256 of its sorted rows."""

    @property
    def about(self) -> dict[str, str]:
        """Return what every file should say of itself, as far as its format can."""
        said = {
            "release": f"{self.plan_id}/{self.release_id}",
            "statement_en": self.statement_en,
            "statement_cy": self.statement_cy,
        }
        return {name: text for name, text in said.items() if text}


RELEASE_TABLE = PublicTable(
    name="release",
    description="One row: the release that these tables are.",
    columns={
        "release_id": PublicColumn("The release: its round and its revision.", is_required=True),
        "round_id": PublicColumn(
            "The round that it publishes.", is_required=True, references="rounds.round_id"
        ),
        "revision": PublicColumn("1 when first published, more after a correction.", "integer", True),
        "as_of": PublicColumn("The day that the figures are for.", "date", True),
        "built_at": PublicColumn("When the figures were made, in UTC.", "timestamp", True),
        "published_at": PublicColumn("When the release was published, in UTC.", "timestamp", True),
        "build_id": PublicColumn("The build that it was copied from.", is_required=True),
        "is_signed_off": PublicColumn("True where the steering group has signed it off.", "boolean", True),
    },
    primary_key=("release_id",),
    titles={"en": "This release", "cy": "Y datganiad hwn"},
)


def releases_of(folder: Path, round_id: str) -> list[Release]:
    """Return the releases of one round, the first one first."""
    return [release for release in all_releases(folder) if release.round_id == round_id]


def all_releases(folder: Path) -> list[Release]:
    """Return every release, in the order of rounds and revisions."""
    found = [
        read_release(folder / release_id)
        for release_id in log.last_entries(folder)
        if (folder / release_id).exists()
    ]
    return sorted(found, key=lambda release: (release.round_id, release.revision))


def read_release(folder: Path) -> Release:
    """Return the release in a folder."""
    return Release(**json.loads((folder / "release.json").read_text(encoding="utf-8")))


def current_release(folder: Path) -> dict[str, Any] | None:
    """Return what the pointer says, or nothing while no round has been released."""
    pointer = folder / "current.json"
    return json.loads(pointer.read_text(encoding="utf-8")) if pointer.exists() else None


def write_release_table(connection: duckdb.DuckDBPyConnection, release: Release) -> None:
    """Add the release's own row to the attached database `release`."""
    values = [getattr(release, name) for name in RELEASE_TABLE.columns]
    casts = [
        f"date_trunc('second', ?::timestamptz)::timestamp as \"{name}\""
        if column.type == "timestamp"
        else f'?::{"timestamptz::date" if column.type == "date" else column.type} as "{name}"'
        for name, column in RELEASE_TABLE.columns.items()
    ]
    connection.execute(
        f"create table release.public.{RELEASE_TABLE.name} as select {', '.join(casts)}", values
    )
