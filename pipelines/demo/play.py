"""Plays the demonstration: its files go to the door one by one, in the order in which they came.

What the door is, and what happens at the end of a round, is the caller's: this driver knows the order, and
that every answer is the one that the schedule foretells.
"""

import re
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.demo.plan import DEMO, load_plan
from pipelines.demo.schedule import ACCEPTED, Delivery, schedule
from pipelines.intake.submit import submit
from pipelines.receipts.receipt import Receipt

_FILE = re.compile(r"file:([A-Za-z0-9/_.-]+)")
"""A decision speaks of a receipt that exists only once its file has been taken in, so it names the file."""


Deliver = Callable[[Delivery, Path], Receipt]


class UnexpectedAnswer(RuntimeError):
    """The door answered a file of the demonstration otherwise than its schedule says."""


@dataclass(frozen=True)
class Publication:
    """A round is published: what was received before that day comes first."""

    round_id: str
    publish_on: date


def play(deliver: Deliver, on_round: Callable[[str], None], demo: Path = DEMO) -> list[Receipt]:
    """Hand every file to `deliver`, in order, with where it is; call `on_round` as each round is published.

    A round that is still open when the plan's clock stands still is played and not published.

    Raises:
        UnexpectedAnswer: the door accepted what it should refuse, or the other way round.
    """
    receipts: dict[str, Receipt] = {}
    with tempfile.TemporaryDirectory() as folder:
        for event in in_order(schedule(demo), publications(demo)):
            if isinstance(event, Publication):
                on_round(event.round_id)
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


def publications(demo: Path = DEMO) -> list[Publication]:
    """Return the rounds that are published by the day on which the plan's clock stands still."""
    plan = load_plan(demo)
    return [
        Publication(round_.round_id, round_.publish_on)
        for round_ in plan.rounds.values()
        if round_.publish_on <= plan.as_of
    ]


def in_order(deliveries: Iterable[Delivery], rounds: Iterable[Publication]) -> list[Delivery | Publication]:
    """Return deliveries and publications in one line; a publication comes first on its day."""

    def moment(event: Delivery | Publication) -> tuple[date, int]:
        if isinstance(event, Publication):
            return event.publish_on, 0
        return event.received_at.date(), 1

    return sorted([*rounds, *deliveries], key=moment)


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
