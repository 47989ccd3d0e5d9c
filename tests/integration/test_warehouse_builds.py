from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.adapters.duckdb.environments import Environment

from pipelines.defs import runs
from pipelines.errors import NotPossibleNow
from pipelines.warehouse import raw
from pipelines.warehouse.builds import (
    BUILDS_KEPT,
    LARGE_FROM,
    NoBuild,
    Warehouse,
    WarehouseBusy,
    block_bytes,
    new_build_id,
    reading,
)
from tests.support.door import new_home

AS_OF = datetime(2025, 6, 30, 12, tzinfo=UTC)


def make_build(warehouse: Warehouse, content: str) -> Path:
    with warehouse.making() as file:
        with duckdb.connect(str(file)) as connection:
            connection.execute("create table content as select ? as words", [content])
        return warehouse.finish(new_build_id(datetime.now(UTC)), AS_OF, AS_OF, 0).file  # noqa: TID251


def content_of(file: Path) -> str:
    with reading(file) as connection:
        ((words,),) = connection.execute("select words from content").fetchall()
    return str(words)


def test_before_the_first_refresh_there_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(NoBuild, match="plan refresh"):
        Warehouse.of(tmp_path).current()


def test_the_pointer_names_the_newest_build_and_a_reader_keeps_the_one_it_opened(tmp_path: Path) -> None:
    warehouse = Warehouse.of(tmp_path)
    make_build(warehouse, "first")

    with reading(warehouse.current().file) as reader:
        make_build(warehouse, "second")

        assert reader.execute("select words from content").fetchall() == [("first",)]
    assert content_of(warehouse.current().file) == "second"


def test_a_build_that_fails_leaves_the_one_before_it_current(tmp_path: Path) -> None:
    warehouse = Warehouse.of(tmp_path)
    make_build(warehouse, "whole")

    with pytest.raises(duckdb.Error), warehouse.making() as file, duckdb.connect(str(file)) as connection:
        connection.execute("select no_such_column")

    assert content_of(warehouse.current().file) == "whole"
    assert not warehouse.building.exists()


def test_a_second_refresh_at_the_same_time_is_told_so(tmp_path: Path) -> None:
    warehouse = Warehouse.of(tmp_path)

    with (
        warehouse.making(),
        pytest.raises(WarehouseBusy, match="another refresh"),
        Warehouse.of(tmp_path).making(),
    ):
        pass


def test_what_a_killed_run_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    warehouse = Warehouse.of(tmp_path)
    warehouse.building.parent.mkdir(parents=True)
    warehouse.building.write_bytes(b"half a build")

    assert content_of(make_build(warehouse, "whole")) == "whole"


def test_only_the_newest_builds_are_kept(tmp_path: Path) -> None:
    warehouse = Warehouse.of(tmp_path)
    files = [make_build(warehouse, str(number)) for number in range(BUILDS_KEPT + 2)]

    assert sorted(warehouse.folder.glob("build-*.duckdb")) == files[2:]


def test_a_build_is_made_of_small_blocks(tmp_path: Path) -> None:
    file = tmp_path / "plan.duckdb"
    list(raw.load(file, new_home(tmp_path), "a-build", AS_OF))

    with reading(file) as connection:
        ((block_bytes,),) = connection.execute(
            "select block_size from pragma_database_size() where database_name = 'plan'"
        ).fetchall()
    assert block_bytes == 16384


def test_a_damaged_submission_is_named_with_what_to_do_and_the_build_before_stays(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    whole = make_build(Warehouse.of(home), "whole")
    (file,) = home.glob("landing/register/*/rows/actions.parquet")
    file.write_bytes(file.read_bytes()[:-100])

    with pytest.raises(NotPossibleNow) as refusal:
        runs.refresh(home, AS_OF)

    receipt_id = file.parent.parent.name
    assert str(refusal.value).startswith(
        f"the landed submission {receipt_id} (feed register) is damaged: actions.parquet is not what was"
    )
    assert f"Restore landing/register/{receipt_id} from the backup" in str(refusal.value)
    assert Warehouse.of(home).current().file == whole
    assert content_of(whole) == "whole"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("drop table raw.comments", r"^int_sheet_comments_versioned: .*Table with name comments does not"),
        (
            "insert into raw.receipts from raw.receipts limit 1",
            r"^key_is_unique_stg_landing__receipts_receipt_id: Got 1 result",
        ),
    ],
    ids=["a model", "a test"],
)
def test_a_model_or_a_test_that_fails_is_named_and_the_build_before_stays(
    fault: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = new_home(tmp_path)
    whole = make_build(Warehouse.of(home), "whole")
    load = raw.load

    def loaded_and_spoiled(file: Path, *arguments: Any) -> Iterator[tuple[str, int]]:
        yield from load(file, *arguments)
        with duckdb.connect(str(file)) as connection:
            connection.execute(fault)

    monkeypatch.setattr(raw, "load", loaded_and_spoiled)
    with pytest.raises(NotPossibleNow, match=f"(?s){told}") as failure:
        runs.refresh(home, AS_OF)

    assert "skipped" not in str(failure.value)
    assert Warehouse.of(home).current().file == whole


@pytest.mark.parametrize(("count", "size"), [(0, 16_384), (LARGE_FROM - 1, 16_384), (LARGE_FROM, 262_144)])
def test_a_file_has_small_blocks_until_its_build_is_large(tmp_path: Path, count: int, size: int) -> None:
    file = tmp_path / "plan.duckdb"
    with duckdb.connect(str(file), config={"default_block_size": str(block_bytes(count))}) as connection:
        assert connection.execute("select block_size from pragma_database_size()").fetchall() == [(size,)]


def test_the_file_is_given_back_though_something_still_knows_dbt_s_connection(tmp_path: Path) -> None:
    has_ended, known = Event(), list[Environment]()

    def get_to_know() -> None:
        while not known and not has_ended.wait(0.001):
            with suppress(Exception):  # nothing is open yet
                known.append(DuckDBConnectionManager.env())

    meanwhile = Thread(target=get_to_know)
    meanwhile.start()
    build = runs.refresh(new_home(tmp_path))
    has_ended.set()
    meanwhile.join()

    assert known
    with reading(build.file) as connection:
        assert connection.execute("select count(*) > 0 from raw.receipts").fetchall() == [(True,)]
