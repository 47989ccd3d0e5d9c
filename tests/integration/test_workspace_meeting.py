"""The group's meeting on the writing side: who may do what, the rows of the command line, two at once."""

import csv
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines import landing
from pipelines.cli import app
from pipelines.defs import runs
from pipelines.intake.submit import submit
from pipelines.receipts.receipt import Receipt
from pipelines.workspace import (
    ChangedSince,
    DecidedSince,
    Meeting,
    NotAllowed,
    NotPossibleNow,
    Refusal,
    Workspace,
    trying_as,
)
from tests.support.copies import copy_of
from tests.support.door import DEMO

ROUND = "2025-07"
STEERING = ("secretary", "chair", "voices_lead")
PERSONAS = (*STEERING, "administrator", "council", "nobody")
ASKS: dict[str, Callable[[Meeting], object]] = {
    "agenda": lambda meeting: meeting.agenda(ROUND),
    "minutes": lambda meeting: meeting.minutes(ROUND),
    "what was decided": lambda meeting: meeting.decided_on("A09"),
    "what is not in the figures": lambda meeting: meeting.waiting(),
    "cards": lambda meeting: meeting.cards(),
    "quotes": lambda meeting: meeting.quotes("community-safety", None),
    "questions": lambda meeting: meeting.asked(),
    "the sheet": lambda meeting: meeting.sheet(ROUND),
    "a preview": lambda meeting: meeting.preview(ROUND, "en"),
    "a bulletin": lambda meeting: meeting.bulletin("2025-06"),
}


