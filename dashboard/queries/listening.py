"""The listening exercise in a release: its totals, what was spoken of, where it went, and approved quotes."""

from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.queries.release import fetch, only

QUESTIONS = ("have", "need", "change")
DESTINATIONS = ("taken_up", "partly", "looked_into", "someone_else", "not_taken_up", "not_coded")
ALL, NONE = "all", "none"


@dataclass(frozen=True, slots=True)
class Listening:
    """The totals of the exercise; None where nothing was recorded."""

    engagement_count: int
    engagement_people_recorded_count: int
    engagement_with_comments_count: int
    engagement_hours_known_count: int
    participant_count: int | None
    first_held_on: date | None
    last_held_on: date | None
    comment_count: int
    coded_count: int
    passage_count: int
    without_engagement_count: int
    workshop_count: int
    workshop_resident_count: int | None
    workshop_partner_count: int | None
    voucher_count: int | None
    vouchers_gbp: float | None
    refreshments_gbp: float | None
    refreshments_recorded_count: int
    residents_recorded_count: int
    partners_recorded_count: int
    vouchers_recorded_count: int
    is_workshop_count_suppressed: bool

    @property
    def has_comments(self) -> bool:
        """Tell whether comments were told apart; from a list alone only coded passages are known."""
        return self.passage_count == 0

    @property
    def has_both(self) -> bool:
        """Tell whether some was said in comments that are known, and some is known from a list alone."""
        return 0 < self.passage_count < self.comment_count


@dataclass(frozen=True, slots=True)
class ThemeVoices:
    """How many comments of a theme answer one question: have, need or change."""

    theme_id: str
    question_code: str
    comment_count: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How many comments of a theme ended in one place; `all` is every comment once, `none` is of no theme."""

    theme_id: str
    destination: str
    comment_count: int
    engagement_count: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that people spoke of, and what became of it."""

    topic_code: str
    theme_id: str | None
    title_en: str | None
    title_cy: str | None
    destination: str
    reason_en: str | None
    reason_cy: str | None
    action_ids: str | None
    comment_count: int
    have_count: int
    need_count: int
    change_count: int
    engagement_count: int

    @property
    def actions(self) -> list[str]:
        """Return the actions that take it up."""
        return self.action_ids.split(";") if self.action_ids else []


@dataclass(frozen=True, slots=True)
class Asset:
    """Something that the community has, and which actions build on it."""

    asset_id: str
    theme_id: str | None
    name_en: str | None
    name_cy: str | None
    action_ids: str | None

    @property
    def actions(self) -> list[str]:
        """Return the actions that build on it."""
        return self.action_ids.split(";") if self.action_ids else []


@dataclass(frozen=True, slots=True)
class Voice:
    """A quote that a named role has approved, with consent."""

    voice_id: str
    quote: str
    language: str | None
    theme_id: str | None
    topic_codes: str | None
    setting: str | None
    area: str | None
    similar_count: int
    is_differing: bool | None
    consent_scope: str | None

    @property
    def topics(self) -> list[str]:
        """Return the topics that it speaks of."""
        return self.topic_codes.split(";") if self.topic_codes else []


def listening(cursor: duckdb.DuckDBPyConnection) -> Listening:
    """Return the totals."""
    return only(cursor, Listening, "select * from plan.public.listening")


def theme_voices(cursor: duckdb.DuckDBPyConnection) -> tuple[ThemeVoices, ...]:
    """Return the comments of each theme by question, in plan order."""
    return fetch(
        cursor,
        ThemeVoices,
        """select theme_voices.* from plan.public.theme_voices join plan.public.themes using (theme_id)
        order by themes.position, theme_voices.position""",
    )


def destinations(cursor: duckdb.DuckDBPyConnection) -> tuple[Ended, ...]:
    """Return where comments went, theme by theme in plan order, then those of no theme, then all."""
    return fetch(
        cursor,
        Ended,
        """select ended.* from plan.public.comment_destinations as ended
        left join plan.public.themes using (theme_id)
        order by themes.position nulls last, theme_id desc, ended.position""",
    )


def topics(cursor: duckdb.DuckDBPyConnection) -> tuple[Topic, ...]:
    """Return every topic, the most spoken of first."""
    return fetch(
        cursor,
        Topic,
        "select * from plan.public.topic_mentions order by comment_count desc, topic_code",
    )


def assets(cursor: duckdb.DuckDBPyConnection) -> tuple[Asset, ...]:
    """Return what there is to build on, theme by theme."""
    return fetch(
        cursor,
        Asset,
        """select assets.* from plan.public.assets left join plan.public.themes using (theme_id)
        order by themes.position, asset_id""",
    )


def voices(cursor: duckdb.DuckDBPyConnection) -> tuple[Voice, ...]:
    """Return the approved quotes: theme by theme, those that most said similar to first."""
    return fetch(
        cursor,
        Voice,
        """select voices.* from plan.public.voices left join plan.public.themes using (theme_id)
        order by themes.position, similar_count desc, voice_id""",
    )
