"""Nothing is public before it is signed off, and nothing public changes without a line that says why."""

import json
import shutil
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.intake.decide import decide as submit_decision
from pipelines.release_log import published, published_releases
from pipelines.releases.release import current_release, read_release
from pipelines.releases.sign_off.gate import (
    RefusedRelease,
    StaleBuild,
    Unproven,
    permission,
    require_fresh,
    require_proven,
)
from pipelines.warehouse import raw
from pipelines.warehouse.builds import Warehouse, receipts_in
from tests.support.by_hand import land_decision
from tests.support.copies import copy_of
from tests.support.door import new_home

OPEN_ROUND = "2025-07"
CHECK = ("round", "sign-off", OPEN_ROUND, "--role", "chair", "--by", "secretary", "--check")
LATER = datetime(2025, 7, 28, 12, tzinfo=UTC)


def plan(home: Path, *arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, [*arguments, "--home", str(home)], catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result.output


def rows(home: Path, release_id: str, sql: str) -> list[tuple[Any, ...]]:
    file = home / "releases" / release_id / "plan.duckdb"
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def sign_off(home: Path, round_id: str) -> str:
    return plan(home, "round", "sign-off", round_id, "--role", "chair", "--by", "secretary")


def released(home: Path) -> list[str]:
    return [release.release_id for release in published_releases(home / "releases")]


def tamper(home: Path, change: str) -> None:
    """Change a table of the current build, as no refresh would."""
    with duckdb.connect(str(Warehouse.of(home).current().file)) as connection:
        connection.execute(f"update {change}")


@pytest.fixture(scope="module")
def closed(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with its open round closed, and built. For reading only."""
    home = copy_of(demonstration, tmp_path_factory.mktemp("closed") / "home")
    plan(home, "round", "close", OPEN_ROUND, "--role", "chair", "--by", "secretary")
    plan(home, "refresh")
    return home


@pytest.fixture(scope="module")
def signed(closed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, signed off. For reading only."""
    home = copy_of(closed, tmp_path_factory.mktemp("signed") / "home")
    sign_off(home, OPEN_ROUND)
    return home


@pytest.fixture
def home(closed: Path, tmp_path: Path) -> Path:
    return copy_of(closed, tmp_path / "home")


@pytest.fixture
def signed_home(signed: Path, tmp_path: Path) -> Path:
    return copy_of(signed, tmp_path / "home")


def test_the_demonstration_releases_thirteen_rounds_and_two_of_them_again(demonstration: Path) -> None:
    rounds = json.loads(plan(demonstration, "rounds", "--json"))

    states = {row["round_id"]: row["state"] for row in rounds if row["state"] != "upcoming"}
    assert list(states.values()) == ["released"] * 13 + ["open"]
    assert released(demonstration)[-2:] == ["2025-05-r2", "2025-06-r2"]
    assert (current_release(demonstration / "releases") or {})["release_id"] == "2025-06-r2"


def test_each_value_that_the_correction_changed_is_listed_with_the_reason(demonstration: Path) -> None:
    told = "select column_name, was, now from public.revisions where cause = 'correct' and action_id = 'A02'"
    columns = ("in_plain_words", "stated_on", "what_happened")
    of_a02 = "from public.action_rounds where action_id = 'A02' and round_id = '2025-05'"
    chosen = f"select {', '.join(columns)} {of_a02}"

    (was,), (now,) = (rows(demonstration, release_id, chosen) for release_id in ("2025-05-r1", "2025-05-r2"))
    listed = {column: (before, after) for column, before, after in rows(demonstration, "2025-06-r2", told)}

    assert was != now
    for column, before, after in zip(columns, was, now, strict=True):
        assert listed[column] == (str(before), str(after))
    reasons = "select distinct kind, why from public.revisions where cause = 'correct'"
    ((kind, why),) = rows(demonstration, "2025-06-r2", reasons)
    assert kind == "correction"
    assert "overlooked" in why


def test_an_old_release_still_says_what_it_said(demonstration: Path) -> None:
    assert rows(
        demonstration, "2025-05-r1", "select count(*) from public.revisions where kind = 'correction'"
    ) == [(0,)]
    assert read_release(demonstration / "releases" / "2025-05-r1").revision == 1


def test_a_release_names_what_it_was_made_from_and_under_which_sign_off(demonstration: Path) -> None:
    release = read_release(demonstration / "releases" / "2025-06-r2")

    assert release.sign_off["round_id"] == "2025-05"
    assert {given["feed"] for given in release.inputs} >= {"register", "return", "highlights", "decisions"}
    assert all(len(given["sha256"]) == 64 for given in release.inputs)


def test_an_open_round_is_not_released(demonstration: Path) -> None:
    assert f"round {OPEN_ROUND} is open; nothing is released before it is signed off" in plan(
        demonstration, "publish", OPEN_ROUND, status=1
    )


def test_a_round_that_the_build_does_not_have_is_refused_with_those_that_it_has(demonstration: Path) -> None:
    said = plan(demonstration, "publish", "2031-01", status=1)

    assert "the current build has no round 2031-01; it has: 2024-06 … 2025-07" in said


def test_a_round_of_which_nothing_has_changed_is_not_released_again_and_nothing_is_written(
    home: Path,
) -> None:
    before = sorted(path.name for path in (home / "releases").iterdir())

    assert "nothing has changed since" in plan(home, "publish", "2025-06", status=1)
    assert sorted(path.name for path in (home / "releases").iterdir()) == before


def test_a_look_at_what_would_be_signed_off_records_nothing(closed: Path) -> None:
    looked, again = json.loads(plan(closed, *CHECK, "--json")), json.loads(plan(closed, *CHECK, "--json"))

    assert looked == again
    assert looked["rounds"] == [OPEN_ROUND]
    assert looked["tables"]["action_rounds"]["row_count"] == 40


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "en",
            "Round 2025-07 is closed, and can be signed off. Nothing was recorded.",
            "Rounds: 2025-07. Rows: ",
        ),
        ("cy", "Cyflwr rownd 2025-07 yw: wedi cau. Gellir ei llofnodi", "Rowndiau: 2025-07. Rhesi: "),
    ],
)
def test_a_look_says_in_words_that_the_round_can_be_signed_off_and_what_that_covers(
    closed: Path, language: str, first: str, second: str
) -> None:
    state, covers = plan(closed, *CHECK, "--language", language).splitlines()
    sha256 = json.loads(plan(closed, *CHECK, "--json"))["sha256"]

    assert state.startswith(first)
    assert covers.startswith(second)
    assert "action_rounds 40" in covers
    assert covers.endswith(f"SHA-256: {sha256}")


