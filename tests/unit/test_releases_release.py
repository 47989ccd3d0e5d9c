"""The releases of a folder are those that its log names, each as its own description tells it."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import release_log
from pipelines.errors import NotPossibleNow
from pipelines.releases.release import Release, all_releases, current_release, read_release, releases_of

FIRST = Release(
    plan_id="a-plan",
    release_id="2025-12-r1",
    round_id="2025-12",
    round_position=1,
    revision=1,
    as_of="2025-12-31",
    built_at="2026-01-01T12:00:00Z",
    published_at="2026-01-02T12:00:00Z",
    build_id="a-build",
    code_version="1.0",
    is_signed_off=True,
    sign_off={},
    reason=None,
    is_demonstration=False,
    statement_en=None,
    statement_cy="Dychmygol.",
    tables={},
    inputs=[],
)
ABOUT = [("2025-12-r2", 1, 2), ("2025-01-r1", 2, 1), ("2025-12-r1", 1, 1), ("2025-01-r10", 2, 10)]
"""Releases as a log may name them, with the place of their round and their revision."""


def told(release_id: str, position: int, revision: int) -> dict[str, Any]:
    round_id = release_id.rpartition("-r")[0]
    about = {"release_id": release_id, "round_id": round_id, "round_position": position, "revision": revision}
    return asdict(FIRST) | about


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for release_id, position, revision in ABOUT:
        (tmp_path / release_id).mkdir()
        (tmp_path / release_id / "release.json").write_text(json.dumps(told(release_id, position, revision)))
        release_log.published(tmp_path, release_id, "0" * 64, datetime(2026, 1, 2, 12, tzinfo=UTC))
    return tmp_path


def ids(releases: list[Release]) -> list[str]:
    return [release.release_id for release in releases]


def test_releases_stand_in_the_order_of_the_calendar_and_of_their_revisions(folder: Path) -> None:
    assert ids(all_releases(folder)) == ["2025-12-r1", "2025-12-r2", "2025-01-r1", "2025-01-r10"]
    assert ids(releases_of(folder, "2025-12")) == ["2025-12-r1", "2025-12-r2"]
    assert ids(releases_of(folder, "2025-01")) == ["2025-01-r1", "2025-01-r10"]
    assert releases_of(folder, "2025-06") == []


def test_what_the_log_does_not_name_or_what_is_not_there_is_no_release(folder: Path) -> None:
    (folder / "2025-12-r2").rename(folder / "2025-12-r3")

    assert ids(all_releases(folder)) == ["2025-12-r1", "2025-01-r1", "2025-01-r10"]


def test_a_release_says_of_itself_what_it_is_and_what_is_said_of_the_plan(folder: Path) -> None:
    found = read_release(folder / "2025-12-r1")

    assert found == FIRST
    assert found.about == {"release": "a-plan/2025-12-r1", "statement_cy": "Dychmygol."}


def test_a_release_that_does_not_say_where_its_round_stands_is_placed_by_its_own_calendar(
    folder: Path,
) -> None:
    file = folder / "2025-12-r1" / "release.json"
    old = {name: value for name, value in json.loads(file.read_text()).items() if name != "round_position"}
    file.write_text(json.dumps(old))
    with duckdb.connect(str(folder / "2025-12-r1" / "plan.duckdb")) as connection:
        connection.execute("create schema public")
        connection.execute(
            "create table public.rounds as "
            "from (values ('2025-11', 6), ('2025-12', 7)) as t(round_id, position)"
        )

    assert read_release(folder / "2025-12-r1").round_position == 7


@pytest.mark.parametrize("damaged", ["{}", "[", '{"round_position": 1}', None])
def test_a_description_that_is_damaged_or_gone_is_named(folder: Path, damaged: str | None) -> None:
    file = folder / "2025-12-r1" / "release.json"
    file.unlink()
    if damaged:
        file.write_text(damaged)

    with pytest.raises(NotPossibleNow, match=r"release\.json"):
        read_release(file.parent)


def test_the_pointer_is_read_where_there_is_one(folder: Path) -> None:
    assert current_release(folder) is None
    (folder / "current.json").write_text('{"release_id": "2025-01-r10"}')
    assert current_release(folder) == {"release_id": "2025-01-r10"}
