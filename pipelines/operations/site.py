"""The edition of a release, put where the web is served from: a folder, or an S3-compatible store.

A list of what was put there lies beside it, so that the next time what is no longer of the edition goes, and
nothing that somebody else put there.
"""

import json
import posixpath
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fsspec

from pipelines.disk import not_usable, reason
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.release_log import last_entries
from pipelines.releases.edition import SITE, write_edition
from pipelines.releases.release import all_releases

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")

LISTED = "edition.json"
"""The list of what was put there, by its path."""


def export_site(home: Path, target: str, release_id: str | None, address: str | None) -> tuple[str, int]:
    """Put the edition of a release, by default of the latest, into a folder or store; return which, how many.

    With an address the pages name that one as theirs; else they are the release's own, byte for byte.

    Raises:
        Refusal: there is no such release, or no kind of store has such an address.
        NotPossibleNow: nothing is released, the release has no edition, or the target cannot be reached or
            written, or its list is damaged.
    """
    if address is not None and not _ADDRESS.fullmatch(address):
        raise Refusal(f"expected a web address such as https://plan.example.org/, found {address!r}")
    release = _release(home / "releases", release_id)
    with _pages(release, address) as site:
        files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
        try:
            store, root = fsspec.core.url_to_fs(target, use_listings_cache=False, skip_instance_cache=True)
        except (ValueError, ImportError) as error:
            raise Refusal(f"expected a folder or an address such as s3://bucket/plan: {error}") from None
        try:
            _put(store, root.rstrip("/"), site, files)
        except NotPossibleNow:
            raise
        except Exception as error:  # each kind of store has exceptions of its own
            if isinstance(error, OSError) and error.filename and (meaning := not_usable(error)):
                raise meaning from error
            raise NotPossibleNow(f"{target} cannot be reached or written: {reason(error)}") from error
    return release.name, len(files)


def _put(store: Any, root: str, site: Path, files: list[str]) -> None:
    before = _listed(store, root)
    for file in files:
        there = posixpath.join(root, file)
        store.makedirs(posixpath.dirname(there), exist_ok=True)
        store.put_file(str(site / file), there)
    store.pipe_file(posixpath.join(root, LISTED), json.dumps(files).encode())
    for gone in sorted(before - set(files)):
        if store.exists(posixpath.join(root, gone)):
            store.rm_file(posixpath.join(root, gone))


def _listed(store: Any, root: str) -> set[str]:
    """Return what was put there before; nothing of it may lie outside.

    Raises:
        NotPossibleNow: the list is damaged.
    """
    there = posixpath.join(root, LISTED)
    if not store.exists(there):
        return set()
    try:
        found = json.loads(store.cat_file(there))
    except ValueError:
        found = None
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise NotPossibleNow(
            f"{there} is damaged: expected the list of files that an earlier export put there. Remove it, "
            "with what is no longer of the pages, and export again"
        )
    return {name for name in found if not posixpath.isabs(name) and ".." not in name.split("/")}


def _release(folder: Path, release_id: str | None) -> Path:
    """Return the folder of a release, by default of the latest; no earlier one goes out in its place."""
    releases = [release.release_id for release in all_releases(folder)]
    gone = [each for each in last_entries(folder) if each not in releases]
    if gone and release_id is None:
        raise NotPossibleNow(
            f"the folder of release {', '.join(gone)} is gone: restore releases/ from the backup, or name "
            "the release that is to be exported with --release"
        )
    if not releases:
        raise NotPossibleNow("no round has been released yet; see `plan publish`")
    if release_id and release_id not in releases:
        raise Refusal(f"there is no release {release_id}; the latest is {releases[-1]}")
    return folder / (release_id or releases[-1])


@contextmanager
def _pages(release: Path, address: str | None) -> Iterator[Path]:
    """Give the folder of the pages: the release's own, or written anew for an address."""
    if address is None and (release / SITE).is_dir():
        yield release / SITE
        return
    with tempfile.TemporaryDirectory(prefix="plan-site-") as folder:
        copy = Path(folder) / release.name
        shutil.copytree(release, copy, ignore=shutil.ignore_patterns(SITE))
        write_edition(copy, address)
        yield copy / SITE
