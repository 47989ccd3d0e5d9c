from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from pipelines import clock


def test_a_plan_whose_clock_stands_still_has_its_own_now() -> None:
    assert clock.now(date(2025, 7, 28)) == datetime(2025, 7, 28, 12, tzinfo=UTC)


def test_now_is_aware_of_its_zone() -> None:
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-06-30", datetime(2025, 6, 30, 23, 59, 59, tzinfo=UTC)),
        ("2025-06-30T10:00:00+01:00", datetime(2025, 6, 30, 9, tzinfo=UTC)),
        ("2025-06-30T10:00:00Z", datetime(2025, 6, 30, 10, tzinfo=UTC)),
    ],
)
def test_a_moment_is_a_date_or_a_time_with_its_zone(text: str, moment: datetime) -> None:
    assert clock.parse(text) == moment


@pytest.mark.parametrize("text", ["soon", "2025-06-31", "2025-06-30T10:00:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"zone|format|day|month"):
        clock.parse(text)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 19, 23, 30, tzinfo=UTC), date(2026, 6, 20)),
        (datetime(2026, 6, 19, 22, 59, tzinfo=UTC), date(2026, 6, 19)),
        (datetime(2026, 12, 19, 23, 30, tzinfo=UTC), date(2026, 12, 19)),
    ],
)
def test_a_day_begins_at_midnight_where_the_plan_is(moment: datetime, day: date) -> None:
    assert clock.day_of(moment, ZoneInfo("Europe/London")) == day
