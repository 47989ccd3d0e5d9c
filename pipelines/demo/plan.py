"""What the story needs to know of the demonstration plan: who leads which action, and the calendar.

Read straight from the register's CSV files, so that the story can be checked without a deployment.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.settings import PROJECT

DEMO = PROJECT / "data" / "demo"


@dataclass(frozen=True)
class Action:
    """An action: who leads it, who supports it, and when it was meant to be finished (`YYYY-MM`)."""

    action_id: str
    lead_partner_id: str
    supporting_partner_ids: frozenset[str]
    planned_finish: str


@dataclass(frozen=True)
class Round:
    """A reporting period and its dates."""

    round_id: str
    opens_on: date
    due_on: date
    closes_on: date
    review_on: date
    publish_on: date


@dataclass(frozen=True)
class Plan:
    """The parts of the register that the story refers to, in the register's order."""

    as_of: date
    actions: dict[str, Action]
    rounds: dict[str, Round]

    def started_rounds(self) -> list[Round]:
        """Return the rounds that have opened by the day on which the plan's clock stands still."""
        return [round_ for round_ in self.rounds.values() if round_.opens_on <= self.as_of]

    def round_after(self, round_id: str) -> Round:
        """Return the round that follows `round_id` in the calendar."""
        ids = list(self.rounds)
        return self.rounds[ids[ids.index(round_id) + 1]]

    def rounds_before(self, round_id: str) -> list[str]:
        """Return the ids of the rounds before `round_id` in the calendar."""
        ids = list(self.rounds)
        return ids[: ids.index(round_id)]


def load_plan(demo: Path = DEMO) -> Plan:
    """Return the demonstration plan as far as the story needs it."""
    register = demo / "register"
    (plan,) = read_rows(register / "plan.csv")
    return Plan(
        as_of=date.fromisoformat(plan["as_of"]),
        actions={row["action_id"]: _action(row) for row in read_rows(register / "actions.csv")},
        rounds={row["round_id"]: _round(row) for row in read_rows(register / "rounds.csv")},
    )


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Give the rows of a CSV file by header."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _action(row: dict[str, str]) -> Action:
    supporting = frozenset(filter(None, row["supporting_partner_ids"].split(";")))
    return Action(row["action_id"], row["lead_partner_id"], supporting, row["planned_finish"])


def _round(row: dict[str, str]) -> Round:
    dates = {name: date.fromisoformat(value) for name, value in row.items() if name != "round_id"}
    return Round(row["round_id"], **dates)
