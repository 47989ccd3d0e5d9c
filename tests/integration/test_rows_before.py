"""A build takes the rows that the build before has read, and is the same as one that reads all of landing."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import NotPossibleNow
from pipelines.warehouse import raw
from pipelines.warehouse.builds import STALE, Warehouse, reading
from pipelines.warehouse.rows_before import READ_ANEW_AFTER
from tests.support.door import OPEN, a_return, new_home, send

LATER = OPEN + timedelta(days=1)
MARK = "from the build before"
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = new_home(tmp_path)
    assert send(returned(tmp_path, "The lease was signed."), home).accepted
    return home


@pytest.fixture
def before(home: Path, tmp_path: Path) -> Path:
    """Return a build whose reading of the return shows, for it is not what the return says."""
    file = load(home, tmp_path / "before.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute("update raw.updates set what_happened = ?", [MARK])
    return file


def returned(folder: Path, what_happened: str) -> Path:
    row = {"action_id": "A01", "stage": "in_progress", "rating": "on_track", "what_happened": what_happened}
    return a_return(folder / f"{what_happened}.xlsx", [row])


def load(home: Path, file: Path, before: Path | None = None) -> Path:
    list(raw.load(file, home, file.stem, LATER, before))
    return file


def query(file: Path, question: str) -> list[tuple[object, ...]]:
    with reading(file) as connection:
        return connection.execute(question).fetchall()


def said(file: Path) -> list[object]:
    return [words for (words,) in query(file, "select what_happened from raw.updates order by receipt_id")]


def rows(file: Path) -> Rows:
    return {name: query(file, f'from raw."{name}" order by all') for name in ("receipts", *raw.raw_tables())}


def updates(home: Path) -> Path:
    (file,) = home.glob("landing/return/*/rows/updates.parquet")
    return file


def test_what_the_build_before_has_read_is_copied_and_what_came_since_is_read(
    home: Path, before: Path, tmp_path: Path
) -> None:
    assert send(returned(tmp_path, "The walls are up."), home, received_at=OPEN + timedelta(hours=1)).accepted

    assert said(load(home, tmp_path / "new.duckdb", before)) == [MARK, "The walls are up."]


def test_a_build_that_copies_has_the_rows_of_one_that_reads(home: Path, tmp_path: Path) -> None:
    before = load(home, tmp_path / "before.duckdb")
    send(returned(tmp_path, "The walls are up."), home, received_at=OPEN + timedelta(hours=1))

    copied = rows(load(home, tmp_path / "copied.duckdb", before))

    assert copied == rows(load(home, tmp_path / "read.duckdb"))
    assert len(copied["receipts"]) == 3


def test_what_came_after_the_moment_of_a_build_is_not_copied_into_it(home: Path, tmp_path: Path) -> None:
    send(returned(tmp_path, "The walls are up."), home, received_at=LATER + timedelta(hours=1))
    later = tmp_path / "later.duckdb"
    list(raw.load(later, home, "later", LATER + timedelta(days=1)))

    assert len(said(later)) == 2
    assert said(load(home, tmp_path / "earlier.duckdb", later)) == ["The lease was signed."]


def written_again(home: Path, before: Path) -> None:
    updates(home).write_bytes(updates(home).read_bytes())


def read_a_day_ago(home: Path, before: Path) -> None:
    alter(before, "update raw.build set landing_read_at = landing_read_at - interval 1441 minutes")


def with_other_columns(home: Path, before: Path) -> None:
    alter(before, "alter table raw.milestone_updates drop column reason")


def of_an_earlier_version(home: Path, before: Path) -> None:
    alter(before, "alter table raw.build drop column landing_read_at")


def damaged(home: Path, before: Path) -> None:
    before.write_bytes(before.read_bytes()[:20_000])


def gone(home: Path, before: Path) -> None:
    before.unlink()


def alter(file: Path, statement: str) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    "done",
    [written_again, read_a_day_ago, with_other_columns, of_an_earlier_version, damaged, gone],
    ids=lambda done: done.__name__,
)
def test_landing_is_read_where_it_or_the_build_before_is_not_as_it_was(
    home: Path, before: Path, tmp_path: Path, done: Callable[[Path, Path], None]
) -> None:
    done(home, before)

    assert said(load(home, tmp_path / "new.duckdb", before)) == ["The lease was signed."]


def test_the_day_counts_from_when_all_of_landing_was_read(home: Path, before: Path, tmp_path: Path) -> None:
    alter(before, "update raw.build set landing_read_at = landing_read_at - interval 1000 minutes")
    second = load(home, tmp_path / "second.duckdb", before)
    alter(second, "update raw.build set landing_read_at = landing_read_at - interval 441 minutes")

    assert timedelta(minutes=1440) == READ_ANEW_AFTER
    assert said(second) == [MARK]
    assert said(load(home, tmp_path / "third.duckdb", second)) == ["The lease was signed."]


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_bytes(b"PAR1")])
def test_a_file_that_is_damaged_after_it_was_read_stops_the_next_build(
    home: Path, before: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(updates(home))

    with pytest.raises(NotPossibleNow, match=r"updates\.parquet is"):
        load(home, tmp_path / "new.duckdb", before)


def test_nothing_is_copied_from_a_build_that_holds_what_was_forgotten(tmp_path: Path) -> None:
    warehouse = Warehouse.of(tmp_path)
    with warehouse.making() as file:
        with duckdb.connect(str(file)) as connection:
            connection.execute("create table content as select 1")
        build = warehouse.finish("a-build", OPEN, OPEN, 0)
    assert warehouse.before() == build.file

    (warehouse.folder / STALE).write_text(json.dumps([build.file.name]), encoding="utf-8")

    assert warehouse.before() is None
    assert Warehouse.of(tmp_path / "without").before() is None
