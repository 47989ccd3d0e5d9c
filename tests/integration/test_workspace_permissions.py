"""What each visitor may do: each role, each thing that can be asked, own and other partner, each round."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.intake.submit import submit
from pipelines.receipts.receipt import Receipt
from pipelines.workspace import (
    Checked,
    NotAllowed,
    NotPossibleNow,
    Overtaken,
    Refusal,
    Workspace,
    of_form,
    of_no_change,
    signed_in,
    trying_as,
    uploaded,
)
from pipelines.workspace.visitors import require_demonstration
from tests.support.door import DEMO, a_return, new_home, on_track

ROUND = "2025-07"
"""The round that is open where the demonstration's clock stands."""

LIST = """email,role,partner_id,from_on,until_on
council@example.org,partner,council,,
police@example.org,partner,police,,
secretary@example.org,secretary,,,
chair@example.org,chair,,,
voices@example.org,voices_lead,,,
admin@example.org,administrator,,,
expired@example.org,partner,council,,2025-07-27
early@example.org,partner,council,2025-07-29,
both@example.org,partner,council,,
both@example.org,secretary,,,
"""
PEOPLE = [*dict.fromkeys(line.partition("@")[0] for line in LIST.splitlines()[1:]), "stranger"]
HERS = of_no_change(["A11"])
"""A return that the council may send."""


