"""Reminders to partners: who has not returned, a letter in their language, never too often or too late."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.access import Grant
from pipelines.intake.submit import submit
from pipelines.mail import NotSent
from pipelines.operations.reminders import BY_HAND, Letter, NotDue, letter, remind, returned, sent
from pipelines.register import current
from pipelines.workspace import NotAllowed, Reminders, Workspace, trying_as
from tests.support.door import DEMO, a_return, new_home, on_track, send
from tests.support.mailbox import mailbox
from tests.support.ports import free_port

ROUND = "2025-07"
NOW = datetime(2025, 7, 28, 12, tzinfo=UTC)
GRANTS = (
    Grant("one@example.org", "partner", "council"),
    Grant("two@example.org", "partner", "council"),
    Grant("gone@example.org", "partner", "council", None, date(2025, 7, 1)),
    Grant("police@example.org", "partner", "police"),
)
KIND = Letter("Your return", "Nothing has come yet.")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Any:
    with mailbox() as (address, letters):
        monkeypatch.setenv("PLAN_SMTP", address)
        monkeypatch.setenv("PLAN_MAIL_FROM", "plan@example.org")
        yield letters


def written(home: Path, partner: str = "council", at: datetime = NOW, **about: Any) -> Any:
    given: dict[str, Any] = {"language": "en", "role": "secretary", "grants": GRANTS, "at": at}
    return remind(home, current(home), ROUND, partner, KIND, **given | about)


def returned_now(home: Path, tmp_path: Path, at: datetime) -> None:
    path = a_return(tmp_path / "r.xlsx", [on_track("A11")])
    assert send(path, home, partner_id="council", round_id=ROUND, received_at=at, language="cy").accepted


@pytest.mark.parametrize(
    ("day", "is_late"), [(28, False), (1, False), (2, True)], ids=["before", "on", "after"]
)
def test_a_return_is_late_from_the_day_after_it_was_due(
    home: Path, tmp_path: Path, day: int, is_late: bool
) -> None:
    at = datetime(2025, 7 if day > 20 else 8, day, 12, tzinfo=UTC)
    before = {each.partner_id: each for each in returned(home, current(home), ROUND, at)}["council"]
    returned_now(home, tmp_path, at)
    after = {each.partner_id: each for each in returned(home, current(home), ROUND, at)}["council"]

    assert (before.returned_at, before.is_late, before.silent_since) == (None, is_late, None)
    assert (after.returned_at, after.is_late, after.silent_since) == (at, is_late, at)
    assert "A11" in before.missing
    assert "A11" not in after.missing
    assert after.language == "cy"


def test_partners_stand_in_the_order_of_the_register(home: Path, tmp_path: Path) -> None:
    register = current(home)
    returned_now(home, tmp_path, NOW)
    leading = {action.lead_partner_id for action in register.actions}

    found = [each.partner_id for each in returned(home, register, ROUND, NOW)]
    assert found == [each for each in register.by_partner if each in leading]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_letter_says_what_is_missing_and_how_to_say_it_in_a_minute(home: Path, language: str) -> None:
    found = letter(home, current(home), ROUND, "council", language, NOW)

    assert f"report?way=none&lang={language}" in found.text
    assert "A11" in found.text
    assert ("1 August" if language == "en" else "1 Awst") in found.text
    assert ("The council" if language == "en" else "Y cyngor") in found.text


def test_a_letter_goes_to_all_who_report_for_the_partner_today_and_is_listed(home: Path, server: Any) -> None:
    kept = written(home)

    assert [each["To"] for each in server] == ["one@example.org, two@example.org"]
    assert server[0]["Subject"] == KIND.subject
    assert (kept.partner_id, kept.count, kept.how) == ("council", 2, "mail")
    assert sent(home) == [kept]
    assert "example.org" not in (home / "reminders.jsonl").read_text(encoding="utf-8")


def test_no_second_letter_goes_within_five_days(home: Path, server: Any) -> None:
    written(home)
    with pytest.raises(NotDue) as refused:
        written(home, at=NOW + timedelta(days=4))
    assert (refused.value.why, str(refused.value.until)) == ("recent", "2025-08-02")
    written(home, "police", at=NOW + timedelta(days=4))
    written(home, at=NOW + timedelta(days=5))

    assert len(server) == 3


def test_no_letter_goes_after_a_return_has_come(home: Path, server: Any, tmp_path: Path) -> None:
    returned_now(home, tmp_path, NOW)
    for how in ({}, {"how": BY_HAND}):
        with pytest.raises(NotDue, match="returned"):
            written(home, **how)

    assert server == []
    assert sent(home) == []


def test_a_mail_server_that_refuses_leaves_nothing_half_done(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_SMTP", f"127.0.0.1:{free_port()}")
    with pytest.raises(NotDue, match="no_server"):
        written(home)
    monkeypatch.setenv("PLAN_MAIL_FROM", "plan@example.org")
    with pytest.raises(NotSent):
        written(home)
    assert sent(home) == []
    assert written(home, how=BY_HAND).how == "by_hand"


def test_without_a_mail_server_or_an_address_a_letter_is_sent_by_hand(home: Path, server: Any) -> None:
    with pytest.raises(NotDue, match="no_addresses"):
        written(home, "health-board")
    written(home, "health-board", how=BY_HAND)
    with pytest.raises(NotDue, match="recent"):
        written(home, "health-board", how=BY_HAND)
    assert server == []


@pytest.mark.parametrize(
    ("who", "may_read", "may_remind"),
    [
        ("secretary", True, True),
        ("chair", True, True),
        ("voices_lead", True, False),
        ("council", False, False),
        ("administrator", False, False),
        ("mayor", False, False),
    ],
)
def test_only_the_chair_and_the_secretary_write_to_partners(
    home: Path, who: str, may_read: bool, may_remind: bool
) -> None:
    reminders = Reminders(Workspace(home, trying_as(who)))
    deeds = {
        "returned": lambda: reminders.returned(ROUND),
        "sent": lambda: reminders.sent(ROUND),
        "letter": lambda: reminders.letter(ROUND, "council", "en"),
        "why_not": lambda: reminders.why_not(ROUND, "council"),
        "remind": lambda: reminders.remind(ROUND, "council", KIND, "en", by_hand=True),
    }
    passed = set()
    for name, deed in deeds.items():
        try:
            deed()
            passed.add(name)
        except NotAllowed:
            continue

    wanted = ({"returned", "sent"} if may_read else set()) | (
        {"letter", "why_not", "remind"} if may_remind else set()
    )
    assert passed == wanted


def test_a_register_that_is_loaded_anew_does_not_forget_what_was_sent(home: Path) -> None:
    written(home, how=BY_HAND)
    submit(DEMO / "register", home=home, feed="register", submitted_by="plan officer", received_at=NOW)

    assert [each.partner_id for each in sent(home)] == ["council"]
