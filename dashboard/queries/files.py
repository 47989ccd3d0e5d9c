"""The files of a release that anybody may take away, as its data package lists them.

What the page itself reads, `plan.duckdb`, is none of them: it holds quotes that may stand on the page alone.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

RELEASE = re.compile(r"\d{4}-\d{2}-r\d+")
WHOLE = (
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


def release_ids(releases: Path) -> list[str]:
    """Return every release that there is, the newest first."""
    found = [folder.name for folder in releases.iterdir() if RELEASE.fullmatch(folder.name)]
    return sorted(found, key=lambda name: (name[:7], int(name.rpartition("r")[2])), reverse=True)


def file_of(releases: Path, release_id: str, name: str) -> Path | None:
    """Return a file of a release, or None for anything that is not one of its public files."""
    if not RELEASE.fullmatch(release_id) or not (name in WHOLE or TABLE_FILE.fullmatch(name)):
        return None
    file = releases / release_id / name
    return file if file.is_file() and file.resolve().is_relative_to(releases.resolve()) else None


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
