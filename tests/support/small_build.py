"""A build of two rounds and a calendar, with words beside the allow-list that must never leave.

Its releases are made as the job makes them, without the gate: `release` is signed off by nobody but the test.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from pipelines.contracts.register import Round
from pipelines.releases.allow_list import PublicColumn, PublicTable
from pipelines.releases.candidate import Source
from pipelines.releases.publish import make_candidates, put_candidates
from pipelines.releases.release import Release
from pipelines.releases.sealing import working
from pipelines.rounds.decisions import Decision
from pipelines.rounds.states import Standing
from pipelines.warehouse.builds import Build
from pipelines.warehouse.raw import raw_tables

AS_OF = datetime(2025, 6, 30, 12, tzinfo=UTC)
SIGN_OFF = Decision("sign_off", "2025-06", "chair", None, "0" * 64, date(2025, 6, 30), "a-receipt", AS_OF)
PLAN = {
    "plan_id": "a-plan",
    "name_en": "A plan",
    "name_cy": "Cynllun",
    "languages": "en;cy",
    "time_zone": "Europe/London",
    "has_listening": True,
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
        {name: PublicColumn(f"{name}.") for name in ("partner_id", "name_en", "name_cy")},
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
        {
            "round_id": PublicColumn("The round."),
            "position": PublicColumn("Its place.", "integer"),
            "name_en": PublicColumn("Its name."),
            "name_cy": PublicColumn("Its name in Welsh."),
            "opens_on": PublicColumn("Its first day.", "date"),
            "closes_on": PublicColumn("Its last day.", "date"),
        },
        primary_key=("round_id",),
    ),
]
_DAYS = dict.fromkeys(("opens_on", "due_on", "closes_on", "review_on", "publish_on"), date(2025, 5, 1))
STANDINGS = tuple(
    Standing(Round(round_id=round_id, **_DAYS), "signed_off", None, SIGN_OFF, None, ())
    for round_id in ("2025-05", "2025-06")
)
SIGNED = frozenset(each.round_id for each in STANDINGS)


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
            "create table public.rounds as select *, strftime(opens_on, '%B %Y') as name_en, "
            "'Rownd ' || round_id as name_cy, opens_on + 24 as closes_on from (values "
            "('2025-05', 1, date '2025-05-01'), ('2025-06', 2, date '2025-06-01'), "
            "('2025-07', 3, date '2025-07-01'), ('2025-12', 4, date '2025-12-01')) "
            "as t(round_id, position, opens_on)"
        )
        connection.execute(
            "create table public.partners as select 'council' as partner_id, 'A' as name_en, 'B' as name_cy"
        )
        connection.execute(
            "create table public.plan as select " + ", ".join(f"? as {name}" for name in PLAN),
            list(PLAN.values()),
        )
        connection.execute("create schema raw; create schema intermediate")
        for name in ("decisions", "register_changes"):
            connection.register("contract", raw_tables()[name][1].empty_table())
            connection.execute(f"create table raw.{name} as from contract")
        connection.execute(
            "create table raw.receipts"
            "(receipt_id varchar, feed varchar, sha256 varchar, received_at timestamp)"
        )
        connection.execute(
            "create table intermediate.int_returns_placed(receipt_id varchar, counted_round_id varchar)"
        )
        connection.execute("create table public.unlisted as select 'CANARY' as words")
        connection.execute("create table review.fct as select 'CANARY' as words")
    return Build(words, file, AS_OF, AS_OF)


def release(
    folder: Path,
    build: Build,
    round_id: str,
    tables: Sequence[PublicTable] = ALLOWED,
    at: datetime = AS_OF,
) -> Release:
    """Make the next release of a round of `build` in `folder`, and put it in place."""
    with working(folder):
        made = make_candidates(folder, source_of(build, tables, at), [round_id])
        (released,) = put_candidates(folder, made, SIGNED)
    return released


def source_of(build: Build, tables: Sequence[PublicTable] = ALLOWED, at: datetime = AS_OF) -> Source:
    """Return what releases of a build are made from."""
    return Source(build, tables, STANDINGS, SIGN_OFF, at, ZoneInfo(PLAN["time_zone"]))
