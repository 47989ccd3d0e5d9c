"""Plays the demonstration: its files go to the door one by one, in the order in which they came.

What the door is, and what happens when a round is reviewed or published, is the caller's: this driver knows
the order, and that every answer is the one that the schedule foretells.
"""

import re
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from pipelines.demo.plan import DEMO, load_plan, read_rows
from pipelines.demo.schedule import ACCEPTED, Delivery, schedule
from pipelines.intake.submit import submit
from pipelines.receipts.receipt import Receipt

_FILE = re.compile(r"file:([A-Za-z0-9/_.-]+)")
"""A decision speaks of a receipt that exists only once its file has been taken in, so it names the file."""


SIGNED_OFF_AT = time(20, 45)
PUBLISHED_AT = time(9, 30)

Deliver = Callable[[Delivery, Path], Receipt]


class UnexpectedAnswer(RuntimeError):
    """The door answered a file of the demonstration otherwise than its schedule says."""


@dataclass(frozen=True)
class Review:
    """The steering group signs a round off, in the evening: what was received until then comes first."""

    round_id: str
    at: datetime


@dataclass(frozen=True)
class Publication:
    """A round is published, in the morning: what was received before comes first."""

    round_id: str
    at: datetime


Event = Delivery | Review | Publication
OnMilestone = Callable[[Review | Publication], None]


def play(deliver: Deliver, on_milestone: OnMilestone, demo: Path = DEMO) -> list[Receipt]:
    """Hand every file to `deliver`, in order; call `on_milestone` when a round is signed off or published.

    A round that is still open when the plan's clock stands still is played and not signed off.

    Raises:
        UnexpectedAnswer: the door accepted what it should refuse, or the other way round.
    """
    receipts: dict[str, Receipt] = {}
    with tempfile.TemporaryDirectory() as folder:
        for event in in_order([*schedule(demo), *reviews_and_publications(demo)]):
            if not isinstance(event, Delivery):
                on_milestone(event)
                continue
            receipt = deliver(event, _ready(demo / event.file, event, receipts, Path(folder)))
            _check(event, receipt)
            receipts[event.file] = receipt
    return list(receipts.values())


def hand_over(home: Path, delivery: Delivery, file: Path) -> Receipt:
    """Hand a delivery to the door as it came, by whom, for whom and when, and return its receipt."""
    return submit(
        file,
        home=home,
        feed=delivery.feed,
        submitted_by=delivery.submitted_by,
        received_at=delivery.received_at,
        partner_id=delivery.partner_id,
        round_id=delivery.round_id,
        language=delivery.language,
    )


def reviews_and_publications(demo: Path = DEMO) -> list[Review | Publication]:
    """Return what the steering group does by the day on which the plan's clock stands still.

    Each round is signed off on its evening of review and published a week later; a round that is corrected
    is signed off afresh on the evening of that decision and published again the next morning.
    """
    plan = load_plan(demo)
    rounds = [found for found in plan.rounds.values() if found.publish_on <= plan.as_of]
    corrected = [
        (row["round_id"], date.fromisoformat(row["decided_on"]))
        for path in sorted((demo / "decisions").glob("*.csv"))
        for row in read_rows(path)
        if row["decision"] == "correct"
    ]
    return [
        *(Review(found.round_id, _at(found.review_on, SIGNED_OFF_AT)) for found in rounds),
        *(Publication(found.round_id, _at(found.publish_on, PUBLISHED_AT)) for found in rounds),
        *(Review(round_id, _at(day, SIGNED_OFF_AT)) for round_id, day in corrected),
        *(Publication(round_id, _at(day + timedelta(days=1), PUBLISHED_AT)) for round_id, day in corrected),
    ]


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return deliveries, reviews and publications in the order in which they happen."""
    return sorted(events, key=lambda event: event.received_at if isinstance(event, Delivery) else event.at)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=UTC)


def _ready(path: Path, delivery: Delivery, receipts: dict[str, Receipt], folder: Path) -> Path:
    """Return the file to hand over: as it is kept, or a copy with receipts in place of the files it names."""
    if delivery.feed != "decisions":
        return path
    copy = folder / path.name
    text = path.read_text(encoding="utf-8")
    copy.write_text(
        _FILE.sub(lambda found: receipts[found[1]].receipt_id, text), encoding="utf-8", newline=""
    )
    return copy


def _check(delivery: Delivery, receipt: Receipt) -> None:
    codes = sorted({problem.code for problem in receipt.problems})
    answer = ACCEPTED if receipt.accepted else ", ".join(codes)
    if answer != delivery.expected:
        raise UnexpectedAnswer(f"{delivery.file}: expected {delivery.expected}, the door answered {answer}")
