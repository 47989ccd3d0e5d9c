"""What was decided, as it has landed: of a round, or on one thing; nothing of it is ever edited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines import landing
from pipelines.rounds.states import Standing
from pipelines.warehouse.agenda import LateReturn
from pipelines.warehouse.builds import Build
from pipelines.warehouse.voices import approved_quotes


@dataclass(frozen=True)
class Recorded:
    """One decision with the receipt it came with; columns that it does not use are None."""

    decision: str
    role: str
    round_id: str | None
    action_id: str | None
    partner_id: str | None
    stage: str | None
    rating: str | None
    words: str | None
    words_language: str | None
    what_would_settle: str | None
    look_again_on: date | None
    agreed_finish: date | None
    subject_receipt_id: str | None
    voice_id: str | None
    text_sha256: str | None
    question_id: str | None
    answer_en: str | None
    answer_cy: str | None
    general_words_en: str | None
    general_words_cy: str | None
    reason: str | None
    decided_on: date
    receipt_id: str
    received_at: datetime
    submitted_by: str
    signed_in: bool

    @property
    def subject(self) -> str | None:
        """What it speaks of: a question, an action, a return, a voice, or else the round as a whole."""
        return self.question_id or self.action_id or self.subject_receipt_id or self.voice_id or self.round_id


@dataclass(frozen=True)
class Spoken:
    """What decisions speak of, beside actions: the quotes that are approved, and returns; by their ids."""

    quotes: dict[str, str]
    returns: dict[str, LateReturn]


def spoken_of(home: Path, build: Build, recorded: Sequence[Recorded]) -> Spoken:
    """Return what some decisions speak of, as far as it is not an action or a round."""
    receipts = {each.subject_receipt_id for each in recorded}
    came = [each for each in landing.landed(home, "return") if each.receipt_id in receipts]
    return Spoken(
        approved_quotes(build, {each.voice_id for each in recorded if each.voice_id}),
        {
            each.receipt_id: LateReturn(each.receipt_id, each.partner_id or "", each.received_at, ())
            for each in came
        },
    )


def decided_on(home: Path, subject: str) -> list[Recorded]:
    """Return every decision on an action, a return, a voice, or a round as a whole, in order."""
    return [each for each in all_decided(home) if each.subject == subject]


def minutes(home: Path, standings: list[Standing], round_id: str) -> list[Recorded]:
    """Return what was decided on a round, in order.

    A decision that names no round belongs to the one that was reviewed when it came: the first that was not
    signed off by then.
    """
    place = next(number for number, each in enumerate(standings) if each.round_id == round_id)
    signed = standings[place].sign_off
    before = standings[place - 1].sign_off if place else None
    return [
        each
        for each in all_decided(home)
        if each.round_id == round_id
        or (
            each.round_id is None
            and (place == 0 or (before is not None and each.received_at >= before.received_at))
            and (signed is None or each.received_at < signed.received_at)
        )
    ]


def all_decided(home: Path) -> Iterator[Recorded]:
    """Yield every decision in order; what was read once is not read again."""
    for load in landing.landed(home, "decisions"):
        yield from _of(load)


@lru_cache(maxsize=1024)
def _of(load: landing.Landed) -> tuple[Recorded, ...]:
    """Return the decisions of a landed file; it never changes."""
    receipt = load.receipt()
    came: dict[str, Any] = {
        "receipt_id": load.receipt_id,
        "received_at": load.received_at,
        "submitted_by": receipt.submitted_by,
        "signed_in": receipt.signed_in,
    }
    said = [each.name for each in fields(Recorded) if each.name not in came]
    rows: list[dict[str, Any]] = load.rows("decisions")
    return tuple(Recorded(**came | {name: row.get(name) for name in said}) for row in rows)
