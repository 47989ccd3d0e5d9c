"""What the plan's calendar asks to be done now: pure, and asked again at every tick.

What is due is told by the calendar, by where the rounds stand and by what was done already, never by whether
somebody was there at the hour: a machine that slept for a week does what still makes sense, once.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from statistics import median_low

from pipelines.locale import N_, translated
from pipelines.rounds.closing import start_of
from pipelines.rounds.states import Standing

MORNING = time(9)
"""The hour, where the plan is, at which people are written to and a release is published (criterion T10)."""

DAYS_BEFORE_DUE, DAYS_AFTER_DUE = 3, 2


@dataclass(frozen=True)
class Task:
    """One thing to do for one round, and since when it is due."""

    kind: str
    """`open_round`, `remind_before`, `remind_after`, `round_closed`, `publish` or `not_published`."""
    round_id: str
    due_at: datetime

    @property
    def key(self) -> str:
        """Its name in the list of what was done: each is done once."""
        return f"{self.kind}:{self.round_id}"


def tasks_due(standings: Sequence[Standing], at: datetime, done: Collection[str], zone: tzinfo) -> list[Task]:
    """Return what is due at a moment and not done yet, in the order of the calendar."""
    return [
        task
        for standing in standings
        for task in _tasks(standing, zone)
        if task.due_at <= at and task.key not in done
    ]


_NO_ROUNDS = N_("the register has no rounds: load a calendar of them with `plan register load`")
_ENDED = N_(
    "the calendar ended with round {round}, published on {day}: nothing opens, closes or is published by"
    " itself until rounds are added with `plan register load`"
)
_GAP = N_(
    "the calendar leaves {count} days between round {before}, which closes on {closes_on}, and {after}, "
    "which opens on {opens_on}; if a round is missing, add it with `plan register load`"
)


def calendar_problem(standings: Sequence[Standing], at: datetime, zone: tzinfo) -> str | None:
    """Return what is wrong with the calendar itself: it has ended, or leaves a gap that is yet to come."""
    today = at.astimezone(zone).date()
    if not standings:
        return translated(_NO_ROUNDS)
    last = standings[-1].round
    if last.publish_on < today:
        return translated(_ENDED, round=last.round_id, day=last.publish_on)
    for before, after in pairwise(standings):
        days = (after.round.opens_on - before.round.closes_on).days
        if after.round.opens_on >= today and days > _longest_gap(standings):
            return translated(
                _GAP,
                count=days,
                before=before.round_id,
                closes_on=before.round.closes_on,
                after=after.round_id,
                opens_on=after.round.opens_on,
            )
    return None


def _longest_gap(standings: Sequence[Standing]) -> int:
    """Return how many days between two of some rounds are usual: twice from one opening to the next."""
    opened = [each.round.opens_on for each in standings]
    return 2 * median_low((after - before).days for before, after in pairwise(opened))


def _tasks(standing: Standing, zone: tzinfo) -> Iterator[Task]:
    """Yield what a round asks for as it stands: what has lost its sense is not asked for."""
    of, state = standing.round, standing.state
    if state == "open":
        yield Task("open_round", of.round_id, start_of(of.opens_on, zone))
        before = of.due_on - timedelta(days=DAYS_BEFORE_DUE)
        after = of.due_on + timedelta(days=DAYS_AFTER_DUE)
        yield Task("remind_before", of.round_id, _morning(max(before, of.opens_on), zone))
        yield Task("remind_after", of.round_id, _morning(after, zone))
    elif state == "closed" and standing.closed_at and standing.correction is None:
        yield Task("round_closed", of.round_id, standing.closed_at)
        yield Task("not_published", of.round_id, _morning(of.publish_on, zone))
    elif state == "signed_off" and standing.correction is None and not standing.releases:
        yield Task("publish", of.round_id, _morning(of.publish_on, zone))


def _morning(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=zone)