@pytest.fixture(autouse=True)
def no_refresh(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Keep refreshes from running; the list has the deployments that asked for one."""
    asked: list[Path] = []
    monkeypatch.setattr("pipelines.workspace.desk.ask_for_refresh", asked.append)
    monkeypatch.setattr("pipelines.workspace.desk.prepare_refresh", lambda home: None)
    return asked


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = new_home(tmp_path)
    load(home, LIST)
    return home


def load(home: Path, rows: str) -> None:
    file = home.parent / "access.csv"
    file.write_text(rows, encoding="utf-8")
    receipt = submit(
        file,
        home=home,
        feed="access",
        submitted_by="plan officer",
        received_at=datetime(2025, 7, 1, tzinfo=UTC),
    )
    assert receipt.accepted, receipt.problems


def desk(home: Path, who: str) -> Workspace:
    return Workspace(home, signed_in(f"{who}@example.org"))


def sent(home: Path, who: str = "council", upload: Any = HERS, round_id: str = ROUND) -> Receipt:
    place = desk(home, who)
    return place.submit(place.check(upload, "council", round_id, "en"), "council", round_id, "en")


def deeds(home: Path) -> dict[str, Callable[[Workspace, str], Any]]:
    """Return everything that can be asked of the workspace, of a partner where it is of one."""
    checked = Checked(HERS, desk(home, "council").check(HERS, "council", ROUND, "en").preview, None)
    receipt = sent(home)
    return {
        "actions": lambda place, partner: place.actions(partner, ROUND),
        "asked": lambda place, partner: place.asked(partner),
        "template": lambda place, partner: place.template(partner, ROUND, "en"),
        "check": lambda place, partner: place.check(HERS, partner, ROUND, "en"),
        "submit": lambda place, partner: place.submit(
            Checked(checked.upload, checked.preview, receipt.receipt_id), partner, ROUND, "en"
        ),
        "marked": lambda place, partner: place.marked(checked, partner, ROUND, "en"),
        "receipts": lambda place, partner: place.receipts(partner),
        "last_receipt": lambda place, partner: place.last_receipt(partner, ROUND),
        "original": lambda place, partner: place.original(partner, receipt.receipt_id),
        "is_in_figures": lambda place, partner: place.is_in_figures(
            receipt.model_copy(update={"partner_id": partner})
        ),
        "build of a partner": lambda place, partner: place.build(partner),
        "build": lambda place, partner: place.build(),
        **{
            f"decide as {role}": lambda place, partner, role=role: place.decide(role, "en", decision="hold")
            for role in ("chair", "secretary", "administrator", "partner")
        },
        "access": lambda place, partner: place.access(),
    }


READ = {"actions", "asked", "receipts", "last_receipt", "original", "is_in_figures", "build of a partner"}
REPORT = READ | {"template", "check", "submit", "marked"}
MAY: dict[tuple[str, str], set[str]] = {
    ("council", "council"): REPORT,
    ("police", "police"): REPORT,
    ("both", "council"): REPORT | {"build", "decide as secretary"},
    ("both", "police"): READ | {"build", "decide as secretary"},
    **{("secretary", partner): READ | {"build", "decide as secretary"} for partner in ("council", "police")},
    **{("chair", partner): READ | {"build", "decide as chair"} for partner in ("council", "police")},
    **{("voices", partner): {"build"} for partner in ("council", "police")},
    **{("admin", partner): {"access"} for partner in ("council", "police")},
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("partner", ["council", "police"])
def test_nothing_passes_that_the_table_does_not_have(home: Path, who: str, partner: str) -> None:
    passed = set()
    for name, deed in deeds(home).items():
        try:
            deed(desk(home, who), partner)
            passed.add(name)
        except NotAllowed:
            continue
        except (NotPossibleNow, Refusal):  # allowed, and answered: there is no build, it is another's receipt
            passed.add(name)

    assert passed == MAY.get((who, partner), set())


@pytest.mark.parametrize("partner", ["", "nobody", "council; police", "COUNCIL", "../council"])
def test_a_forged_partner_is_refused(home: Path, partner: str) -> None:
    place = desk(home, "council")

    for deed in (
        lambda: place.actions(partner, ROUND),
        lambda: place.check(HERS, partner, ROUND, "en"),
        lambda: place.template(partner, ROUND, "en"),
        lambda: place.receipts(partner),
    ):
        with pytest.raises(NotAllowed):
            deed()


@pytest.mark.parametrize(
    ("round_id", "is_accepted", "code"),
    [
        ("2025-07", True, None),
        ("2025-06", True, "round_closed"),
        ("2025-08", False, "round_not_open"),
        ("1999-01", False, "round_unknown"),
        ("", False, "round_unknown"),
    ],
    ids=["open", "closed", "not open yet", "of no plan", "none"],
)
def test_a_round_takes_what_its_state_allows(
    home: Path, round_id: str, is_accepted: bool, code: str | None
) -> None:
    receipt = sent(home, round_id=round_id)

    assert receipt.accepted is is_accepted
    assert code is None or code in {found.code for found in (*receipt.problems, *receipt.warnings)}


def test_a_partner_cannot_report_on_anothers_action_whatever_the_page_sends(home: Path) -> None:
    receipt = sent(home, upload=of_form("A04", {"stage": "not_started"}, {}))

    assert [found.code for found in receipt.problems] == ["action_not_yours"]


def test_whoever_is_taken_off_the_list_can_do_nothing_more(home: Path) -> None:
    place = desk(home, "council")
    checked = place.check(HERS, "council", ROUND, "en")
    load(home, LIST.replace("council@example.org,partner,council,,\n", ""))

    with pytest.raises(NotAllowed):
        place.submit(checked, "council", ROUND, "en")
    assert place.person().is_stranger
    assert desk(home, "both").receipts("council") == []


def test_a_receipt_is_by_who_signed_in(home: Path, no_refresh: list[Path]) -> None:
    receipt = sent(home)

    assert (receipt.submitted_by, receipt.signed_in) == ("council@example.org", True)
    assert no_refresh == [home]


def test_a_refused_return_asks_for_no_refresh(home: Path, no_refresh: list[Path]) -> None:
    assert not sent(home, upload=uploaded("r.csv", b"nothing")).accepted
    assert no_refresh == []


def test_a_click_that_came_twice_gives_one_receipt(home: Path) -> None:
    place = desk(home, "council")
    checked = place.check(HERS, "council", ROUND, "en")
    first, second = (place.submit(checked, "council", ROUND, "en") for _ in range(2))

    assert second.duplicate_of == first.receipt_id
    assert [receipt.receipt_id for receipt in place.receipts("council")] == [first.receipt_id]


def test_two_of_one_partner_do_not_write_over_each_other_unseen(home: Path, tmp_path: Path) -> None:
    one, other = desk(home, "council"), desk(home, "both")
    checked = one.check(HERS, "council", ROUND, "en")
    sent(home, "both", uploaded("r.xlsx", a_return(tmp_path / "r.xlsx", [on_track("A11")]).read_bytes()))

    with pytest.raises(Overtaken):
        one.submit(checked, "council", ROUND, "en")
    again = one.check(HERS, "council", ROUND, "en")
    assert one.submit(again, "council", ROUND, "en").accepted
    assert len(other.receipts("council")) == 2


def test_a_partner_gets_its_own_file_back_byte_for_byte(home: Path, tmp_path: Path) -> None:
    content = a_return(tmp_path / "r.xlsx", [on_track("A11")]).read_bytes()
    receipt = sent(home, upload=uploaded("July, final.xlsx", content))

    assert desk(home, "council").original("council", receipt.receipt_id) == ("July, final.xlsx", content)
    with pytest.raises(Refusal):
        desk(home, "police").original("police", receipt.receipt_id)


def test_a_role_can_be_tried_out_only_in_a_demonstration(home: Path, tmp_path: Path) -> None:
    place = Workspace(home, trying_as("council"))
    assert place.person().may("report", "council")
    assert not place.person().may("report", "police")
    assert not place.check(HERS, "council", ROUND, "en").preview.problems
    assert Workspace(home, trying_as("mayor")).person().is_stranger
    register = tmp_path / "real"
    register.mkdir()
    for sheet in (DEMO / "register").glob("*.csv"):
        text = sheet.read_text(encoding="utf-8")
        (register / sheet.name).write_text(
            text.replace(",true,2025-07-28,", ",false,,") if sheet.stem == "plan" else text, encoding="utf-8"
        )
    loaded = submit(
        register,
        home=home,
        feed="register",
        submitted_by="plan officer",
        received_at=datetime(2025, 7, 2, tzinfo=UTC),
    )
    assert loaded.accepted, loaded.problems

    assert place.person().is_stranger
    assert place.personas() == ()
    with pytest.raises(NotPossibleNow, match="not a demonstration"):
        require_demonstration(home)


def test_a_demonstration_that_is_not_there_cannot_be_tried(tmp_path: Path) -> None:
    with pytest.raises(NotPossibleNow, match="register"):
        require_demonstration(tmp_path)
