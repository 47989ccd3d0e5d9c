"""What people at events answered when they were asked whether they feel a change, as a release has it."""

from dataclasses import dataclass
from datetime import date

import duckdb

from dashboard.queries.release import fetch, has_table

ANSWERS = ("noticed", "not_yet", "worse", "cannot_say")


@dataclass(frozen=True, slots=True)
class Felt:
    """What was answered at one event about one theme or action; None stands for a number held back."""

    event_id: str
    held_on: date
    name_en: str
    name_cy: str | None
    place_en: str
    place_cy: str | None
    not_there_en: str
    not_there_cy: str | None
    answered_count: int | None
    noticed: int | None
    not_yet: int | None
    worse: int | None
    cannot_say: int | None

    @property
    def answers(self) -> dict[str, int | None]:
        """Return how many people gave each answer."""
        return {answer: getattr(self, answer) for answer in ANSWERS}


def felt(cursor: duckdb.DuckDBPyConnection, round_id: str, subject_id: str) -> tuple[Felt, ...]:
    """Return what was answered about a theme or an action up to a round, the latest event first."""
    if not has_table(cursor, "felt"):
        return ()
    numbers = ", ".join(
        f"any_value(people_count) filter (where answer = '{answer}') as {answer}" for answer in ANSWERS
    )
    return fetch(
        cursor,
        Felt,
        f"""with told as (
            select event_id, any_value(answered_count) as answered_count, {numbers}
            from plan.public.felt where round_id = $1 and coalesce(action_id, theme_id) = $2
            group by event_id
        )
        select events.*, told.* exclude (event_id) from told
        inner join plan.public.felt_events as events on told.event_id = events.event_id
        where events.round_id = $1 order by held_on desc, event_id""",
        (round_id, subject_id),
    )
