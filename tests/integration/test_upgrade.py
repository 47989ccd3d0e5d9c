"""A deployment that an earlier version left is taken over as it is: nothing of it is rewritten."""

import tarfile
from datetime import UTC, datetime
from pathlib import Path

from dashboard.queries.health import WHOLE, health
from pipelines.backup import back_up
from pipelines.landing import landed
from pipelines.landing.verify import verify_landing
from pipelines.operations.forgetting import forget
from pipelines.releases.verify import verify_releases
from pipelines.warehouse.builds import Warehouse, receipts_in
from tests.support.english_plan import command

EARLIER = Path(__file__).parents[1] / "data" / "earlier" / "home.tar.xz"
AT = datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_a_home_made_by_an_earlier_version_is_built_published_backed_up_and_forgets(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with tarfile.open(EARLIER) as archive:
        archive.extractall(home, filter="data")
    before = {path: path.read_bytes() for path in (home / "landing").rglob("*") if path.is_file()}
    assert (verify_landing(home), verify_releases(home / "releases")) == ([], [])
    assert health(home / "releases", AT.timestamp()).state == WHOLE

    command(
        home,
        "decide",
        "correct",
        "--role",
        "chair",
        "--by",
        "secretary",
        "round_id=q2-2026",
        "reason=A date was wrong.",
    )
    command(home, "refresh")
    command(home, "round", "sign-off", "q2-2026", "--role", "chair", "--by", "secretary")
    published = command(home, "publish", "q2-2026", "--reason", "The software was upgraded.")

    assert "q2-2026-r2" in published
    assert {load.receipt_id for load in landed(home, "return")} <= receipts_in(
        Warehouse.of(home).current().file
    )
    assert all(path.read_bytes() == content for path, content in before.items()), "landing is never rewritten"
    assert (verify_landing(home), verify_releases(home / "releases")) == ([], [])
    snapshot, _ = back_up(home, str(tmp_path / "target"), AT)
    assert len(snapshot.files) > len(before)
    forget(home, "officer", "officer", by="administrator", why="Asked to.", at=AT)
    assert verify_landing(home) == [], "lines without a salt are chained as they were"
    assert "[name removed]" in {load.receipt().submitted_by for load in landed(home, "return")}
