"""What a page of the public app takes, beside a page of Streamlit's that says one line."""

from collections.abc import Iterator
from pathlib import Path

from dashboard.public.contents import PAGES
from pipelines.bench.turns import Measured, NothingToMeasure, in_turns
from pipelines.releases.release import current_release
from tests.support.streamlit_server import streamlit
from tests.support.streamlit_session import Session, session

RUNS = 45
_LEAST = 5000
"""Bytes that any page sends; one that says that something is wrong sends fewer."""
QUERY = {"lang": "cy", "action": "A09"}


def measure(releases: Path) -> Iterator[Measured]:
    """Yield a figure for each page of the app, run warm on the current release with its transport.

    Raises:
        NothingToMeasure: there is no release, the overview does not name it, or a page says next to nothing.
    """
    pointer = current_release(releases)
    if pointer is None:
        raise NothingToMeasure(f"{releases} has no release")
    with (
        streamlit("dashboard/public/served.py", PLAN_RELEASES=str(releases)) as app,
        streamlit("tests/bench/one_line.py") as bare,
        session(app) as ours,
        session(bare) as theirs,
    ):
        for page in PAGES:
            _require_whole(ours, page, pointer["release_id"])
            yield in_turns(
                f"page {page or 'overview'}",
                ("the page runs, warm", lambda page=page: ours.run(page, QUERY)),
                ("a page of Streamlit's that says one line", theirs.run),
                RUNS,
            )


def _require_whole(opened: Session, page: str, release_id: str) -> None:
    if release_id not in opened.run("", QUERY).words():
        raise NothingToMeasure(f"the overview does not name release {release_id}")
    if len(opened.run(page, QUERY).said) < _LEAST:
        raise NothingToMeasure(f"the page {page!r} says next to nothing")
