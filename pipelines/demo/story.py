"""The story as it is kept in `data/demo/story`: what each party said of each action, and how partners report.

Pydantic reads it, so that a slip of the pen in the TOML files is an error with its place and never a strange
cell in a workbook.
"""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from pipelines.demo.plan import DEMO

WORDS = "what_happened", "in_plain_words", "reason", "next_step"


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Update(_Told):
    """One statement on an action; by its lead unless `partner_id` says who, in the `file`-th file sent."""

    round_id: str
    partner_id: str | None = None
    file: int = 1
    stage: str
    rating: str | None = None
    what_happened: str
    in_plain_words: str
    reason: str | None = None
    next_step: str | None = None
    next_news_by: date | None = None
    forecast_finish: str | None = None
    completed_on: date | None = None
    look_again_on: date | None = None
    evidence: str | None = None
    words_language: str = "en"


class Step(_Told):
    """What the lead said of a milestone in a round."""

    round_id: str
    milestone_id: str
    state: str
    done_on: date | None = None
    reason: str | None = None


class ActionStory(_Told):
    """What happened to one action; in a silent round its lead leaves the row as it found it."""

    silent_rounds: frozenset[str] = frozenset()
    milestones: tuple[Step, ...] = ()
    updates: tuple[Update, ...] = ()


class Habit(_Told):
    """How a partner reports: the role that sends, and the day after a round opens (1 is the next day)."""

    submitted_by: str
    usual_day: int
    language: str = "en"
    missing_rounds: frozenset[str] = frozenset()


class Fault(_Told):
    """A mistake in one cell for which the door refuses the file with problem `code`."""

    code: str
    action_id: str
    column: str
    value: str


class Arrival(_Told):
    """One file of a partner's return that came in an unusual way."""

    round_id: str
    partner_id: str
    received_at: datetime
    file: int = 1
    fault: Fault | None = None


class Story(_Told):
    """The whole story."""

    actions: dict[str, ActionStory]
    habits: dict[str, Habit]
    arrivals: tuple[Arrival, ...] = Field(description="In the order in which the files came.")


def load_story(demo: Path = DEMO) -> Story:
    """Return the story kept in `demo`.

    Raises:
        pydantic.ValidationError: a file says something that has no place in the story.
    """
    folder = demo / "story"
    return Story(
        actions={
            path.stem: ActionStory(**_toml(path)) for path in sorted((folder / "actions").glob("*.toml"))
        },
        habits={partner_id: Habit(**habit) for partner_id, habit in _toml(folder / "partners.toml").items()},
        arrivals=tuple(Arrival(**arrival) for arrival in _toml(folder / "arrivals.toml")["arrivals"]),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
