"""The register from landing: the latest accepted one is the plan."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pipelines import clock, landing
from pipelines.contracts.register import REGISTER, TIME_ZONE
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.landing import ledger
from pipelines.locale import LANGUAGES, N_, translated
from pipelines.register.model import Register

_MISSING = N_("{home} has no register yet: load one with `plan register load`")


class RegisterMissing(NotPossibleNow):
    """No register has been loaded into this deployment."""


class UnknownToRegister(Refusal):
    """The plan has no such partner or round."""


def current(home: Path) -> Register:
    """Return the plan as it was last loaded.

    Raises:
        RegisterMissing: none has been.
    """
    found = landing.landed(home, "register")
    if not found:
        raise RegisterMissing(translated(_MISSING, home=home))
    return _load(found[-1])


def current_plan_clock(home: Path) -> date | None:
    """Return the day at which the plan's clock stands still, or None for a plan whose clock runs."""
    try:
        return current(home).plan.as_of
    except RegisterMissing:
        return None


def languages_of_plan(home: Path) -> tuple[str, ...]:
    """Return the languages that the plan speaks: every one that we have, while there is no plan."""
    try:
        return current(home).languages
    except RegisterMissing:
        return LANGUAGES


def plan_zone(home: Path) -> ZoneInfo:
    """Return the time zone of a deployment's plan; London's while there is no plan."""
    try:
        return current(home).zone
    except RegisterMissing:
        return ZoneInfo(TIME_ZONE)


def plan_day(home: Path, moment: datetime) -> date:
    """Return the day that it is at a moment where the plan of a deployment is."""
    return clock.day_of(moment, plan_zone(home))


def now_of(home: Path) -> datetime:
    """Return the time in a deployment: the plan's own if it stands still, never before the last receipt.

    A machine whose clock was set back would else take what comes now for older than what came before. Where
    the clock stands still, what comes after a round was closed would seem to have come before.
    """
    at, last = clock.now(current_plan_clock(home)), ledger.last_received(home)
    return at if last is None or at > last else last + timedelta(microseconds=1)


@lru_cache(maxsize=8)
def _load(found: landing.Landed) -> Register:
    """Read one landed register: what is landed never changes, so it is read once."""
    rows = {
        table.name: [
            {name: row.get(name) for name in table.model.model_fields} for row in found.rows(table.name)
        ]
        for table in REGISTER.sheet_tables()
        if table.name in Register.model_fields
    }
    return Register.model_validate({"receipt_id": found.receipt_id, **rows, "plan": rows["plan"][0]})
