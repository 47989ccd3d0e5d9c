"""The access list from landing: the one that was accepted last counts, whole; the others are its history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from pipelines import landing
from pipelines.access.people import Grant, Person, person_of

_COLUMNS = ("email", "role", "partner_id", "from_on", "until_on")


@dataclass(frozen=True)
class ListChange:
    """One load of the list: when, by whom, and which rows came or went with it."""

    receipt_id: str
    received_at: datetime
    submitted_by: str
    signed_in: bool
    came: tuple[Grant, ...]
    went: tuple[Grant, ...]


def access_list(home: Path) -> tuple[Grant, ...]:
    """Return the rows of the list that was loaded last; none before the first.

    Raises:
        DamagedLanding: it is not what was taken in.
    """
    landing.require_all(home, "access")
    loads = landing.landed(home, "access")
    return _grants(loads[-1]) if loads else ()


def person_on(home: Path, email: str, on: date) -> Person:
    """Return what a person may do on a day, by the list as it is now.

    Raises:
        DamagedLanding: the list is not what was taken in; nobody may do anything then.
    """
    return person_of(access_list(home), email, on)


def changes_of_list(home: Path) -> Iterator[ListChange]:
    """Yield every load of the list in order, with what it changed."""
    before: tuple[Grant, ...] = ()
    for load in landing.landed(home, "access"):
        receipt, now = load.receipt(), _grants(load)
        yield ListChange(
            load.receipt_id,
            load.received_at,
            receipt.submitted_by,
            receipt.signed_in,
            tuple(grant for grant in now if grant not in before),
            tuple(grant for grant in before if grant not in now),
        )
        before = now


@lru_cache(maxsize=8)
def _grants(load: landing.Landed) -> tuple[Grant, ...]:
    """Read one landed list: what is landed never changes, so it is read once."""
    return tuple(Grant(*(row[name] for name in _COLUMNS)) for row in load.rows("access", *_COLUMNS))