@pytest.mark.parametrize(
    ("round_id", "role", "why"),
    [
        (OPEN_ROUND, "chair", "Round 2025-07 is open. This can be decided once it has closed."),
        ("2025-06", "chair", "2025-06"),
        (OPEN_ROUND, "nobody", "“nobody” is not one of the answers."),
    ],
)
def test_a_look_at_what_cannot_be_signed_off_is_refused_as_the_sign_off_itself(
    demonstration: Path, tmp_path: Path, round_id: str, role: str, why: str
) -> None:
    home = copy_of(demonstration, tmp_path / "home")
    command = ("round", "sign-off", round_id, "--role", role, "--by", "secretary")
    receipts = plan(home, "receipts")

    looked = plan(home, *command, "--check", status=1)

    assert why in looked
    assert plan(home, "receipts") == receipts
    assert plan(home, *command, status=1).splitlines()[1:] == looked.splitlines()[1:]
    assert json.loads(plan(home, *command, "--check", "--json", status=1))["accepted"] is False


def test_a_build_that_is_not_what_was_signed_off_is_not_published(signed_home: Path) -> None:
    tamper(
        signed_home, "review.fct_action_rounds set in_plain_words = 'All is well.' where round_id = '2025-07'"
    )

    said = plan(signed_home, "publish", OPEN_ROUND, status=1)

    assert "is not what was signed off on 28 July 2025" in said
    assert released(signed_home)[-1] == "2025-06-r2"
    assert not list((signed_home / "releases").glob(".making-*"))


def test_a_published_value_that_changes_without_a_reason_fails_the_publication(signed_home: Path) -> None:
    tamper(
        signed_home,
        "review.fct_action_rounds set headline = 'complete' where action_id = 'A01' and round_id = '2025-02'",
    )

    said = plan(signed_home, "publish", OPEN_ROUND, status=1)

    assert "action_rounds (round_id=2025-02;action_id=A01), headline" in said
    assert released(signed_home)[-1] == "2025-06-r2"


def test_a_definition_that_changed_with_the_software_needs_a_reason_and_is_listed(home: Path) -> None:
    tamper(
        home, "public.definitions set definition_en = 'Reworded.' where kind = 'headline' and code = 'paused'"
    )
    sign_off(home, OPEN_ROUND)

    assert "definitions (kind=headline;code=paused), definition_en" in plan(
        home, "publish", OPEN_ROUND, status=1
    )
    plan(home, "publish", OPEN_ROUND, "--reason", "The definition is said more plainly.")

    line = "select kind, cause, why, now from public.revisions where table_name = 'definitions'"
    assert rows(home, "2025-07-r1", line) == [
        ("revision", "recomputed", "The definition is said more plainly.", "Reworded.")
    ]


