"""Landing is the truth: from a copy of it alone, each release can be made again, table for table (T14)."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from pipelines.defs import runs
from pipelines.releases.allow_list import public_tables
from pipelines.releases.release import read_release
from pipelines.releases.tables import copy_tables, copying
from pipelines.warehouse.models import prepare_manifest


@pytest.mark.parametrize("release_id", ["2024-06-r1", "2025-06-r2"])
def test_the_same_landing_gives_the_same_tables_on_a_clean_machine(
    demonstration: Path, release_id: str, tmp_path: Path
) -> None:
    release = read_release(demonstration / "releases" / release_id)
    shutil.copytree(demonstration / "landing", tmp_path / "home" / "landing")

    build = runs.refresh(tmp_path / "home", datetime.fromisoformat(release.as_of))
    with copying(build.file, tmp_path / "plan.duckdb") as connection:
        again = copy_tables(connection, public_tables(prepare_manifest()), release.round_id)

    assert again == release.tables