@pytest.fixture(autouse=True)
def no_refresh(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ask_for_refresh", "ask_to_withhold", "prepare_refresh"):
        monkeypatch.setattr(f"pipelines.workspace.desk.{name}", lambda home: None)


@pytest.fixture(scope="module")
def shared(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration in which tests decide on things of their own; nothing is built again."""
    return copy_of(demonstration, tmp_path_factory.mktemp("meeting") / "home")


def meeting(home: Path, persona: str) -> Meeting:
    return Meeting(Workspace(home, trying_as(persona)))


def rows(home: Path) -> list[dict[str, Any]]:
    """Return what the last landed file of decisions says, whichever its receipt."""
    last = landing.landed(home, "decisions")[-1]
    return [{**row, "receipt_id": None} for row in last.rows("decisions")]


@pytest.mark.parametrize("asked", ASKS)
@pytest.mark.parametrize("persona", PERSONAS)
def test_only_the_steering_group_sees_its_pages(shared: Path, persona: str, asked: str) -> None:
    if persona in STEERING:
        ASKS[asked](meeting(shared, persona))
    else:
        with pytest.raises(NotAllowed):
            ASKS[asked](meeting(shared, persona))


@pytest.mark.parametrize("persona", ["council", "administrator", "nobody"])
def test_who_is_not_of_the_group_decides_signs_and_publishes_nothing(shared: Path, persona: str) -> None:
    before = len(landing.landed(shared, "decisions"))
    them = meeting(shared, persona)

    for act in (
        lambda: them.record("note", ROUND, None, "en", round_id=ROUND, words="Ours."),
        lambda: them.sign_off(ROUND, "0" * 64, "en"),
        lambda: them.publish(ROUND, "en"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert len(landing.landed(shared, "decisions")) == before


@pytest.mark.parametrize("decision", ["sign_off", "withdraw_sign_off", "correct"])
def test_a_secretary_signs_for_nobody(shared: Path, decision: str) -> None:
    secretary = meeting(shared, "secretary")

    assert not secretary.may(decision)
    with pytest.raises(NotAllowed):
        secretary.record(decision, ROUND, None, "en", round_id=ROUND, reason="So.")


SAID: dict[str, dict[str, str]] = {
    "ask": {"action_id": "A01", "round_id": ROUND, "words": "When does it open?", "words_language": "en"},
    "second_view": {
        "action_id": "A03", "round_id": ROUND, "stage": "in_progress", "rating": "delayed",
        "words": "It is shut.", "words_language": "en", "what_would_settle": "An open door.",
        "look_again_on": "01/09/2025",
    },
    "settle": {
        "action_id": "A09", "round_id": ROUND, "stage": "in_progress", "rating": "at_risk",
        "words": "We agree.", "words_language": "en",
    },
    "agree_date": {"action_id": "A11", "round_id": ROUND, "agreed_finish": "2026-06", "reason": "The lease."},
    "hold": {"action_id": "A12", "round_id": ROUND, "reason": "A name."},
    "note": {"round_id": ROUND, "words": "Tea was short.", "words_language": "en"},
}  # fmt: skip


@pytest.mark.parametrize("decision", SAID)
def test_a_decision_on_the_page_is_the_row_that_plan_decide_makes(
    shared: Path, tmp_path: Path, demonstration: Path, decision: str
) -> None:
    said = SAID[decision]
    subject = said.get("action_id", ROUND)
    secretary = meeting(shared, "secretary")
    seen = [each.receipt_id for each in secretary.decided_on(subject)]
    receipt = secretary.record(decision, subject, seen[-1] if seen else None, "en", **said)
    assert receipt.accepted, receipt.problems
    (mine,) = rows(shared)
    other = Path(shutil.copytree(demonstration / "landing", tmp_path / "home" / "landing")).parent
    shutil.copyfile(demonstration / "receipts.jsonl", other / "receipts.jsonl")
    pairs = [f"{column}={value}" for column, value in said.items()]
    command = ["decide", decision, "--role", mine["role"], "--by", "secretary", *pairs, "--home", str(other)]
    result = CliRunner().invoke(app, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output

    assert rows(other) == [mine]
    assert mine["role"] == ("secretary" if decision in ("ask", "hold", "note") else "steering_group")
    assert secretary.decided_on(subject)[-1].receipt_id == receipt.receipt_id
    assert receipt.receipt_id in {each.receipt_id for each in secretary.minutes(ROUND)}


def test_of_two_who_decide_at_once_the_second_sees_the_first_before_anything_is_added(shared: Path) -> None:
    secretary, chair = meeting(shared, "secretary"), meeting(shared, "chair")
    seen = [each.receipt_id for each in secretary.decided_on("A16")]
    last = seen[-1] if seen else None
    said = {"action_id": "A16", "round_id": ROUND, "words_language": "en"}
    first = chair.record("ask", "A16", last, "en", words="Which streets?", **said)
    with pytest.raises(DecidedSince) as since:
        secretary.record("ask", "A16", last, "en", words="Which days?", **said)
    (newer,) = since.value.newer
    second = secretary.record("ask", "A16", newer.receipt_id, "en", words="Which days?", **said)

    assert newer.words == "Which streets?"
    assert [each.receipt_id for each in chair.decided_on("A16")] == [
        *seen,
        first.receipt_id,
        second.receipt_id,
    ]


def test_a_partner_agrees_to_the_words_that_it_sees_and_to_no_others(shared: Path) -> None:
    council = Workspace(shared, trying_as("council"))
    card = next(card for card in council.cards("council") if card.is_whole and not card.agreed["council"])
    action_id = card.action.action_id
    other = council.agree("council", action_id, "0" * 64, "en")
    mine = council.agree("council", action_id, card.text_sha256, "en")
    now = next(each for each in council.cards("council") if each.action.action_id == action_id)

    assert [problem.code for problem in other.problems] == ["boundary_text_changed"]
    assert mine.accepted
    assert now.agreed["council"] == council.today()
    forged = {"decision": "agree_boundary", "action_id": action_id, "text_sha256": card.text_sha256}
    for partner in ("police", "steering-group"):
        with pytest.raises(NotAllowed):
            council.agree(partner, action_id, card.text_sha256, "en")
        with pytest.raises(NotAllowed):
            council.decide("partner", "en", partner_id=partner, **forged)


def loaded(home: Path, folder: Path, as_of: str, **joined: str) -> Receipt:
    """Load the demonstration's register again: on another day, with actions joined to others."""
    register = Path(shutil.copytree(DEMO / "register", folder / f"register-{as_of}"))
    plan = (register / "plan.csv").read_text(encoding="utf-8")
    (register / "plan.csv").write_text(plan.replace("2025-07-28", as_of), encoding="utf-8")
    with (register / "actions.csv").open(encoding="utf-8", newline="") as file:
        actions = list(csv.DictReader(file))
    for row in actions:
        row["joined_to"] = joined.get(row["action_id"], row["joined_to"])
    with (register / "actions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(actions[0]))
        writer.writeheader()
        writer.writerows(actions)
    if joined:
        lines = [f"{action_id},joined,They are one." for action_id in joined]
        text = "\n".join(["action_id,change,reason", *lines])
        (register / "register_changes.csv").write_text(text, encoding="utf-8")
    at = datetime.fromisoformat(f"{as_of}T09:00:00+00:00").astimezone(UTC)
    receipt = submit(register, home=home, feed="register", submitted_by="plan officer", received_at=at)
    assert receipt.accepted, receipt.problems
    return receipt


def test_a_round_is_signed_as_it_was_seen_once_closed_by_the_chair_once(
    deployment: Path, tmp_path: Path
) -> None:
    chair, secretary = meeting(deployment, "chair"), meeting(deployment, "secretary")
    open_sheet, looked_at = chair.sheet(ROUND), chair.preview(ROUND, "en")
    assert (looked_at.folder / "current.json").exists()
    still_open = chair.sign_off(ROUND, open_sheet.covered.sha256, "en")
    assert [stop.code for stop in open_sheet.stops] == ["round_open"]
    assert [problem.code for problem in still_open.problems] == ["round_still_open"]

    assert secretary.record("close", ROUND, None, "en", round_id=ROUND).accepted
    assert [stop.code for stop in chair.sheet(ROUND).stops] == ["not_in_figures"]
    with pytest.raises(NotPossibleNow):
        chair.sign_off(ROUND, open_sheet.covered.sha256, "en")
    loaded(deployment, tmp_path, "2025-07-30")
    runs.refresh(deployment)
    assert not looked_at.folder.exists()  # nothing of it outlives its build
    seen = chair.sheet(ROUND)
    assert seen.stops == ()
    said = {"action_id": "A09", "round_id": ROUND, "stage": "in_progress", "rating": "at_risk"}
    last = secretary.decided_on("A09")[-1].receipt_id
    assert secretary.record(
        "settle", "A09", last, "en", words="So be it.", words_language="en", **said
    ).accepted
    runs.refresh(deployment)
    with pytest.raises(ChangedSince):  # the page was open while the figures changed
        chair.sign_off(ROUND, seen.covered.sha256, "en")
    with pytest.raises(NotAllowed):
        secretary.sign_off(ROUND, chair.sheet(ROUND).covered.sha256, "en")
    assert chair.sign_off(ROUND, chair.sheet(ROUND).covered.sha256, "en").accepted
    with pytest.raises(ChangedSince):  # a second time
        chair.sign_off(ROUND, chair.sheet(ROUND).covered.sha256, "en")

    assert [stop.code for stop in chair.sheet(ROUND).stops] == ["signed"]
    with pytest.raises(Refusal, match="nid oes gan yr adeiladwaith presennol rownd 2025-08"):
        chair.publish("2025-08", "cy")
    told = {"reason": "It was misheard.", "words": "At risk no more.", "words_language": "en"}
    last = chair.decided_on(ROUND)[-1].receipt_id
    right = said | {"rating": "on_track"} | told
    assert chair.record("correct", ROUND, last, "en", **right).accepted
    assert [stop.code for stop in chair.sheet(ROUND).stops] == ["not_in_figures"]


def test_nothing_more_is_decided_on_an_action_that_was_joined_meanwhile(shared: Path, tmp_path: Path) -> None:
    secretary = meeting(shared, "secretary")
    loaded(shared, tmp_path, "2025-07-29", A19="A18")
    said = {"action_id": "A19", "round_id": ROUND, "words": "When?", "words_language": "en"}
    last = secretary.decided_on("A19")[-1].receipt_id
    receipt = secretary.record("ask", "A19", last, "cy", **said)

    assert [problem.code for problem in receipt.problems] == ["decided_on_joined"]
    assert "A18" in receipt.problems[0].message
