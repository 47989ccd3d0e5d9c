"""Words that are withdrawn or held back are in no release any more, those made before included."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.intake.decide import decide
from pipelines.releases.publish import make_candidates, put_candidates
from pipelines.releases.release import current_release, read_release
from pipelines.releases.sealing import working
from pipelines.releases.verify import verify_releases
from pipelines.releases.withholding import redaction
from pipelines.releases.withholding.redaction import redact, withhold
from pipelines.releases.withholding.withheld import Withheld, withheld
from pipelines.settings import PROJECT
from tests.support.door import new_home
from tests.support.release_search import text_of
from tests.support.small_build import ALLOWED, AS_OF, SIGNED, make_build, release, source_of
from tests.support.withheld import ASKED, HELD, SPOKEN, WORDY, everything, taken_back, with_words

TAKE_BACK = """
import os, sys
from pathlib import Path
from pipelines import release_log
from pipelines.releases.withholding import redaction
from tests.support.withheld import taken_back
folder, stop_at = Path(sys.argv[1]), sys.argv[2]
module, _, step = stop_at.partition(".")
setattr({"release_log": release_log, "redaction": redaction}[module], step, lambda *_: os._exit(9))
taken_back(folder)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two releases that hold a quote and an action's words."""
    build = with_words(make_build(tmp_path))
    for round_id in ("2025-05", "2025-06"):
        release(tmp_path / "releases", build, round_id, WORDY)
    return tmp_path / "releases"


def decided(home: Path, hour: int, decision: str, action_id: str) -> None:
    at = datetime(2024, 6, 20, hour, tzinfo=UTC)
    about: dict[str, Any] = {"action_id": action_id, "role": "chair", "decided_on": at.date()}
    receipt = decide(
        home=home, submitted_by="secretary", received_at=at, decision=decision, reason="Names in it.", **about
    )
    assert receipt.accepted


