"""A small plan in English alone: eight actions in three themes, three partners, no listening exercise.

Its register is what a community would type: CSV files without any column in Welsh, and without topics. Time
stands still in it after its second round, so that what it says never changes.
"""

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.intake.submit import submit
from tests.support.door import a_return, on_track

Rows = Sequence[Mapping[str, str]]

PLAN: Rows = (
    {
        "plan_id": "harbour", "name_en": "The Harbour plan", "languages": "en", "is_demonstration": "no",
        "as_of": "2026-07-01",
        "action_count": "8", "ageing_after_days": "120", "reply_working_days": "5",
        "steering_group_en": "The Harbour group",
    },
)  # fmt: skip
THEMES: Rows = [
    {"theme_id": theme, "position": str(number), "name_en": name}
    for number, (theme, name) in enumerate(
        [("homes", "Homes"), ("work", "Work and skills"), ("shore", "The shore")], start=1
    )
]
PARTNERS: Rows = [
    {"partner_id": "council", "name_en": "The council"},
    {"partner_id": "housing", "name_en": "The housing association"},
    {"partner_id": "college", "name_en": "The college"},
]
_TITLES = (
    "Repair the damp homes first", "Open an advice desk", "Insulate the terraces", "Run evening courses",
    "Help new traders start", "Fund apprenticeships", "Clean the beach each week", "Light the sea path",
)  # fmt: skip
_LEADS = ("housing", "council", "housing", "college", "council", "college", "council", "council")
OTHER_NUMBER = "SEP-01.b_2"
"""The number of the last action, which says more than its place."""

ACTIONS: Rows = [
    {
        "action_id": OTHER_NUMBER if number == 8 else f"A{number:02}", "position": str(number),
        "theme_id": ("homes", "homes", "homes", "work", "work", "work", "shore", "shore")[number - 1],
        "title_en": title, "summary_en": f"{title}, as the group agreed.", "lead_partner_id": lead,
        "planned_start": "2026-01", "planned_finish": "2027-06",
    }
    for number, (title, lead) in enumerate(zip(_TITLES, _LEADS, strict=True), start=1)
]  # fmt: skip
MILESTONES: Rows = [
    {
        "milestone_id": "A01-M1", "action_id": "A01", "position": "1", "title_en": "Survey done",
        "due_on": "2026-05",
    },
    {
        "milestone_id": "A01-M2", "action_id": "A01", "position": "2", "title_en": "First ten homes dry",
        "due_on": "2026-12",
    },
]  # fmt: skip
ROUNDS: Rows = [
    {
        "round_id": f"q{month // 3}-2026", "name_en": f"Quarter {month // 3}, 2026",
        "opens_on": f"2026-{month:02}-01", "due_on": f"2026-{month:02}-10",
        "closes_on": f"2026-{month:02}-15", "review_on": f"2026-{month:02}-20",
        "publish_on": f"2026-{month:02}-25",
    }
    for month in (3, 6, 9, 12)
]  # fmt: skip
REGISTER: Mapping[str, Rows] = {
    "plan": PLAN,
    "themes": THEMES,
    "partners": PARTNERS,
    "actions": ACTIONS,
    "milestones": MILESTONES,
    "rounds": ROUNDS,
}


def write_register(folder: Path, **changed: Rows) -> Path:
    """Write the register's CSV files into `folder`, with some tables changed or added; return it."""
    return write_tables(folder, {**REGISTER, **changed})


def write_tables(folder: Path, tables: Mapping[str, Rows]) -> Path:
    """Write a CSV file for each of some tables into `folder`; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(column for row in rows for column in row)))
            writer.writeheader()
            writer.writerows(rows)
    return folder


RELEASED = ("q1-2026", "q2-2026")
"""The rounds that are signed off and published."""


def in_both() -> dict[str, Rows]:
    """Return the tables of the register that are otherwise where the plan speaks Welsh too."""

    def with_welsh(rows: Rows, *columns: str) -> Rows:
        return [
            {**row, **{f"{name}_cy": f"Cymraeg: {row[f'{name}_en']}" for name in columns}} for row in rows
        ]

    (plan,) = with_welsh(PLAN, "steering_group")
    return {
        "plan": [{**plan, "languages": "en;cy", "name_cy": "Cynllun yr Harbwr"}],
        "themes": with_welsh(THEMES, "name"),
        "partners": with_welsh(PARTNERS, "name"),
        "actions": with_welsh(ACTIONS, "title", "summary"),
        "milestones": with_welsh(MILESTONES, "title"),
        "rounds": with_welsh(ROUNDS, "name"),
    }


def _said(action_id: str, **changes: Any) -> dict[str, Any]:
    said = {name: value for name, value in on_track(action_id).items() if name != "words_language"}
    return said | {"in_plain_words": "It goes as it should."} | changes


_LATE: dict[str, Any] = {
    "rating": "at_risk", "reason": "The surveyor was ill.", "next_step": "A second one starts.",
    "next_news_by": date(2026, 9, 1),
}  # fmt: skip
RETURNS: Sequence[tuple[str, str, Sequence[dict[str, Any]], Sequence[dict[str, Any]]]] = (
    ("q1-2026", "housing", [_said("A01"), _said("A03", stage="not_started", rating=None)], []),
    ("q1-2026", "council", [_said(each) for each in ("A02", "A05", "A07", OTHER_NUMBER)], []),
    (
        "q2-2026", "housing", [_said("A01", **_LATE)],
        [{"milestone_id": "A01-M1", "state": "done", "done_on": "2026-05-20"}],
    ),
    ("q2-2026", "college", [_said("A04"), _said("A06", **_LATE)], []),
)  # fmt: skip


def load_plan(home: Path, **changed: Rows) -> None:
    """Start a deployment in `home`, load the plan with its returns, sign off and publish its rounds."""
    languages = changed.get("plan", PLAN)[0]["languages"]
    begun = CliRunner().invoke(app, ["init", str(home), "--languages", languages], catch_exceptions=False)
    assert begun.exit_code == 0, begun.output
    register = write_register(home / "register", **changed)
    load_register(register, home, datetime(2026, 2, 20, 9, tzinfo=UTC))
    for number, (round_id, partner, updates, milestones) in enumerate(RETURNS):
        sent = a_return(home.parent / f"{home.name}-{number}.xlsx", updates, milestones)
        day = datetime(2026, 3 * int(round_id[1]), 5, 9, tzinfo=UTC)
        _take(sent, home, day, feed="return", partner_id=partner, round_id=round_id)
    command(home, "refresh")
    for round_id in RELEASED:
        command(home, "round", "sign-off", round_id, "--role", "chair", "--by", "secretary")
        command(home, "publish", round_id)


def load_register(folder: Path, home: Path, received_at: datetime) -> None:
    """Load the register's files in `folder` into `home`."""
    _take(folder, home, received_at, feed="register")


def command(home: Path, *arguments: str) -> str:
    """Run a command of `plan` on `home`; return what it says."""
    result = CliRunner().invoke(app, [*arguments, "--home", str(home)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def _take(path: Path, home: Path, received_at: datetime, **about: str) -> None:
    receipt = submit(path, home=home, submitted_by="officer", received_at=received_at, **about)  # type: ignore[arg-type]
    assert receipt.accepted, receipt.problems
