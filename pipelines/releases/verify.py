"""Releases against their log: whatever was altered, removed, slipped in or put back is named.

A release from which words were withdrawn matches its latest entry; its files from before do not match again.
"""

from contextlib import suppress
from pathlib import Path

from pipelines.chained_log import Entry, broken_lines
from pipelines.files import file_hash
from pipelines.heads import Head, NotedHead
from pipelines.landing.verify import LOG_CODES, Mismatch
from pipelines.release_log import LOG, entries, last_entries
from pipelines.releases.release import Release, all_releases, current_release, read_release
from pipelines.releases.signature import CHECKSUMS, SIGNATURE
from pipelines.warehouse.builds import Unreadable


def verify_releases(folder: Path) -> list[Mismatch]:
    """Return everything among the releases that does not match their log; empty if all does.

    Codes: `log_entry_unreadable`, `log_chain_broken`, `release_missing`, `release_altered`,
    `release_from_before_withdrawal`, `release_file_missing`, `release_file_altered`, `release_file_unknown`,
    `release_not_in_log`, `pointer_wrong`.
    """
    found = [
        Mismatch(LOG_CODES[wrong], f"releases/{LOG}, line {number}")
        for number, wrong in broken_lines(folder / LOG)
    ]
    logged, last = list(entries(folder)), last_entries(folder)
    for release_id, entry in last.items():
        found += _check_release(folder / release_id, entry, logged)
    found += [
        Mismatch("release_not_in_log", place.name)
        for place in sorted(folder.glob("[!.]*/"))
        if place.is_dir() and place.name not in last
    ]
    return found + _check_pointer(folder, last)


def _check_release(place: Path, entry: Entry, logged: list[Entry]) -> list[Mismatch]:
    if not (place / CHECKSUMS).is_file():
        return [Mismatch("release_missing", place.name)]
    sha256 = file_hash(place / CHECKSUMS)
    if sha256 != entry["sha256"]:
        earlier = {one["sha256"] for one in logged if one["release_id"] == place.name}
        code = "release_from_before_withdrawal" if sha256 in earlier else "release_altered"
        return [Mismatch(code, f"{place.name}/{CHECKSUMS}")]
    lines = (place / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    listed = {file: sha256 for sha256, _, file in (line.partition("  ") for line in lines)}
    there = {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()} - {
        CHECKSUMS,
        SIGNATURE,
    }
    return [
        *(Mismatch("release_file_missing", f"{place.name}/{file}") for file in sorted(listed.keys() - there)),
        *(Mismatch("release_file_unknown", f"{place.name}/{file}") for file in sorted(there - listed.keys())),
        *(
            Mismatch("release_file_altered", f"{place.name}/{file}")
            for file in sorted(there & listed.keys())
            if file_hash(place / file) != listed[file]
        ),
    ]


def _check_pointer(folder: Path, last: dict[str, Entry]) -> list[Mismatch]:
    try:
        pointer = current_release(folder)
        is_right = _names_latest(pointer, folder) if pointer else not last
    except Unreadable:
        return []  # which release is the latest cannot be told; the one that is damaged is named
    except (ValueError, KeyError, TypeError, OSError):
        is_right = False
    return [] if is_right else [Mismatch("pointer_wrong", "releases/current.json")]


def _names_latest(pointer: dict[str, str], folder: Path) -> bool:
    latest = [release.release_id for release in all_releases(folder)][-1:]
    return [pointer["release_id"]] == latest and pointer["sha256"] == file_hash(folder / pointer["file"])


def heads_in(folder: Path) -> list[NotedHead]:
    """Return the heads of the logs that the releases in a folder noted when they were made."""
    found: list[Release] = []
    for release_id in last_entries(folder):
        with suppress(Unreadable):  # `verify_releases` names it
            found.append(read_release(folder / release_id))
    return [
        NotedHead(f"in {release.release_id}", Head(**head)) for release in found for head in release.heads
    ]
