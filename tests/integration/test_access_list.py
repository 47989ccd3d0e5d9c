"""The access list through the door: what is refused, what counts, and its history."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.access import NotAllowed, changes_of_list, person_on
from pipelines.cli import app
from pipelines.landing import DamagedLanding
from pipelines.landing.verify import who_sent
from pipelines.receipts.receipt import Receipt
from tests.support.door import OPEN, codes, new_home, send, warned

HEADER = "email,role,partner_id,from_on,until_on"
TODAY = OPEN.date()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def load(home: Path, *rows: str, days: int = 0, **about: object) -> Receipt:
    file = home.parent / f"access-{days}.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    when = OPEN + timedelta(days)
    return send(file, home, feed="access", partner_id=None, round_id=None, received_at=when, **about)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("officer@example.org,partner,council,,", []),
        ("officer@example.org,partner,council,2024-06-01,2024-06-01", []),
        ("officer@example.org,partner,council,2024-06-01,2024-07-01", []),
        ("officer,partner,council,,", ["email_malformed"]),
        ("officer@example,partner,council,,", ["email_malformed"]),
        ("two@a.example three@a.example,partner,council,,", ["email_malformed"]),
        (",partner,council,,", ["value_missing"]),
        ("officer@example.org,partner,,,", ["access_needs_partner"]),
        ("officer@example.org,partner,parish,,", ["reference_unknown"]),
        ("officer@example.org,chair,council,,", ["access_names_partner"]),
        ("officer@example.org,owner,council,,", ["code_unknown"]),
        ("officer@example.org,,council,,", ["value_missing"]),
        ("officer@example.org,partner,council,2024-07-01,2024-06-01", ["dates_out_of_order"]),
    ],
)
def test_a_row_that_cannot_be_is_refused(home: Path, row: str, expected: list[str]) -> None:
    assert codes(load(home, row)) == expected


def test_a_person_has_a_role_once(home: Path) -> None:
    rows = [
        "a@example.org,partner,council,,",
        "A@Example.org,partner,council,,",
        "a@example.org,partner,police,,",
    ]

    assert codes(load(home, *rows)) == ["access_twice"]
    assert codes(load(home, "a@example.org,chair,,,", "a@example.org,chair,,,")) == ["access_twice"]
    assert codes(load(home, "a@example.org,,,,", "a@example.org,,,,")) == ["value_missing"] * 2


def test_a_list_in_welsh_is_the_same_list(home: Path) -> None:
    file = home.parent / "mynediad.csv"
    file.write_text("E-bost,Rôl,Partner,O,Tan\na@example.org,Cadeirydd,,,\n", encoding="utf-8")
    receipt = send(file, home, feed="access", partner_id=None, round_id=None)

    assert receipt.accepted, receipt.problems
    assert person_on(home, "a@example.org", TODAY).roles == {"chair"}


def test_it_is_said_when_nobody_could_change_the_list(home: Path) -> None:
    assert warned(load(home, "a@example.org,chair,,,")) == {"access_without_administrator"}
    assert warned(load(home, "a@example.org,administrator,,,", days=1)) == set()


def test_the_list_that_was_loaded_last_counts_at_once_and_whole(home: Path) -> None:
    assert person_on(home, "a@example.org", TODAY).is_stranger
    load(home, "a@example.org,partner,council,,", "b@example.org,chair,,,")
    assert person_on(home, "a@example.org", TODAY).may("report", "council")
    load(home, "b@example.org,chair,,,", days=1)
    revoked = person_on(home, "a@example.org", TODAY)

    assert revoked.is_stranger
    with pytest.raises(NotAllowed):
        revoked.require("report", "council")
    assert person_on(home, "b@example.org", TODAY).may("decide")


def test_a_refused_list_changes_nothing(home: Path) -> None:
    load(home, "a@example.org,chair,,,")
    assert not load(home, "nobody,chair,,,", days=1).accepted

    assert person_on(home, "a@example.org", TODAY).may("decide")


def test_a_list_that_was_tampered_with_lets_nobody_in(home: Path) -> None:
    load(home, "a@example.org,partner,council,,")
    load(home, "b@example.org,partner,council,,", days=1)
    rows = sorted(home.glob("landing/access/*/rows/access.parquet"))
    rows[-1].write_bytes(rows[0].read_bytes())

    with pytest.raises(DamagedLanding):
        person_on(home, "a@example.org", TODAY)


def test_a_list_that_was_removed_does_not_bring_the_one_before_back(home: Path) -> None:
    load(home, "a@example.org,partner,council,,")
    receipt = load(home, "b@example.org,partner,council,,", days=1)
    (home / "landing" / "access" / receipt.receipt_id).rename(home / "gone")

    with pytest.raises(DamagedLanding):
        person_on(home, "a@example.org", TODAY)


def test_its_history_says_who_came_and_who_went(home: Path) -> None:
    load(home, "a@example.org,partner,council,,")
    load(home, "b@example.org,chair,,,", days=1, submitted_by="b@example.org", signed_in=True)
    first, second = changes_of_list(home)

    assert [grant.email for grant in first.came] == ["a@example.org"]
    assert [grant.email for grant in second.came] == ["b@example.org"]
    assert [grant.email for grant in second.went] == ["a@example.org"]
    assert (first.signed_in, second.signed_in) == (False, True)


def test_a_receipt_says_whether_its_sender_had_signed_in(home: Path) -> None:
    typed = load(home, "a@example.org,chair,,,")
    signed = load(home, "a@example.org,chair,,,", days=1, submitted_by="a@example.org", signed_in=True)

    assert (typed.signed_in, signed.signed_in) == (False, True)
    assert signed.duplicate_of == typed.receipt_id
    assert signed.submitted_by == "a@example.org"
    assert who_sent(home) == (2, 1)


def test_the_commands_load_and_list(home: Path) -> None:
    file = home.parent / "list.csv"
    file.write_text(
        f"{HEADER}\na@example.org,administrator,,,\nb@example.org,chair,,2099-01-01,\n", encoding="utf-8"
    )

    def plan(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["access", *arguments, "--home", str(home)])
        return result.exit_code, result.output

    assert plan("list", "--json") == (0, "[]\n")
    assert plan("load", str(file), "--by", "plan officer", "--check")[0] == 0
    assert plan("list", "--json") == (0, "[]\n")
    assert plan("load", str(file), "--by", "plan officer")[0] == 0
    listed = json.loads(plan("list", "--json")[1])
    assert [(row["email"], row["is_in_force"]) for row in listed] == [
        ("a@example.org", True),
        ("b@example.org", False),
    ]
    assert "does not count today" in plan("list")[1]
    assert "+ a@example.org  administrator" in plan("list", "--history")[1]
    assert json.loads(plan("list", "--history", "--json")[1])[0]["submitted_by"] == "plan officer"