def test_a_publication_says_where_the_heads_of_its_logs_could_not_be_noted(
    signed_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLAN_HEADS_FILE", str(tmp_path / "no folder" / "heads.txt"))

    said = plan(signed_home, "publish", OPEN_ROUND)

    assert "Released 2025-07-r1. Heads of the logs, to be kept elsewhere:" in said
    assert "The heads could not be added to" in said


def test_a_build_that_did_not_pass_every_test_is_not_published(signed_home: Path) -> None:
    pointer = signed_home / "warehouse" / "current.json"
    told = json.loads(pointer.read_text())
    pointer.write_text(json.dumps(told | {"passed_test_count": told["passed_test_count"] - 1}))

    assert "tests; run `plan refresh` first" in plan(signed_home, "publish", OPEN_ROUND, status=1)


@pytest.mark.parametrize(
    "decided",
    [
        {"decision": "hold", "action_id": "A03", "reason": "Someone could be known by it."},
        {"decision": "withdraw_voice", "voice_id": "V-0"},
        {"decision": "agree_boundary", "action_id": "A20", "partner_id": "council", "text_sha256": "0" * 64},
    ],
    ids=lambda decided: decided["decision"],
)
def test_a_build_that_has_not_heard_of_a_decision_is_not_published(
    signed_home: Path, decided: dict[str, str]
) -> None:
    land_decision(signed_home, LATER, **decided)

    with pytest.raises(StaleBuild, match=rf"\({decided['decision']}\); run `plan refresh` first"):
        permission(signed_home, Warehouse.of(signed_home).current(), OPEN_ROUND, LATER)


@pytest.mark.parametrize(
    ("landed", "is_stale"),
    [
        ([(-60, "hold")], True),
        ([(0, "hold")], True),
        ([(1, "hold")], False),
        ([(-60, "sign_off")], False),
        ([(1, "hold"), (-60, "hold")], True),
        ([(-90, "sign_off"), (-60, "hold")], True),
    ],
)
def test_a_build_is_stale_by_what_was_decided_until_then_and_by_no_sign_off(
    landed: list[tuple[int, str]], is_stale: bool, home: Path
) -> None:
    for minutes, decision in landed:
        land_decision(home, LATER + timedelta(minutes=minutes), decision=decision, action_id="A03")
    with pytest.raises(StaleBuild) if is_stale else nullcontext():
        require_fresh(home, Warehouse.of(home).current(), LATER)


def test_a_round_being_corrected_holds_up_the_ones_after_it(home: Path) -> None:
    land_decision(home, LATER, decision="correct", round_id="2025-06", reason="A figure was wrong.")

    for asked in ("2025-06", "2025-05"):  # with 2025-05 what is released of 2025-06 would come out again
        assert "round 2025-06 is being corrected and not signed off afresh" in plan(
            home, "publish", asked, status=1
        )
    answer = submit_decision(
        home=home, submitted_by="secretary", received_at=LATER, decision="sign_off", role="chair",
        round_id=OPEN_ROUND, reviewed_sha256="0" * 64, decided_on=LATER.date(),
    )  # fmt: skip
    assert ["2025-06 is not signed off" in problem.message for problem in answer.problems] == [True]


def test_a_round_is_not_published_before_the_one_before_it_whatever_the_door_let_in(home: Path) -> None:
    """The gate alone: a correction and a later sign-off that no check of the door has seen."""
    land_decision(home, LATER, decision="correct", round_id="2025-06", reason="A figure was wrong.")
    land_decision(home, LATER, decision="sign_off", round_id=OPEN_ROUND, reviewed_sha256="0" * 64)

    with pytest.raises(RefusedRelease, match="round 2025-06 comes first, and it is being corrected"):
        permission(home, Warehouse.of(home).current(), OPEN_ROUND, LATER)


def test_a_round_that_is_signed_off_afresh_and_not_released_comes_before_the_next(home: Path) -> None:
    land_decision(home, LATER, decision="correct", round_id="2025-06", reason="A figure was wrong.")
    afresh = LATER + timedelta(hours=1)
    for round_id in ("2025-06", OPEN_ROUND):
        land_decision(home, afresh, decision="sign_off", round_id=round_id, reviewed_sha256="0" * 64)

    with pytest.raises(RefusedRelease, match="round 2025-06 comes first, and it is signed off but not"):
        permission(home, Warehouse.of(home).current(), OPEN_ROUND, afresh)


@pytest.mark.parametrize("round_id", ["2024-06", "2024-07", "2025-05", "2025-06"])
def test_with_a_round_all_later_ones_that_are_released_come_out_again_and_none_before(
    round_id: str, demonstration: Path
) -> None:
    allowed = permission(demonstration, Warehouse.of(demonstration).current(), round_id, LATER)

    out = list(dict.fromkeys(each.round_id for each in published_releases(demonstration / "releases")))
    assert allowed.rounds == tuple(out[out.index(round_id) :])


def test_a_sign_off_that_the_log_does_not_know_publishes_nothing_and_is_named(
    home: Path, tmp_path: Path
) -> None:
    """By hand, past the door: the folder is whole, and only its entry in the log is missing."""
    reviewed = json.loads(plan(home, *CHECK, "--json"))["sha256"]
    slipped = land_decision(
        home, LATER, is_logged=False, decision="sign_off", round_id=OPEN_ROUND, reviewed_sha256=reviewed
    )

    for command in (("publish", OPEN_ROUND), CHECK):
        said = plan(home, *command, status=3)
        assert f"submission_not_in_log: decisions/{slipped.name}" in said
        assert "move it out of landing" in said
    states = {row["round_id"]: row["state"] for row in json.loads(plan(home, "rounds", "--json"))}
    assert states[OPEN_ROUND] == "closed"
    file = tmp_path / "plan.duckdb"
    list(raw.load(file, home, "a-build", LATER))
    assert slipped.name not in receipts_in(file)


@pytest.mark.parametrize(("count", "more"), [(1, None), (5, None), (6, " and 1 more"), (12, " and 7 more")])
def test_of_much_that_the_log_does_not_know_five_are_named_and_the_others_counted(
    count: int, more: str | None, tmp_path: Path
) -> None:
    home = new_home(tmp_path)
    for number in range(count):
        (home / "landing" / "return" / f"slipped-{number}").mkdir(parents=True)

    with pytest.raises(Unproven) as unproven:
        require_proven(home)
    said = str(unproven.value)
    assert said.count("submission_not_in_log: return/slipped-") == min(count, 5)
    assert (f"{more})" in said) if more else (" more)" not in said)


def test_a_hold_that_the_log_does_not_know_takes_nothing_back(home: Path) -> None:
    land_decision(home, LATER, is_logged=False, decision="hold", action_id="A01", reason="Nothing.")

    assert "No release holds words" in plan(home, "withhold")


def test_a_decision_that_was_altered_after_it_was_taken_in_stops_sign_off_and_build(home: Path) -> None:
    place = land_decision(home, LATER, decision="hold", action_id="A03", reason="Someone could be known.")
    rows_file = place / "rows" / "decisions.parquet"
    rows_file.write_bytes(rows_file.read_bytes() + b" ")

    assert f"file_altered: decisions/{place.name}" in plan(
        home, "round", "sign-off", OPEN_ROUND, "--role", "chair", "--by", "secretary", status=3
    )
    said = plan(home, "refresh", status=3)
    assert f"Restore landing/decisions/{place.name} from the backup" in said


def test_a_submission_that_the_log_knows_and_that_is_gone_stops_the_build(home: Path) -> None:
    place = land_decision(home, LATER, decision="hold", action_id="A03", reason="Someone could be known.")
    shutil.rmtree(place)

    assert f"submission {place.name} (feed decisions) is damaged: its folder is missing" in plan(
        home, "refresh", status=3
    )


def test_what_the_log_of_releases_does_not_know_stops_a_publication_and_is_named(home: Path) -> None:
    releases = home / "releases"
    shutil.copytree(releases / "2025-06-r2", releases / "2025-07-r1")

    said = plan(home, "publish", OPEN_ROUND, status=3)

    assert "release_not_in_log: 2025-07-r1" in said
    assert "move it out of releases" in said


def test_a_release_that_is_only_said_to_be_published_lets_no_later_round_through(home: Path) -> None:
    """An entry slipped into the log of releases, so that the round seems to be out already."""
    land_decision(home, LATER, decision="correct", round_id="2025-06", reason="A figure was wrong.")
    land_decision(home, LATER, decision="sign_off", round_id="2025-06", reviewed_sha256="0" * 64)
    land_decision(home, LATER, decision="sign_off", round_id=OPEN_ROUND, reviewed_sha256="0" * 64)
    published(home / "releases", "2025-06-r3", "0" * 64, LATER)

    with pytest.raises(Unproven, match="release_missing: 2025-06-r3"):
        permission(home, Warehouse.of(home).current(), OPEN_ROUND, LATER)


def test_a_release_whose_files_were_altered_is_no_ground_for_the_next(signed_home: Path) -> None:
    with duckdb.connect(str(signed_home / "releases" / "2025-06-r2" / "plan.duckdb")) as connection:
        connection.execute("update public.action_rounds set headline = 'complete'")

    assert "release_file_altered: 2025-06-r2/plan.duckdb" in plan(
        signed_home, "publish", OPEN_ROUND, status=3
    )
