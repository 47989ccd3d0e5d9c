"""Where a round stands: by its dates, by what was decided, and by what was released of it."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipelines.contracts.register import Round
from pipelines.register import current
from pipelines.release_log import PublishedRelease
from pipelines.releases.sign_off.reviewed import covered_rounds, covering
from pipelines.rounds.closing import closed_on
from pipelines.rounds.decisions import Decision, signed_off_rounds
from pipelines.rounds.states import Standing, standings, standings_of
from tests.support.door import new_home

MAY = Round(
    round_id="2025-05",
    opens_on=date(2025, 5, 19),
    due_on=date(2025, 5, 30),
    closes_on=date(2025, 6, 4),
    review_on=date(2025, 6, 11),
    publish_on=date(2025, 6, 18),
)
JUNE = Round(
    round_id="2025-06",
    opens_on=date(2025, 6, 16),
    due_on=date(2025, 6, 27),
    closes_on=date(2025, 7, 2),
    review_on=date(2025, 7, 9),
    publish_on=date(2025, 7, 16),
)
LONDON = ZoneInfo("Europe/London")
LATER = datetime(2025, 12, 1, tzinfo=UTC)


def at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=UTC)


def decided(decision: str, moment: datetime, round_id: str = "2025-05") -> Decision:
    return Decision(decision, round_id, "chair", None, None, moment.date(), f"r-{moment:%m%d}", moment)


def state(*decisions: Decision, moment: datetime = LATER, released: datetime | None = None) -> Standing:
    return with_releases(*decisions, moment=moment, **({"2025-05-r1": released} if released else {}))


def with_releases(*decisions: Decision, moment: datetime = LATER, **published: datetime) -> Standing:
    releases = [PublishedRelease(*each) for each in published.items()]
    return standings_of([MAY], decisions, releases, moment, LONDON)[0]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(5, 18, 22, 59), "upcoming"),
        (at(5, 18, 23), "open"),  # midnight in London is an hour earlier in UTC, in summer
        (at(6, 4, 22, 58), "open"),
        (at(6, 4, 22, 59), "closed"),
    ],
)
def test_a_round_opens_at_midnight_and_closes_a_minute_before_midnight_in_london(
    moment: datetime, expected: str
) -> None:
    assert state(moment=moment).state == expected


@pytest.mark.parametrize(
    ("moment", "closed_at", "last_day"),
    [
        (at(6, 4, 22, 58), None, None),
        (at(6, 4, 22, 59), at(6, 4, 22, 59), date(2025, 6, 4)),
        (LATER, at(6, 4, 22, 59), date(2025, 6, 4)),
    ],
)
def test_when_a_round_closed_is_known_from_that_minute_on(
    moment: datetime, closed_at: datetime | None, last_day: date | None
) -> None:
    found = state(moment=moment)

    assert (found.closed_at, found.last_day) == (closed_at, last_day)


def test_a_decision_closes_a_round_before_its_day_but_never_before_it_opens() -> None:
    assert state(decided("close", at(6, 1)), moment=at(6, 1)).state == "closed"
    assert state(decided("close", at(6, 1)), moment=at(6, 2)).last_day == date(2025, 6, 1)
    assert state(decided("close", at(5, 1)), moment=at(6, 2)).state == "open"
    assert state(decided("close", at(5, 18, 23)), moment=at(6, 2)).closed_at == at(5, 18, 23)


@pytest.mark.parametrize(
    ("decision", "round_id"),
    [("accept_late", "2025-05"), ("extend", "2025-05"), ("close", "2025-04"), ("close", "2025-06")],
)
def test_neither_another_decision_nor_one_on_another_round_closes_a_round(
    decision: str, round_id: str
) -> None:
    assert state(decided(decision, at(6, 1), round_id), moment=at(6, 2)).state == "open"


def test_what_comes_in_the_last_minute_is_in_time(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    register = current(home)
    (june,) = (each for each in register.rounds if each.round_id == "2024-06")
    last = datetime.combine(june.closes_on, time(23, 59), tzinfo=register.zone)

    assert closed_on(home, register, june, last - timedelta(days=1)) is None
    assert closed_on(home, register, june, last) is None
    assert closed_on(home, register, june, last + timedelta(seconds=1)) == june.closes_on


def test_a_sign_off_holds_until_it_is_withdrawn() -> None:
    signed, withdrawn = decided("sign_off", at(6, 11)), decided("withdraw_sign_off", at(6, 12))

    assert state(signed).state == "signed_off"
    assert state(signed, withdrawn).state == "closed"
    assert not state(signed, withdrawn).is_locked


def test_a_released_round_is_opened_by_a_correction_and_released_again_after_a_fresh_sign_off() -> None:
    signed, correct, afresh = (
        decided("sign_off", at(6, 11)), decided("correct", at(7, 1)), decided("sign_off", at(7, 2)),
    )  # fmt: skip
    released = at(6, 18)

    assert state(signed, released=released).state == "released"
    assert state(signed, correct, released=released).state == "closed"
    assert state(signed, correct, released=released).correction == correct
    assert state(signed, correct, afresh, released=released).state == "signed_off"
    assert state(signed, correct, afresh, released=at(7, 3)).state == "released"
    assert state(signed, correct, afresh, released=at(7, 3)).correction is None


def test_of_several_releases_of_a_round_the_last_says_whether_what_was_signed_is_released() -> None:
    signed = decided("sign_off", at(7, 2))
    earlier, later = {"2025-05-r1": at(6, 18)}, {"2025-05-r2": at(7, 3)}

    assert with_releases(signed, **earlier).state == "signed_off"
    assert with_releases(signed, **earlier, **later).state == "released"
    assert with_releases(signed, **earlier, **later).releases == ("2025-05-r1", "2025-05-r2")
    assert with_releases(signed, **{"2025-05-r1": signed.received_at}).state == "released"


def test_a_release_of_another_round_releases_nothing_of_this_one() -> None:
    others = {"2025-04-r1": LATER, "2025-06-r1": LATER}

    found = with_releases(decided("sign_off", at(6, 11)), **others)

    assert (found.state, found.releases) == ("signed_off", ())


@pytest.mark.parametrize("decision", ["close", "extend", "withdraw_voice"])
def test_what_else_is_decided_neither_ends_a_sign_off_nor_opens_a_round(decision: str) -> None:
    found = state(decided("sign_off", at(6, 11)), decided(decision, at(6, 12)))

    assert (found.state, found.correction) == ("signed_off", None)


def test_the_rounds_of_a_deployment_stand_in_the_order_of_the_calendar(tmp_path: Path) -> None:
    found = standings(new_home(tmp_path), datetime(2024, 6, 20, 12, tzinfo=UTC))

    assert [each.round.opens_on for each in found] == sorted(each.round.opens_on for each in found)
    assert [each.round_id for each in found if each.state == "open"] == ["2024-06"]
    assert {each.releases for each in found} == {()}


def test_an_ordinary_sign_off_covers_its_round_and_one_after_a_correction_what_was_signed_since() -> None:
    may, june, may_afresh = (
        decided("sign_off", at(6, 11)),
        decided("sign_off", at(7, 9), "2025-06"),
        decided("sign_off", at(7, 9) + timedelta(days=14)),
    )
    before = standings_of([MAY, JUNE], [may, june], [], LATER, LONDON)
    after = standings_of([MAY, JUNE], [may, june, may_afresh], [], LATER, LONDON)

    assert covering(before, 0) == (may, ["2025-05"])
    assert covering(before, 1) == (june, ["2025-06"])
    assert covering(after, 1) == (may_afresh, ["2025-05", "2025-06"])
    assert covered_rounds(before, 0) == ["2025-05", "2025-06"]


def test_what_was_signed_at_the_same_moment_or_not_at_all_is_covered_by_nobody_else() -> None:
    may, june = decided("sign_off", at(6, 11)), decided("sign_off", at(6, 11), "2025-06")
    both = standings_of([MAY, JUNE], [may, june], [], LATER, LONDON)
    one = standings_of([MAY, JUNE], [may], [], LATER, LONDON)

    assert covered_rounds(both, 0, may) == ["2025-05"]
    assert covered_rounds(both, 1) == ["2025-06"]
    assert covering(both, 1) == (june, ["2025-06"])
    assert covered_rounds(one, 0) == ["2025-05"]
    assert covered_rounds(one, 1) == ["2025-06"]
    assert covering(one, 1) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], set()),
        (["sign_off"], {"2025-05"}),
        (["sign_off", "settle", "close"], {"2025-05"}),
        (["sign_off", "withdraw_sign_off"], set()),
        (["sign_off", "correct"], set()),
        (["sign_off", "correct", "sign_off"], {"2025-05"}),
        (["correct", "settle"], set()),
    ],
)
def test_a_round_is_signed_off_until_it_is_opened_again(said: list[str], expected: set[str]) -> None:
    decisions = [decided(each, at(6, day)) for day, each in enumerate(said, start=11)]
    june = [decided("sign_off", at(7, 9), "2025-06")]

    assert signed_off_rounds(decisions) == expected
    assert signed_off_rounds([*decisions, *june]) == expected | {"2025-06"}
