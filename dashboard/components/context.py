"""What one run of a page knows: the language, the release, the round, and how to keep them in every link.

All state is in the address, so that a view can be sent to a neighbour; nothing of a reader is kept.
"""

import logging
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

import duckdb

from dashboard.components.blocks import Block
from dashboard.components.linked import Linked
from dashboard.components.medium import Medium
from dashboard.locale.rhythm import RHYTHMS, Rhythm
from dashboard.locale.translator import Words
from dashboard.queries.plan import Partner, Plan, Round, partners, plan, rounds
from dashboard.queries.release import (
    Pointer,
    Release,
    ReleaseDamaged,
    ReleaseMissing,
    opened_release,
    read_pointer,
    release,
)
from dashboard.queries.revisions import SignOff, sign_offs
from dashboard.settings import Settings

log = logging.getLogger("dashboard")


@dataclass(frozen=True, slots=True)
class Published:
    """The release as one run reads it."""

    cursor: duckdb.DuckDBPyConnection
    release: Release
    plan: Plan
    rounds: tuple[Round, ...]
    partners: Mapping[str, Partner]
    sign_offs: Mapping[str, SignOff]
    round: Round
    folder: Path
    """Where the release's files are."""
    releases: Path | None = None
    """Where the earlier releases are; None where this one stands alone."""

    @property
    def released(self) -> list[Round]:
        """Return the rounds that the release holds, oldest first."""
        return [found for found in self.rounds if found.is_published]

    def at(self, round_id: str) -> "Published":
        """Return the release at one of its rounds; as it is where it has no such round."""
        known = {found.round_id: found for found in self.released}
        return replace(self, round=known.get(round_id, self.round))

    @property
    def previous(self) -> Round | None:
        """Return the published round before the one that is shown."""
        place = self.released.index(self.round)
        return self.released[place - 1] if place else None

    def plan_name(self, words: Words) -> str:
        """Return what the plan is called in the reader's language."""
        name = words.pick(self.plan.name_en, self.plan.name_cy)
        return name.text if name else self.plan.plan_id

    def round_name(self, round_id: str, words: Words) -> str:
        """Return what a round of the calendar is called in the reader's language."""
        found = next(found for found in self.rounds if found.round_id == round_id)
        name = words.pick(found.name_en, found.name_cy)
        return name.text if name else words.month(round_id)

    def day_of(self, moment: datetime) -> date:
        """Return the day that a time of the release, in UTC, was where the plan is."""
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(self.plan.time_zone)).date()

    @property
    def rhythm(self) -> Rhythm:
        """Return the words that fit how often the plan's rounds come."""
        return RHYTHMS[self.plan.rhythm]

    def demonstration(self, words: Words) -> str:
        """Return the statement that the data are invented; nothing for a real plan."""
        if not self.plan.is_demonstration:
            return ""
        text = words.pick(self.plan.statement_en, self.plan.statement_cy)
        return text.text if text else self.demonstration_in_short(words)

    def demonstration_in_short(self, words: Words) -> str:
        """Return the same in a few words, for where there is little room."""
        return words.say("Demonstration: invented data.") if self.plan.is_demonstration else ""

    @property
    def to_come(self) -> list[Round]:
        """Return the rounds after the release's own, the next one first."""
        last = next(found.position for found in self.rounds if found.round_id == self.release.round_id)
        return [found for found in self.rounds if found.position > last]

    @property
    def next_news(self) -> Round | None:
        """Return the next round to be published after the release's own."""
        return self.to_come[0] if self.to_come else None


@dataclass(frozen=True, slots=True)
class Reading(Linked):
    """One run: who reads in which language, what, and where else they can go."""

    words: Words
    medium: Medium
    address: Mapping[str, str]
    published: Published | None = None

    kept: ClassVar[tuple[str, ...]] = ("lang", "round", "action", "theme", "from", "q")
    carried: ClassVar[tuple[str, ...]] = ("round",)

    @property
    def has_listening(self) -> bool:
        """Tell whether there is anything to show of a listening exercise."""
        return self.published is not None and self.published.plan.has_listening

    @property
    def book(self) -> Published:
        """Return the release; pages are shown only when there is one."""
        if self.published is None:
            raise RuntimeError("a page was opened without a release")
        return self.published

    @property
    def round_name(self) -> str:
        """Return what the round that is shown is called."""
        return self.book.round_name(self.book.round.round_id, self.words)

    def entitle(self, title: str) -> None:
        """Call the document by what it shows and by the plan."""
        name = f"{title} · {self.published.plan_name(self.words)}" if self.published else title
        self.medium.entitle(name)

    def show(self, key: str, *blocks: Block | None, is_live: bool = False) -> None:
        """Show blocks."""
        self.medium.show(key, *blocks, is_live=is_live)


_reading: ContextVar[Reading] = ContextVar("reading")


def enter(reading: Reading) -> None:
    """Make this run's reading known to its page."""
    _reading.set(reading)


def reading() -> Reading:
    """Return this run's reading."""
    return _reading.get()


def languages(published: Published | None) -> tuple[str, ...]:
    """Return the languages that the plan speaks; before its first release, as the deployment says."""
    return published.plan.spoken if published else tuple(Settings().languages.split(";"))


def open_published(round_id: str = "", releases: Path | None = None) -> Published:
    """Return the current release at one of its rounds, the latest where it has no such round.

    It is that of the deployment, unless another folder of releases is given.

    Raises ReleaseMissing or ReleaseDamaged when it cannot be shown.
    """
    releases = releases or Settings().releases
    pointer = read_pointer(releases)
    try:
        facts = _facts(releases, pointer)
    except (duckdb.Error, KeyError) as error:
        raise ReleaseDamaged(f"{pointer.release_id} does not hold what it should") from error
    return replace(facts.at(round_id), cursor=opened_release(releases, pointer).cursor())


def opened(round_id: str = "") -> tuple[Published | None, bool]:
    """Return what `open_published` does, if it can be shown, and whether it is there but damaged."""
    try:
        return open_published(round_id), False
    except (ReleaseMissing, ReleaseDamaged) as problem:
        log.warning("no release to show: %s", problem)
        return None, isinstance(problem, ReleaseDamaged)


@lru_cache(maxsize=2)
def _facts(releases: Path, pointer: Pointer) -> Published:
    cursor = opened_release(releases, pointer).cursor()
    return facts_of(cursor, releases / pointer.release_id, releases)


def facts_of(cursor: duckdb.DuckDBPyConnection, folder: Path, releases: Path | None = None) -> Published:
    """Return a release at its own round, with what is the same for all its pages.

    Raises:
        KeyError: it does not hold its own round.
    """
    calendar, facts = rounds(cursor), release(cursor)
    known = {found.round_id: found for found in calendar if found.is_published}
    return Published(
        cursor=cursor,
        release=facts,
        plan=plan(cursor),
        rounds=calendar,
        partners=partners(cursor),
        sign_offs=sign_offs(cursor),
        round=known[facts.round_id],
        folder=folder,
        releases=releases,
    )
