"""The files of a release that anybody may take away, as its data package lists them.

What the page itself reads, `plan.duckdb`, is none of them: it holds quotes that may stand on the page alone.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOG = "releases.jsonl"
RELEASE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)-r([1-9][0-9]*)")
"""A release's id: its round and its revision."""

ENTRY = re.compile(r'^\{.*"release_id": "([^"]+)".*\}$', re.MULTILINE)
"""A whole line of the log; one that is being written is none yet."""

WHOLE = (
    "plan.xlsx",
    "datapackage.json",
    "dataset.jsonld",
    "release.json",
    "checksums.txt",
    "README.txt",
)
TABLE_FILE = re.compile(r"csv/\w+\.csv|parquet/\w+\.parquet")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a release and the sizes of its two files."""

    name: str
    title_en: str
    title_cy: str | None
    csv_bytes: int
    parquet_bytes: int


def tables(folder: Path) -> tuple[Table, ...]:
    """Return the tables of a release's folder, as its data package names them; none without a package."""
    package = folder / "datapackage.json"
    if not package.is_file():
        return ()
    return tuple(
        Table(
            name=found["name"],
            title_en=found["title"],
            title_cy=found.get("title_cy"),
            csv_bytes=_size(folder / "csv" / f"{found['name']}.csv"),
            parquet_bytes=_size(folder / "parquet" / f"{found['name']}.parquet"),
        )
        for found in json.loads(package.read_bytes())["resources"]
    )


def whole_files(folder: Path) -> dict[str, int]:
    """Return the files that speak of a whole release, and their sizes in bytes."""
    return {name: (folder / name).stat().st_size for name in WHOLE if (folder / name).is_file()}


def release_ids(releases: Path, positions: Mapping[str, int]) -> list[str]:
    """Return every release that was published, the newest first, by the places of rounds in the calendar."""
    found = [told for name in _published(releases) if (told := RELEASE.fullmatch(name))]
    newest_first = sorted(found, key=lambda told: (positions.get(told[1], 0), int(told[2])), reverse=True)
    return [told[0] for told in newest_first if (releases / told[0]).is_dir()]


def file_of(releases: Path, release_id: str, name: str) -> Path | None:
    """Return a public file of a release that was published; None for anything else."""
    if not RELEASE.fullmatch(release_id) or release_id not in _published(releases):
        return None
    if name not in WHOLE and not TABLE_FILE.fullmatch(name):
        return None
    file = releases / release_id / name
    return file if file.is_file() and file.resolve().is_relative_to(releases.resolve()) else None


def _published(releases: Path) -> set[str]:
    """Return the releases that their log names: a folder alone is none."""
    log = releases / LOG
    return set(ENTRY.findall(log.read_text(encoding="utf-8"))) if log.is_file() else set()


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
