"""An agreement to a boundary card: of a partner of the action, and to the text word for word."""

import csv
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.contracts.register import Action
from pipelines.intake.decide import decide
from pipelines.intake.submit import submit
from pipelines.landing import latest
from pipelines.receipts.receipt import Receipt
from pipelines.register import current
from pipelines.register.boundary import PARTS, card_sha256, empty_parts
from pipelines.warehouse.builds import Warehouse, reading
from tests.support.door import DEMO, codes, new_home

NOW = datetime(2024, 7, 10, 20, 15, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def agree(home: Path, received_at: datetime = NOW, **said: Any) -> Receipt:
    about = {
        "decision": "agree_boundary",
        "role": "secretary",
        "action_id": "A01",
        "decided_on": date(2024, 7, 10),
    }
    return decide(
        home=home,
        submitted_by="secretary",
        received_at=received_at,
        **{**about, "partner_id": "council", **said},
    )


def card(**words: str) -> Action:
    return Action(action_id="A01", position=1, theme_id="t", **words)


def load_changed_register(home: Path, folder: Path, column: str, words: str) -> Receipt:
    """Load the demonstration's register again with other words on the card of A01."""
    register = Path(shutil.copytree(DEMO / "register", folder / "register"))
    with (register / "actions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0][column] = words
    with (register / "actions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return submit(
        register, home=home, feed="register", submitted_by="plan officer",
        received_at=datetime(2024, 7, 11, 9, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize("role", ["chair", "secretary"])
@pytest.mark.parametrize("partner", ["youth-service", "council", "steering-group"])
def test_a_partner_of_the_action_agrees_to_the_text_as_it_reads_now(
    home: Path, partner: str, role: str
) -> None:
    assert agree(home, partner_id=partner, role=role).accepted

    found = latest(home, "decisions")
    assert found is not None
    assert [row["text_sha256"] for row in found.rows("decisions")] == [
        card_sha256(current(home).by_action["A01"])
    ]


def test_who_neither_leads_nor_supports_the_action_cannot_agree(home: Path) -> None:
    assert codes(agree(home, partner_id="police")) == ["partner_not_of_action"]
    assert codes(agree(home, partner_id=None)) == ["decision_needs"]
    assert codes(agree(home, role="voices_lead")) == ["role_not_allowed"]
    assert codes(agree(home, role="partner", partner_id="steering-group")) == ["partner_not_of_action"]


@pytest.mark.parametrize("decision", ["accept_late", "ask"])
def test_no_other_decision_on_the_action_asks_whose_it_is_or_for_its_text(home: Path, decision: str) -> None:
    found = codes(
        agree(home, decision=decision, role="chair", partner_id="police", words="When does it open?")
    )

    assert set(found) <= {"decision_needs"}


@pytest.mark.parametrize("digit", ["0", "f"])
def test_an_agreement_to_another_text_is_refused(home: Path, digit: str) -> None:
    assert codes(agree(home, text_sha256=digit * 64)) == ["boundary_text_changed"]


def test_a_sheet_that_does_not_say_which_text_is_told_how_the_card_reads_now(
    home: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "decisions.csv"
    sheet.write_text(
        "decision,action_id,partner_id,role,decided_on\nagree_boundary,A01,council,secretary,2024-07-10\n"
    )

    receipt = submit(sheet, home=home, feed="decisions", submitted_by="secretary", received_at=NOW)

    assert codes(receipt) == ["boundary_text_missing"]
    assert card_sha256(current(home).by_action["A01"]) in receipt.problems[0].message


def test_a_word_that_changed_in_either_language_asks_for_agreement_anew(home: Path, tmp_path: Path) -> None:
    before = card_sha256(current(home).by_action["A01"])
    assert load_changed_register(home, tmp_path, "boundary_not_included_cy", "Geiriau eraill.").accepted

    later = datetime(2024, 7, 12, 9, tzinfo=UTC)
    refused = agree(home, later, text_sha256=before)

    assert codes(refused) == ["boundary_text_changed"]
    assert card_sha256(current(home).by_action["A01"]) in refused.problems[0].message
    assert before not in refused.problems[0].message
    assert agree(home, later).accepted


def test_a_card_without_words_in_one_language_cannot_be_agreed(home: Path, tmp_path: Path) -> None:
    assert load_changed_register(home, tmp_path, "boundary_depends_on_cy", "").accepted

    assert codes(agree(home, datetime(2024, 7, 12, 9, tzinfo=UTC))) == ["boundary_incomplete"]


def test_an_action_that_the_plan_does_not_have_is_named(home: Path) -> None:
    assert codes(agree(home, action_id="A99")) == ["action_unknown"]


def test_the_hash_tells_a_word_moved_from_one_part_of_the_card_to_the_next() -> None:
    first = card(boundary_agreed_en="By March", boundary_depends_on_en="a lease")
    second = card(boundary_agreed_en="By", boundary_depends_on_en="March a lease")

    assert card_sha256(first) != card_sha256(second)
    assert len(PARTS) == 8
    assert empty_parts(first, ("en", "cy")) == list(PARTS[2:])
    assert empty_parts(first, ("en",)) == list(PARTS[2:4])


def test_most_cards_of_the_demonstration_are_agreed_and_the_others_show_no_words(
    demonstration: Path,
) -> None:
    with reading(Warehouse.of(demonstration).current().file) as connection:
        states = dict(
            connection.execute("select state, count(*) from public.boundary_cards group by all").fetchall()
        )
        worded = connection.execute(
            "select distinct state from public.boundary_cards where "
            "coalesce(agreed_en, agreed_cy, depends_on_en, can_influence_cy, cy_status) is not null"
        ).fetchall()

    assert states == {"agreed": 33, "being_agreed": 7}
    assert worded == [("agreed",)]
