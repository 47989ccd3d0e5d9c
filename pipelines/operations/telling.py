"""What people are told of a released round: drafts to edit and send, and sheets of paper.

The edition's side writes them. Chromium prints its pages for paper; a release does not wait for that and has
no PDF, so that it can be published where there is no browser.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from pipelines.errors import NotPossibleNow, Refusal
from pipelines.files import file_hash
from pipelines.releases.edition import write_drafts, write_prints
from pipelines.releases.release import all_releases
from pipelines.releases.signature import CHECKSUMS

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SECONDS = 120


def draft_bulletin(home: Path, round_id: str, target: Path, address: str | None) -> list[Path]:
    """Write the drafts of what to tell people of a round, in each language, and return their files.

    Raises:
        Refusal: no release is of that round.
        NotPossibleNow: they could not be written.
    """
    release = _latest(home, round_id)
    target.mkdir(parents=True, exist_ok=True)
    return [target / name for name in write_drafts(release, target, address)]


def bulletin_of(home: Path, round_id: str) -> dict[str, str]:
    """Return the drafts of what to tell people of a round, in each language, by the names of their files.

    Raises:
        Refusal: no release is of that round.
        NotPossibleNow: they could not be written.
    """
    release = _latest(home, round_id)
    return dict(_drafted(release, file_hash(release / CHECKSUMS)))


@lru_cache(maxsize=8)
def _drafted(release: Path, sha256: str) -> tuple[tuple[str, str], ...]:
    """Return the drafts of a release as it is now: one that is made again has another hash."""
    with tempfile.TemporaryDirectory(prefix="plan-bulletin-") as folder:
        names = write_drafts(release, Path(folder), None)
        return tuple((name, (Path(folder) / name).read_text(encoding="utf-8")) for name in names)


def print_paper(
    home: Path,
    round_id: str,
    target: Path,
    kinds: Sequence[str],
    address: str | None,
    tell: Callable[[str], None],
) -> list[Path]:
    """Print the sheets of the latest release of a round, in each language, and return their files.

    Raises:
        Refusal: no release is of that round.
        NotPossibleNow: there is no Chromium, or it is not known where the edition is on the web.
    """
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise NotPossibleNow(
            "sheets are printed by Chromium, and there is none here: sudo apt-get install chromium. "
            "Everything else of a release is there without it"
        )
    release = _latest(home, round_id)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="plan-paper-") as folder:
        names = write_prints(release, Path(folder), kinds, address)
        for name in names:
            tell(name)
            _print(browser, Path(folder) / f"{name}.html", target / f"{name}.pdf")
    return [target / f"{name}.pdf" for name in names]


def _latest(home: Path, round_id: str) -> Path:
    """Return the folder of the latest release of a round."""
    of_round = [found for found in all_releases(home / "releases") if found.round_id == round_id]
    if not of_round:
        raise Refusal(f"round {round_id} has not been released; see `plan rounds`")
    return home / "releases" / of_round[-1].release_id


def _print(browser: str, page: Path, file: Path) -> None:
    """Print a page, which makes itself as large as one sheet holds."""
    with tempfile.TemporaryDirectory(prefix="plan-browser-") as profile:
        command = [browser, "--headless", "--disable-gpu", f"--user-data-dir={profile}"]
        command += ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium has none for root
        command += ["--no-pdf-header-footer", f"--print-to-pdf={file}", page.as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    if done.returncode or not file.is_file():
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise NotPossibleNow(f"{file.name} could not be printed: {' '.join(reason)}")
