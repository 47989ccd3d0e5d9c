"""Landing is the truth: from a copy of it alone, each release can be made again, table for table (T14)."""

import shutil
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.defs import runs
from pipelines.landing.ledger import LOG
from pipelines.register import current
from pipelines.releases.allow_list import public_tables
from pipelines.releases.release import read_release
from pipelines.releases.tables import copy_tables, copying
from pipelines.releases.withholding.withheld import rules, withheld
from pipelines.rounds.states import in_calendar_order
from pipelines.warehouse.builds import Build
from pipelines.warehouse.models import prepare_manifest


def take_out_withheld(home: Path, build: Build) -> None:
    """Take out of a build what was withdrawn or held back after the day for which it was made."""
    words = withheld(home)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{build.file}' as plan")
        shown = "select view_name from duckdb_views() where database_name = 'plan' and schema_name = 'public'"
        for (name,) in connection.execute(shown).fetchall():
            connection.execute(f'create temp table "{name}" as from plan.public."{name}"')
            connection.execute(f'drop view plan.public."{name}"')
            connection.execute(f'create table plan.public."{name}" as from temp."{name}"')
        for rule in list(rules(connection, public_tables(prepare_manifest()))):
            changed = f'create or replace table plan.public."{rule.table}" as {rule.query}'
            connection.execute(changed, words.named_in(changed))


@pytest.mark.parametrize("release_id", ["2024-06-r1", "2025-06-r2"])
def test_the_same_landing_gives_the_same_tables_on_a_clean_machine(
    demonstration: Path, release_id: str, tmp_path: Path
) -> None:
    release = read_release(demonstration / "releases" / release_id)
    shutil.copytree(demonstration / "landing", tmp_path / "home" / "landing")
    shutil.copy(demonstration / LOG, tmp_path / "home")

    build = runs.refresh(tmp_path / "home", datetime.fromisoformat(release.as_of))
    take_out_withheld(tmp_path / "home", build)
    with copying(build.file, tmp_path / "plan.duckdb") as connection:
        ids = [each.round_id for each in in_calendar_order(current(tmp_path / "home").rounds)]
        rounds = ids[: ids.index(release.round_id) + 1]
        again = copy_tables(connection, public_tables(prepare_manifest()), rounds)

    assert again == release.tables
