"""A small plan in English alone: eight actions in three themes, three partners, no listening exercise.

Its register is what a community would type: CSV files without any column in Welsh, and without topics.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

Rows = Sequence[Mapping[str, str]]

PLAN: Rows = (
    {
        "plan_id": "harbour", "name_en": "The Harbour plan", "languages": "en", "is_demonstration": "no",
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
    "Help new traders start", "Fund apprenticeships", "Clean the beach each month", "Light the sea path",
)  # fmt: skip
_LEADS = ("housing", "council", "housing", "college", "council", "college", "council", "council")
ACTIONS: Rows = [
    {
        "action_id": f"A{number:02}", "position": str(number),
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
        "round_id": f"2026-{month:02}", "opens_on": f"2026-{month:02}-01", "due_on": f"2026-{month:02}-10",
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
