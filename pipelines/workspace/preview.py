"""A round as it would be published: a candidate release in the warehouse, for the steering group alone.

It is made beside the builds, where the public pages cannot read, and holds what a sign-off taken now would
let out. Like a build it can be deleted; it never becomes a release.
"""

import json
import shutil
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from pipelines.files import file_hash, replace_text
from pipelines.locale import speaker
from pipelines.register import current
from pipelines.releases.allow_list import PublicTable
from pipelines.releases.candidate import Source, make_draft
from pipelines.releases.release import DATABASE, Release
from pipelines.releases.withholding.withheld import withheld
from pipelines.rounds.decisions import Decision
from pipelines.rounds.states import Standing
from pipelines.warehouse.builds import Build, Warehouse

KEPT = 2
_CHECKED = "checked.json"


@dataclass(frozen=True)
class Preview:
    """A folder with a candidate release in it, and what would keep that from being published."""

    folder: Path
    unexplained: tuple[str, ...]
    """What differs from an earlier release, and nothing says why."""
    disclosed: tuple[str, ...]
    """What would tell of a few people, each in a sentence."""


def preview(
    home: Path,
    build: Build,
    tables: tuple[PublicTable, ...],
    standings: list[Standing],
    round_id: str,
    role: str,
    at: datetime,
    today: date,
    language: str,
) -> Preview:
    """Return a round of a build as it would be published if it were signed off now; made once per build.

    Where nothing has changed since its last release, it is that release.
    """
    folder = Warehouse.of(home).previews
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{build.build_id}-{round_id}"
    with FileLock(folder / ".lock"):
        if not (place / _CHECKED).exists():
            shutil.rmtree(place, ignore_errors=True)
            _make(home, build, tables, standings, round_id, role, at, today, place)
            for old in sorted(folder.glob("2*"), key=lambda found: found.stat().st_mtime)[:-KEPT]:
                shutil.rmtree(old, ignore_errors=True)
    told = json.loads((place / _CHECKED).read_text(encoding="utf-8"))
    say = speaker(language)
    disclosed = tuple(say(each["message"], **each["about"]) for each in told["disclosed"])
    return Preview(place / told["folder"], tuple(told["unexplained"]), disclosed)


def _make(
    home: Path,
    build: Build,
    tables: tuple[PublicTable, ...],
    standings: list[Standing],
    round_id: str,
    role: str,
    at: datetime,
    today: date,
    place: Path,
) -> None:
    place.mkdir()
    supposed = Decision("sign_off", round_id, role, None, None, today, "", at)
    as_signed = [
        replace(each, state="signed_off", sign_off=supposed)
        if each.round_id == round_id and not each.is_locked
        else each
        for each in standings
    ]
    held = withheld(home).actions
    source = Source(build, tables, as_signed, supposed, at, current(home).zone, held=held)
    made = make_draft(place, home / "releases", source, round_id)
    if made is None:
        told: dict[str, Any] = {"folder": str(home / "releases"), "unexplained": [], "disclosed": []}
    else:
        told = {
            "folder": ".",
            "unexplained": made.unexplained,
            "disclosed": [asdict(each) for each in made.disclosed],
        }
        _point(place, made.release)
    replace_text(place / _CHECKED, json.dumps(told))


def _point(place: Path, release: Release) -> None:
    """Name the draft as a folder of releases names its current one."""
    pointer = {
        name: getattr(release, name) for name in ("release_id", "round_id", "revision", "published_at")
    }
    pointer |= {"file": DATABASE, "sha256": file_hash(place / DATABASE)}
    replace_text(place / "current.json", json.dumps(pointer))
