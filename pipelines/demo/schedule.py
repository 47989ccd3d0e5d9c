"""Every file of the demonstration in the order in which it reaches the door, and the answer it should get.

The schedule is made from the story and kept as `schedule.csv`, so that anybody can read it, or send the files
by hand.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from pathlib import Path

from pipelines.demo.plan import DEMO, Plan, read_rows
from pipelines.demo.returns import Return

ACCEPTED = "accepted"

_EVENING = time(20, 15)
_LISTENING = [
    ("register", "register", datetime(2024, 6, 3, 9, 0, tzinfo=UTC)),
    ("listening/engagements_mid_november.csv", "engagements", datetime(2024, 6, 3, 9, 30, tzinfo=UTC)),
    ("listening/taguette_mid_november.sqlite3", "highlights", datetime(2024, 6, 3, 9, 40, tzinfo=UTC)),
    ("listening/engagements.csv", "engagements", datetime(2024, 6, 10, 9, 30, tzinfo=UTC)),
    ("listening/taguette_final.sqlite3", "highlights", datetime(2024, 6, 10, 9, 40, tzinfo=UTC)),
    ("listening/workshops.csv", "workshops", datetime(2024, 6, 10, 9, 50, tzinfo=UTC)),
    ("listening/contributions.csv", "contributions", datetime(2024, 6, 10, 9, 55, tzinfo=UTC)),
    ("listening/questions.csv", "questions", datetime(2025, 6, 16, 9, 30, tzinfo=UTC)),
]


_MEASURED_AND_FELT = [
    ("indicators/2024-06.csv", "indicator_values", datetime(2024, 6, 11, 10, 0, tzinfo=UTC)),
    ("felt/2024-11", "felt", datetime(2024, 11, 20, 16, 30, tzinfo=UTC)),
    ("felt/2025-03", "felt", datetime(2025, 3, 26, 16, 30, tzinfo=UTC)),
    ("indicators/2025-05.csv", "indicator_values", datetime(2025, 5, 27, 10, 0, tzinfo=UTC)),
    ("felt/2025-06", "felt", datetime(2025, 6, 18, 16, 30, tzinfo=UTC)),
]


@dataclass(frozen=True)
class Delivery:
    """One file on its way to the door; `expected` is `accepted`, or the code of a problem that refuses it."""

    file: str
    feed: str
    partner_id: str | None
    round_id: str | None
    submitted_by: str
    language: str
    received_at: datetime
    expected: str


def plan_deliveries(plan: Plan, told: list[Return], demo: Path = DEMO) -> list[Delivery]:
    """Return every delivery in the order of arrival: the plan, what people said, returns, decisions."""
    found = [*_of_listening(), *map(_of_return, told), *_of_decisions(demo)]
    return sorted(found, key=lambda delivery: delivery.received_at)


def write_schedule(deliveries: list[Delivery], demo: Path = DEMO) -> None:
    """Write `schedule.csv` into `demo`."""
    with (demo / "schedule.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Delivery))
        for delivery in deliveries:
            values = vars(delivery) | {"received_at": f"{delivery.received_at:%Y-%m-%dT%H:%M:%SZ}"}
            writer.writerow("" if value is None else value for value in values.values())


def schedule(demo: Path = DEMO) -> list[Delivery]:
    """Return the deliveries of `schedule.csv`, in order."""
    return [_read(row) for row in read_rows(demo / "schedule.csv")]


def _read(row: dict[str, str]) -> Delivery:
    return Delivery(
        row["file"],
        row["feed"],
        row["partner_id"] or None,
        row["round_id"] or None,
        row["submitted_by"],
        row["language"],
        datetime.fromisoformat(row["received_at"]),
        row["expected"],
    )


def _of_listening() -> Iterator[Delivery]:
    for file, feed, received_at in _LISTENING + _MEASURED_AND_FELT:
        yield Delivery(file, feed, None, None, "plan officer", "en", received_at, ACCEPTED)


def _of_return(told: Return) -> Delivery:
    expected = told.fault.code if told.fault else ACCEPTED
    whose = told.partner_id, told.round_id, told.submitted_by, told.language
    return Delivery(told.file, "return", *whose, told.received_at, expected)


def _of_decisions(demo: Path) -> Iterator[Delivery]:
    """Decisions are recorded on the evening of the day on which they were made."""
    for path in sorted((demo / "decisions").glob("*.csv")):
        decided_on = max(date.fromisoformat(row["decided_on"]) for row in read_rows(path))
        received_at = datetime.combine(decided_on, _EVENING, tzinfo=UTC)
        file = f"decisions/{path.name}"
        yield Delivery(file, "decisions", None, None, "steering group secretary", "en", received_at, ACCEPTED)
