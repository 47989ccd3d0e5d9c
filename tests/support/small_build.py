"""A build of two rounds and a calendar, with words beside the allow-list that must never leave."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines.releases.allow_list import PublicColumn, PublicTable
from pipelines.warehouse.builds import Build

AS_OF = datetime(2025, 6, 30, 12, tzinfo=UTC)
PLAN = {
    "plan_id": "a-plan",
    "name_en": "A plan",
    "name_cy": "Cynllun",
    "is_demonstration": True,
    "statement_en": "Invented.",
    "statement_cy": "Dychmygol.",
    "steering_group_en": "The group",
    "steering_group_cy": "Y grŵp",
}
ALLOWED = [
    PublicTable(
        "action_rounds",
        "One row per action and round.",
        {"round_id": PublicColumn("The round."), "words": PublicColumn("It's said.")},
        primary_key=("round_id",),
    ),
    PublicTable(
        "partners",
        "One row per partner.",
        {"partner_id": PublicColumn("The partner."), "name_en": PublicColumn("Its name.")},
        primary_key=("partner_id",),
    ),
    PublicTable(
        "plan",
        "One row: the plan.",
        {
            name: PublicColumn(f"{name}.", "boolean" if isinstance(value, bool) else "varchar")
            for name, value in PLAN.items()
        },
        primary_key=("plan_id",),
    ),
    PublicTable(
        "rounds",
        "One row per round of the calendar.",
        {"round_id": PublicColumn("The round.")},
        primary_key=("round_id",),
    ),
]


def make_build(folder: Path, words: str = "said") -> Build:
    """Return a build in `folder` whose actions say `words`."""
    file = folder / f"build-{words}.duckdb"
    if file.exists():
        return Build(words, file, AS_OF, AS_OF)
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema if not exists public; create schema review")
        connection.execute(
            "create table public.action_rounds as select * from (values ('2025-05', $words, 'CANARY'), "
            "('2025-06', $words, 'CANARY'), ('2025-07', 'CANARY', 'CANARY')) as t(round_id, words, hidden)",
            {"words": words},
        )
        connection.execute(
            "create table public.rounds as select * from (values ('2025-05'), ('2025-06'), ('2025-12')) "
            "as t(round_id)"
        )
        connection.execute("create table public.partners as select 'council' as partner_id, 'A' as name_en")
        connection.execute(
            "create table public.plan as select " + ", ".join(f"? as {name}" for name in PLAN),
            list(PLAN.values()),
        )
        connection.execute("create table public.unlisted as select 'CANARY' as words")
        connection.execute("create table review.fct as select 'CANARY' as words")
    return Build(words, file, AS_OF, AS_OF)
