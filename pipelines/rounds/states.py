"""Where every round stands: `upcoming`, `open`, `closed`, `signed_off` or `released`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path

from pipelines import release_log
from pipelines.contracts.register import Round
from pipelines.register import current
from pipelines.rounds.closing import closing_of, start_of
from pipelines.rounds.decisions import Decision, decisions_on_rounds


@dataclass(frozen=True)
class Standing:
    """One round: its dates, its state, the sign-off that holds, and what was released of it."""

    round: Round
    state: str
    closed_at: datetime | None
    sign_off: Decision | None
    correction: Decision | None
    """The decision that opened it again, until a fresh sign-off is released."""
    releases: tuple[str, ...]
    last_day: date | None = None
    """The day, where the plan is, on which it closed."""

    @property
    def round_id(self) -> str:
        """The round's id."""
        return self.round.round_id

    @property
    def is_locked(self) -> bool:
        """True while a sign-off holds: nothing enters the round."""
        return self.sign_off is not None


def standings(home: Path, at: datetime) -> list[Standing]:
    """Return every round of the plan as it stands at a moment, in the order of the calendar."""
    released = release_log.published_releases(home / "releases")
    register = current(home)
    rounds = in_calendar_order(register.rounds)
    return standings_of(rounds, decisions_on_rounds(home), released, at, register.zone)


def under_review_and_next(standing: Sequence[Standing]) -> tuple[Standing, Standing] | None:
    """Return the last round that is closed and not signed off, and the one in which counts what comes now.

    None where there is no such round, or none is left to count anything in.
    """
    closed = [each for each in standing if each.state == "closed"]
    left = [each for each in standing if each.closed_at is None and not each.is_locked]
    return (closed[-1], left[0]) if closed and left else None


def in_calendar_order(rounds: Iterable[Round]) -> list[Round]:
    """Return rounds in the order in which they open; the door refuses two that open on one day."""
    return sorted(rounds, key=lambda found: (found.opens_on, found.closes_on))


def standings_of(
    rounds: Sequence[Round],
    decisions: Sequence[Decision],
    released: Iterable[release_log.PublishedRelease],
    at: datetime,
    zone: tzinfo,
) -> list[Standing]:
    """Return where the rounds of a calendar stand, by decisions in order and the releases there are."""
    published = list(released)
    return [_standing(found, decisions, published, at, zone) for found in rounds]


def _standing(
    found: Round,
    decisions: Sequence[Decision],
    released: Sequence[release_log.PublishedRelease],
    at: datetime,
    zone: tzinfo,
) -> Standing:
    sign_off, correction = None, None
    for each in decisions:
        if each.round_id != found.round_id:
            continue
        if each.decision == "sign_off":
            sign_off = each
        elif each.decision == "withdraw_sign_off":
            sign_off = None
        elif each.decision == "correct":
            sign_off, correction = None, each
    mine = [release for release in released if release.round_id == found.round_id]
    is_released = bool(sign_off and mine and mine[-1].published_at >= sign_off.received_at)
    closing = closing_of(found, decisions, zone)
    return Standing(
        found,
        _state(start_of(found.opens_on, zone), closing, at, sign_off is not None, is_released),
        closing if closing <= at else None,
        sign_off,
        None if is_released else correction,
        tuple(release.release_id for release in mine),
        closing.astimezone(zone).date() if closing <= at else None,
    )


def _state(opening: datetime, closing: datetime, at: datetime, is_signed_off: bool, is_released: bool) -> str:
    if is_signed_off:
        return "released" if is_released else "signed_off"
    if closing <= at:
        return "closed"
    return "open" if opening <= at else "upcoming"