def rows(folder: Path, release_id: str, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / release_id / "plan.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_release_is_made_again_with_the_workbook_that_its_package_names_and_with_no_other(
    folder: Path,
) -> None:
    early, later = folder / "2025-05-r1", folder / "2025-06-r1"
    package = json.loads((early / "datapackage.json").read_text(encoding="utf-8"))
    package["otherFormats"] = [file for file in package["otherFormats"] if file["format"] != "xlsx"]
    (early / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (early / "plan.xlsx").unlink()
    assert SPOKEN in text_of(later / "plan.xlsx")

    taken_back(folder)

    assert not (early / "plan.xlsx").exists()
    assert SPOKEN not in text_of(later / "plan.xlsx")
    assert "kept" in text_of(later / "plan.xlsx")
    assert verify_releases(folder) == []


def test_every_release_is_made_again_without_the_words_and_says_only_that_some_were_taken_back(
    folder: Path,
) -> None:
    assert HELD in everything(folder)
    assert SPOKEN in everything(folder)
    assert taken_back(folder) == ["2025-05-r1", "2025-06-r1"]

    assert HELD not in everything(folder)
    assert SPOKEN not in everything(folder)
    for release_id in ("2025-05-r1", "2025-06-r1"):
        lines = (
            "select table_name, column_name, was, now, why, kind, cause from public.revisions order by all"
        )
        assert rows(folder, release_id, lines) == [
            ("action_views", "*", None, None, None, "withdrawal", "hold"),
            ("voices", "*", None, None, None, "withdrawal", "withdraw_voice"),
        ]
    assert verify_releases(folder) == []


@pytest.mark.parametrize(
    ("words", "gone", "told"),
    [
        (Withheld(voices=frozenset({"v-1"})), SPOKEN, ("voices", "withdraw_voice")),
        (Withheld(questions=frozenset({"q-1"})), ASKED, ("questions", "withdraw_question")),
        (Withheld(actions=frozenset({"A01"})), HELD, ("action_views", "hold")),
        (Withheld(words=(HELD,)), HELD, ("action_views", "forget")),
    ],
)
def test_a_release_tells_of_what_was_taken_back_and_of_nothing_else(
    folder: Path, words: Withheld, gone: str, told: tuple[str, str]
) -> None:
    with working(folder):
        redact(folder, WORDY, words, AS_OF)

    lines = "select table_name, cause, kind, row_key, column_name, revised_on from public.revisions"
    said = everything(folder)
    assert [each for each in (HELD, SPOKEN, ASKED) if each not in said] == [gone]
    assert rows(folder, "2025-06-r1", lines) == [
        (*told, "withdrawal", "revised_on=2025-06-30", "*", date(2025, 6, 30))
    ]


def test_what_was_decided_in_a_deployment_goes_out_of_its_releases(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    release(home / "releases", with_words(make_build(home)), "2025-05", WORDY)
    decided(home, 9, "hold", "A01")
    with working(home / "releases"):
        made_again = withhold(home, WORDY, AS_OF)

    assert made_again == ["2025-05-r1"]
    assert HELD not in everything(home / "releases")
    assert SPOKEN in everything(home / "releases")


def test_pages_are_asked_for_again_where_a_release_had_some_and_only_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(redaction, "write_edition_again", asked.append)
    (folder / "2025-06-r1" / "site").mkdir()
    taken_back(folder)

    assert [place.name for place in asked] == [".making-2025-06-r1"]


def test_a_release_that_has_no_table_of_revisions_is_made_again_without_one(folder: Path) -> None:
    place = folder / "2025-05-r1"
    with duckdb.connect(str(place / "plan.duckdb")) as connection:
        connection.execute("drop table public.revisions")
    package = json.loads((place / "datapackage.json").read_text(encoding="utf-8"))
    for kind in ("resources", "otherFormats"):
        package[kind] = [each for each in package[kind] if Path(each["path"]).stem != "revisions"]
    (place / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")

    assert taken_back(folder) == ["2025-05-r1", "2025-06-r1"]
    tables = "select count(*) from duckdb_tables() where table_name = 'revisions'"
    assert rows(folder, "2025-05-r1", tables) == [(0,)]
    assert SPOKEN not in everything(folder)


def test_nothing_else_of_a_release_changes(folder: Path) -> None:
    files = sorted(folder.glob("2025-06-r1/**/*"))
    before = read_release(folder / "2025-06-r1")
    views = "select action_id, words, stage from public.action_views order by all"
    taken_back(folder)
    after = read_release(folder / "2025-06-r1")

    assert rows(folder, "2025-06-r1", views) == [("A01", None, "x"), ("A02", "kept", "x")]
    assert rows(folder, "2025-06-r1", "select voice_id from public.voices") == [("v-2",)]
    assert replace(after, tables={}) == replace(before, tables={})
    changed = {name for name, content in after.tables.items() if content != before.tables[name]}
    assert changed == {"action_views", "voices"}
    assert sorted(folder.glob("2025-06-r1/**/*")) == files


def test_the_log_has_the_old_hash_and_the_new_and_an_old_copy_is_told_from_it(folder: Path) -> None:
    before = (folder / "2025-05-r1" / "checksums.txt").read_bytes()
    taken_back(folder)
    log = [json.loads(line) for line in (folder / "releases.jsonl").read_text().splitlines()]

    published, taken = [entry for entry in log if entry["release_id"] == "2025-05-r1"]
    assert (taken["event"], taken["was"]) == ("words_withdrawn", published["sha256"])
    assert "v-1" not in (folder / "releases.jsonl").read_text()
    (folder / "2025-05-r1" / "checksums.txt").write_bytes(before)
    assert [found.code for found in verify_releases(folder)] == ["release_from_before_withdrawal"]


@pytest.mark.parametrize(("held", "why"), [(frozenset(), "zq-why"), (frozenset({"A01"}), None)])
def test_why_a_value_of_a_held_action_was_corrected_is_held_too(
    tmp_path: Path, held: frozenset[str], why: str | None
) -> None:
    folder = tmp_path / "releases"
    release(folder, with_words(make_build(tmp_path)), "2025-05", WORDY)
    corrected = with_words(make_build(tmp_path, "said better"))
    with duckdb.connect(str(corrected.file)) as connection:
        connection.execute("update public.action_views set stage = 'y' where action_id = 'A01'")
        connection.execute("insert into raw.receipts by name select 'r9' as receipt_id, 'decisions' as feed")
        connection.execute(
            "insert into raw.decisions by name select 'r9' as receipt_id, 'correct' as decision, "
            "'2025-05' as round_id, 'zq-why' as reason"
        )
    source = replace(source_of(corrected, WORDY), held=held)
    with working(folder):
        (released,) = put_candidates(folder, make_candidates(folder, source, ["2025-05"]), SIGNED)

    told = "select was, now, why from public.revisions where column_name = 'stage'"
    assert rows(folder, released.release_id, told) == [("x", "y", why)]


def test_the_pointer_names_the_file_as_it_is_now(folder: Path) -> None:
    before = current_release(folder) or {}
    taken_back(folder)
    after = current_release(folder) or {}

    assert after["release_id"] == before["release_id"]
    assert after["sha256"] != before["sha256"]


def test_taking_back_again_changes_nothing(folder: Path) -> None:
    taken_back(folder)
    before = (folder / "releases.jsonl").read_text()

    assert taken_back(folder) == []
    assert (folder / "releases.jsonl").read_text() == before


def test_releases_without_the_words_are_left_as_they_are(tmp_path: Path) -> None:
    release(tmp_path / "releases", make_build(tmp_path), "2025-05", ALLOWED)

    assert taken_back(tmp_path / "releases") == []


@pytest.mark.parametrize(
    "stop_at",
    ["redaction.seal", "release_log.withdrawn", "redaction.put_in_place", "redaction.point"],
)
def test_a_process_that_is_killed_leaves_whole_releases_and_the_next_one_finishes(
    folder: Path, stop_at: str
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", TAKE_BACK, str(folder), stop_at], cwd=PROJECT, capture_output=True, text=True
    )
    assert killed.returncode == 9, killed.stderr

    taken_back(folder)

    assert HELD not in everything(folder)
    assert SPOKEN not in everything(folder)
    assert verify_releases(folder) == []


def test_what_is_withheld_is_what_was_decided_last(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    decided(home, 9, "hold", "A01")
    decided(home, 10, "hold", "A02")
    decided(home, 11, "unhold", "A02")

    assert withheld(home) == Withheld(frozenset(), frozenset({"A01"}))
