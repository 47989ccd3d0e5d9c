"""A release's folder: described and hashed when its tables are there, put in place in one step, pointed to.

Under the lock of the releases' folder one process works at a time; what a stopped one left is cleared first.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from pipelines import release_log
from pipelines.disk import reason
from pipelines.errors import NotPossibleNow
from pipelines.files import exchange, file_hash, file_hashes, put_on_disk, replace_text, sync
from pipelines.locale import N_, translated
from pipelines.releases.edition import SITE
from pipelines.releases.open_data.dataset import dataset_of
from pipelines.releases.open_data.notes import notes_of
from pipelines.releases.open_data.package import files_of
from pipelines.releases.release import DATABASE, Release, all_releases
from pipelines.releases.signature import CHECKSUMS, sign_if_possible

_MAKING, _REPLACED = ".making-", ".replaced-"

SITE_NOW = ".site"
"""The link beside the releases that leads to the latest one's static edition, for web servers."""

_UNKNOWN = N_(
    "releases/{release} is there already, but the log of releases does not know it; see `plan verify`, "
    "and move it elsewhere"
)
_NOT_WRITTEN = N_("release {release} could not be written, and nothing public has changed: {why}")


class NotWritten(NotPossibleNow):
    """The release could not be written, for want of space or of leave; what was public stays so."""


class UnknownRelease(NotPossibleNow):
    """A folder stands where the release would go, and the log does not know it."""


@contextmanager
def working(folder: Path) -> Iterator[None]:
    """Hold the lock of the releases' folder, tidied and with its pointer where it should be.

    What was made in it and not put in place by the end is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        _tidy(folder)
        try:
            yield
        finally:
            for place in folder.glob(f"{_MAKING}*"):
                shutil.rmtree(place, ignore_errors=True)


@contextmanager
def making(folder: Path, release_id: str) -> Iterator[Path]:
    """Give a new folder beside the releases, to be filled and put in place.

    Raises:
        NotWritten: a file could not be written.
        UnknownRelease: there is a folder of that name that was never published.
    """
    if (folder / release_id).exists() and release_id not in release_log.last_entries(folder):
        raise UnknownRelease(translated(_UNKNOWN, release=release_id))
    place = folder / f"{_MAKING}{release_id}"
    try:
        place.mkdir()
        yield place
    except (OSError, duckdb.IOException, duckdb.FatalException) as error:
        is_of_the_system = isinstance(error, OSError) and error.strerror
        why = reason(error) if is_of_the_system else str(error).splitlines()[0]
        # the cause would speak for the failure, and it does not say what that means
        raise NotWritten(translated(_NOT_WRITTEN, release=release_id, why=why)) from None


def seal(
    place: Path,
    release: Release,
    package: dict[str, Any],
    write_pages: Callable[[Path], None] | None = None,
) -> str:
    """Write every description of the finished tables; return the hash of the list of checksums.

    `write_pages` adds pages to the folder, which then holds everything else.
    """
    for resource in files_of(package):
        file = place / resource["path"]
        resource |= {"bytes": file.stat().st_size, "hash": f"sha256:{file_hash(file)}"}
    _write_json(place / "datapackage.json", package)
    _write_json(place / "dataset.jsonld", dataset_of(release, package))
    _write_json(place / "release.json", asdict(release))
    (place / "README.txt").write_text(notes_of(release, package), encoding="utf-8")
    if write_pages:
        write_pages(place)
    lines = "".join(f"{sha256}  {file}\n" for file, sha256 in file_hashes(place).items())
    (place / CHECKSUMS).write_text(lines, encoding="utf-8")
    sign_if_possible(place)
    put_on_disk([place, *place.rglob("*")])
    return file_hash(place / CHECKSUMS)


def put_in_place(folder: Path, place: Path, release_id: str) -> None:
    """Move a finished folder to its name, in place of what stands there: in one step where the disk can."""
    old = folder / f"{_REPLACED}{release_id}"
    if not (folder / release_id).exists():
        place.rename(folder / release_id)
    elif exchange(place, folder / release_id):
        old = place
    else:
        (folder / release_id).rename(old)
        place.rename(folder / release_id)
    sync(folder)
    shutil.rmtree(old, ignore_errors=True)


def point(folder: Path) -> None:
    """Make the pointer name the latest release: the last revision of the last round."""
    releases = all_releases(folder)
    if not releases:
        return
    latest = releases[-1]
    _lead_to(folder / SITE_NOW, f"{latest.release_id}/{SITE}")
    file = f"{latest.release_id}/{DATABASE}"
    pointer = json.dumps(
        {
            "release_id": latest.release_id,
            "round_id": latest.round_id,
            "revision": latest.revision,
            "file": file,
            "sha256": file_hash(folder / file),
            "published_at": latest.published_at,
        },
        indent=2,
    )
    path = folder / "current.json"
    if not path.exists() or path.read_text(encoding="utf-8") != pointer:
        replace_text(path, pointer)


def _lead_to(link: Path, target: str) -> None:
    """Make a link lead to a folder beside it, in one step; a folder that copying made of it goes."""
    if link.is_symlink() and str(link.readlink()) == target:
        return
    if link.is_dir() and not link.is_symlink():
        shutil.rmtree(link)
    beside = link.with_name(f"{link.name}.new")
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)
    beside.replace(link)


def _tidy(folder: Path) -> None:
    """Finish what a stopped process had logged, and clear what it had not."""
    logged = release_log.last_entries(folder)
    for place in [*folder.glob(f"{_REPLACED}*"), *folder.glob(f"{_MAKING}*")]:
        release_id = place.name.removeprefix(_REPLACED).removeprefix(_MAKING)
        is_whole = (place / CHECKSUMS).exists()
        if is_whole and logged.get(release_id, {}).get("sha256") == file_hash(place / CHECKSUMS):
            put_in_place(folder, place, release_id)
        elif place.name.startswith(_REPLACED) and not (folder / release_id).exists():
            place.rename(folder / release_id)
        else:
            shutil.rmtree(place)
    point(folder)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
