"""What the plan's calendar asks for, whoever was there at the hour."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipelines.contracts.register import Round
from pipelines.rounds.calendar import calendar_problem, tasks_due
from pipelines.rounds.decisions import Decision
from pipelines.rounds.states import Standing, standings_of

LONDON = ZoneInfo("Europe/London")
JUNE = Round(
    round_id="2025-06",
    opens_on=date(2025, 6, 16),
    due_on=date(2025, 6, 27),
    closes_on=date(2025, 7, 2),
    review_on=date(2025, 7, 9),
    publish_on=date(2025, 7, 16),
)
JULY = Round(
    round_id="2025-07",
    opens_on=date(2025, 7, 21),
    due_on=date(2025, 8, 1),
    closes_on=date(2025, 8, 6),
    review_on=date(2025, 8, 13),
    publish_on=date(2025, 8, 20),
)


def at(day: int, month: int = 6, hour: int = 12) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=LONDON)


def decided(decision: str, when: datetime) -> Decision:
    return Decision(decision, "2025-06", "chair", None, None, when.date(), f"r-{decision}", when)


def standing(moment: datetime, *decisions: Decision, rounds: tuple[Round, ...] = (JUNE,)) -> list[Standing]:
    return standings_of(rounds, decisions, [], moment, LONDON)


def kinds(moment: datetime, *decisions: Decision, done: set[str] | None = None) -> list[str]:
    return [task.kind for task in tasks_due(standing(moment, *decisions), moment, done or set(), LONDON)]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(15), []),
        (at(16, hour=0), ["open_round"]),
        (at(24, hour=8), ["open_round"]),
        (at(24, hour=9), ["open_round", "remind_before"]),
        (at(28, hour=9), ["open_round", "remind_before"]),
        (at(29, hour=9), ["open_round", "remind_before", "remind_after"]),
        (at(3, 7), ["round_closed"]),
        (at(16, 7, 8), ["round_closed"]),
        (at(16, 7, 9), ["round_closed", "not_published"]),
    ],
)
def test_each_task_is_due_on_its_day_and_asked_for_while_it_makes_sense(
    moment: datetime, expected: list[str]
) -> None:
    assert kinds(moment) == expected


def test_what_was_done_is_not_asked_for_again() -> None:
    assert kinds(at(24, hour=9), done={"open_round:2025-06"}) == ["remind_before"]


def test_a_round_that_is_signed_off_is_published_on_the_announced_day_and_not_before() -> None:
    signed = decided("sign_off", at(9, 7))

    assert kinds(at(16, 7, 8), signed) == []
    assert kinds(at(16, 7, 9), signed) == ["publish"]


def test_a_machine_that_slept_for_a_month_does_only_what_still_makes_sense() -> None:
    assert kinds(at(16, 8), decided("sign_off", at(9, 7))) == ["publish"]
    assert kinds(at(16, 8)) == ["round_closed", "not_published"]


def test_a_round_that_is_being_corrected_is_left_to_people() -> None:
    assert kinds(at(20, 7), decided("sign_off", at(9, 7)), decided("correct", at(18, 7))) == []


def test_a_round_that_is_signed_off_afresh_after_a_correction_is_published_by_people() -> None:
    decisions = (decided("sign_off", at(9, 7)), decided("correct", at(18, 7)), decided("sign_off", at(19, 7)))

    assert kinds(at(20, 7), *decisions) == []


def test_a_calendar_that_has_ended_is_said() -> None:
    moment = at(17, 7)

    assert "the calendar ended with round 2025-06" in (
        calendar_problem(standing(moment), moment, LONDON) or ""
    )
    assert calendar_problem(standing(at(16, 7)), at(16, 7), LONDON) is None
    assert calendar_problem(standing(moment, rounds=(JUNE, JULY)), moment, LONDON) is None


def test_a_calendar_without_rounds_is_said() -> None:
    assert "has no rounds" in (calendar_problem([], at(1), LONDON) or "")


def moved(found: Round, days: int, **changes: Any) -> Round:
    dates = {
        name: value + timedelta(days) for name, value in found.model_dump().items() if name.endswith("_on")
    }
    return found.model_copy(update=dates | changes)


def test_a_gap_in_the_calendar_that_is_yet_to_come_is_said() -> None:
    rounds = (JUNE, JULY, moved(JULY, 35, round_id="2025-08"), moved(JULY, 300, round_id="2026-05"))
    problem = calendar_problem(standing(at(20), rounds=rounds), at(20), LONDON) or ""

    assert "between round 2025-08, which closes on 2025-09-10, and 2026-05" in problem
    assert calendar_problem(standing(at(20), rounds=rounds[:3]), at(20), LONDON) is None


@pytest.mark.parametrize(("days", "is_said"), [(70, False), (71, True)])
def test_a_gap_is_longer_than_twice_the_usual_time_from_one_opening_to_the_next(
    days: int, is_said: bool
) -> None:
    """Openings are 10, 20, 35 and 50 days apart, and those about the gap more: 35 is usual."""
    after_opening = (JUNE.closes_on - JUNE.opens_on).days + days
    starts = (0, 10, 30, 65, 115, 115 + after_opening)
    rounds = tuple(moved(JUNE, days, round_id=f"round-{days}") for days in starts)

    assert (calendar_problem(standing(at(20), rounds=rounds), at(20), LONDON) is not None) is is_said


def test_a_gap_is_said_until_the_day_on_which_it_ends() -> None:
    rounds = (JUNE, JULY, moved(JULY, 300, round_id="2026-05"))
    ends = datetime(2026, 5, 17, 12, tzinfo=LONDON)

    assert rounds[2].opens_on == ends.date()
    assert calendar_problem(standing(ends, rounds=rounds), ends, LONDON)
    assert calendar_problem(standing(ends, rounds=rounds), ends + timedelta(days=1), LONDON) is None
