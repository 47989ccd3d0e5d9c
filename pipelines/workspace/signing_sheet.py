"""What is signed, and what stands against it, before anybody signs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines import landing
from pipelines.releases.allow_list import PublicTable, public_tables
from pipelines.releases.sign_off.reviewed import Reviewed, covered_rounds, reviewed
from pipelines.rounds.states import Standing
from pipelines.warehouse.builds import Build, receipts_in


@dataclass(frozen=True)
class Stop:
    """Something because of which a round cannot be signed off now: a code, and what it speaks of.

    `round_open`, `before_unsigned` (`round_id`), `signed`, `released`, `not_in_figures` (`count`), `tests`.
    """

    code: str
    about: dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """What a sign-off of a round covers in a build, and what stops it."""

    standing: Standing
    build: Build
    covered: Reviewed
    stops: tuple[Stop, ...]


def sheet(home: Path, build: Build, standings: list[Standing], round_id: str, at: datetime) -> Sheet:
    """Return what a sign-off of a round would cover now, and what stops it."""
    place = next(number for number, each in enumerate(standings) if each.round_id == round_id)
    covered = _covered(build, tuple(covered_rounds(standings, place)))
    return Sheet(standings[place], build, covered, tuple(_stops(home, build, standings, place, at)))


def _stops(home: Path, build: Build, standings: list[Standing], place: int, at: datetime) -> Iterator[Stop]:
    now, before = standings[place], standings[place - 1] if place else None
    if now.is_locked:
        yield Stop("released" if now.state == "released" else "signed", {})
    elif now.closed_at is None:
        yield Stop("round_open", {"closes_on": now.round.closes_on})
    elif before and not before.is_locked:
        yield Stop("before_unsigned", {"round_id": before.round_id})
    if waiting := not_in_figures(home, build, at):
        yield Stop("not_in_figures", {"count": waiting})
    if build.test_problem(project()[1]):
        yield Stop("tests", {})


def not_in_figures(home: Path, build: Build, at: datetime) -> int:
    """Return how many submissions have landed up to a moment that a build does not hold; sign-offs aside."""
    known = receipts_in(build.file)
    return sum(
        each.receipt_id not in known
        and each.received_at <= at
        and not (feed == "decisions" and _is_sign_off(each))
        for feed in ("return", "decisions", "register")
        for each in landing.landed(home, feed)
    )


@lru_cache(maxsize=4096)
def _is_sign_off(load: landing.Landed) -> bool:
    """Say whether a landed file of decisions is a sign-off, which changes no figure."""
    return {row["decision"] for row in load.rows("decisions", "decision")} == {"sign_off"}


@lru_cache(maxsize=4)
def _covered(build: Build, rounds: tuple[str, ...]) -> Reviewed:
    return reviewed(build, project()[0], rounds)


@lru_cache(maxsize=1)
def project() -> tuple[tuple[PublicTable, ...], int]:
    """Return the tables that may be released, and how many tests the project has; both are of the code."""
    from pipelines.warehouse.models import prepare_manifest, test_count  # dbt takes seconds to load

    return tuple(public_tables(prepare_manifest())), test_count()
