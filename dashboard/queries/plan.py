"""The plan itself: its names, themes, partners and the calendar of rounds."""

from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.queries.release import fetch, only


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan's names and its own totals; what older releases do not say yet, they had in one way only."""

    plan_id: str
    name_en: str
    name_cy: str | None
    is_demonstration: bool
    statement_en: str | None
    statement_cy: str | None
    steering_group_en: str
    steering_group_cy: str | None
    action_count: int
    ageing_after_days: int
    reply_working_days: int | None
    engagement_count: int | None
    participant_count: int | None
    comment_count: int | None
    time_zone: str = "Europe/London"
    rhythm: str = "monthly"
    languages: str = "en;cy"
    has_listening: bool = True

    @property
    def spoken(self) -> tuple[str, ...]:
        """Return the languages that the plan speaks, the one that every plan speaks first."""
        return tuple(self.languages.split(";"))


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the plan."""

    theme_id: str
    name_en: str
    name_cy: str | None
    action_count: int


@dataclass(frozen=True, slots=True)
class Round:
    """A reporting period of the calendar; `is_published` when the release holds its figures.

    Without a name it is of an older release, where every round was called by its month.
    """

    round_id: str
    position: int
    opens_on: date
    due_on: date
    closes_on: date
    review_on: date
    publish_on: date
    is_published: bool
    name_en: str | None = None
    name_cy: str | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """A party's name, and whom to ask there: a role, never a person."""

    partner_id: str
    name_en: str
    name_cy: str | None
    contact_role_en: str | None
    contact_role_cy: str | None
    contact_url: str | None


def plan(cursor: duckdb.DuckDBPyConnection) -> Plan:
    """Return the plan."""
    return only(
        cursor,
        Plan,
        "select * from plan.public.plan",
    )


def themes(cursor: duckdb.DuckDBPyConnection) -> tuple[Theme, ...]:
    """Return the themes in plan order."""
    sql = "select theme_id, name_en, name_cy, action_count from plan.public.themes order by position"
    return fetch(cursor, Theme, sql)


def partners(cursor: duckdb.DuckDBPyConnection) -> dict[str, Partner]:
    """Return every party by its id."""
    rows = fetch(cursor, Partner, "select * from plan.public.partners")
    return {row.partner_id: row for row in rows}


def rounds(cursor: duckdb.DuckDBPyConnection) -> tuple[Round, ...]:
    """Return the whole calendar, oldest first."""
    return fetch(
        cursor,
        Round,
        """select *, round_id in (select round_id from plan.public.plan_rounds) as is_published
        from plan.public.rounds order by position""",
    )
