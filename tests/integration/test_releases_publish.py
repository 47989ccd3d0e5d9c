import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipelines.releases.publish import make_candidates, put_candidates
from pipelines.releases.release import current_release
from pipelines.releases.sealing import working
from pipelines.releases.sign_off.gate import RefusedRelease, require_known
from pipelines.warehouse.builds import Build
from tests.support import small_build
from tests.support.release_search import text_of_release
from tests.support.small_build import SIGNED, make_build

WITH_ABOUT = ("action_rounds", "partners", "plan", "release", "revisions", "rounds", "sign_offs")


def release(home: Path, round_id: str = "2025-06", words: str = "said") -> str:
    return small_build.release(home / "releases", make_build(home, words), round_id).release_id


def rows(home: Path, release_id: str, table: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home / "releases" / release_id / "plan.duckdb"), read_only=True) as connection:
        return connection.execute(f"select * from public.{table} order by all").fetchall()


def test_a_release_holds_the_allowed_tables_up_to_its_round_and_the_whole_calendar(tmp_path: Path) -> None:
    release_id = release(tmp_path)

    assert rows(tmp_path, release_id, "action_rounds") == [("2025-05", "said"), ("2025-06", "said")]
    assert [row[0] for row in rows(tmp_path, release_id, "rounds")] == [
        "2025-05",
        "2025-06",
        "2025-07",
        "2025-12",
    ]


def test_nothing_else_of_the_build_is_in_any_byte_of_the_release(tmp_path: Path) -> None:
    folder = tmp_path / "releases" / release(tmp_path)

    with duckdb.connect(str(folder / "plan.duckdb"), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() order by all"
        ).fetchall()
    assert tables == [("public", name) for name in WITH_ABOUT]
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert len(files) > len(tables)
    assert [file.name for file in files if b"CANARY" in file.read_bytes()] == []


def test_the_blocks_of_a_release_are_small(tmp_path: Path) -> None:
    file = tmp_path / "releases" / release(tmp_path) / "plan.duckdb"

    with duckdb.connect(str(file), read_only=True) as connection:
        ((block_bytes,),) = connection.execute("select block_size from pragma_database_size()").fetchall()
    assert block_bytes == 16384


def test_the_oldest_client_that_a_release_names_reads_every_table(tmp_path: Path) -> None:
    folder = tmp_path / "releases" / release(tmp_path)
    listed = json.loads((folder / "release.json").read_text(encoding="utf-8"))["tables"]
    uv = Path(sys.executable).with_name("uv")
    lock = Path("tests", "data", "older_client", "requirements.lock")
    install = [
        uv,
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "--target",
        tmp_path / "older",
    ]
    subprocess.run([*install, "-r", lock], check=True)
    read = """
import duckdb, json, sys
with duckdb.connect(sys.argv[1], read_only=True) as release:
    counts = {name: release.table("public." + name).shape[0] for name in json.loads(sys.argv[2])}
print(json.dumps([duckdb.__version__, counts]))
"""
    answer = subprocess.run(
        [sys.executable, "-c", read, folder / "plan.duckdb", json.dumps(list(listed))],
        env={"PYTHONPATH": str(tmp_path / "older")},
        check=True,
        capture_output=True,
    )
    version, counts = json.loads(answer.stdout)

    assert f"(DuckDB {version.removesuffix('.0')} " in (folder / "README.txt").read_text(encoding="utf-8")
    assert counts == {name: table["row_count"] for name, table in listed.items()}


def test_a_release_describes_its_tables_and_columns(tmp_path: Path) -> None:
    release_id = release(tmp_path)

    with duckdb.connect(
        str(tmp_path / "releases" / release_id / "plan.duckdb"), read_only=True
    ) as connection:
        comments = connection.execute(
            "select comment from duckdb_columns() where table_name = 'action_rounds' order by column_index"
        ).fetchall()
    assert comments == [("The round.",), ("It's said.",)]


def test_publishing_a_round_again_makes_a_revision_and_leaves_the_first_as_it_was(tmp_path: Path) -> None:
    first = release(tmp_path)
    before = (tmp_path / "releases" / first / "plan.duckdb").read_bytes()

    assert release(tmp_path, words="said better") == "2025-06-r2"
    assert (tmp_path / "releases" / first / "plan.duckdb").read_bytes() == before
    assert (current_release(tmp_path / "releases") or {})["file"] == "2025-06-r2/plan.duckdb"


def test_the_pointer_never_goes_back_to_an_earlier_round(tmp_path: Path) -> None:
    release(tmp_path, "2025-06")
    release(tmp_path, "2025-05")

    assert (current_release(tmp_path / "releases") or {})["release_id"] == "2025-06-r1"


@pytest.mark.parametrize("round_id", ["2026-01", "june", "../2025-06"])
def test_a_round_that_the_build_does_not_know_is_refused(tmp_path: Path, round_id: str) -> None:
    with pytest.raises(RefusedRelease, match="2025-05 … 2025-07"):
        require_known(make_build(tmp_path), round_id)


def test_publishing_what_is_released_already_is_refused(tmp_path: Path) -> None:
    release(tmp_path)

    with pytest.raises(RefusedRelease, match="2025-06-r1, and nothing has changed"):
        release(tmp_path)


def test_the_same_rows_have_the_same_hash_whatever_the_file(tmp_path: Path) -> None:
    first = small_build.release(tmp_path / "a", make_build(tmp_path), "2025-06")
    second = small_build.release(tmp_path / "b", make_build(tmp_path), "2025-06")

    assert first.tables == second.tables


def test_a_publication_of_two_rounds_that_stopped_half_way_is_finished_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    for round_id in ("2025-05", "2025-06"):
        release(tmp_path, round_id)
    source = small_build.source_of(make_build(tmp_path, "said later"))
    with working(folder):
        first, _ = make_candidates(folder, source, ["2025-05", "2025-06"])
        put_candidates(folder, [first], SIGNED)

    assert [path.name for path in folder.glob(".making-*")] == []
    with working(folder):
        made = make_candidates(folder, source, ["2025-05", "2025-06"])
        put_candidates(folder, made, SIGNED)
    assert [candidate.release.release_id for candidate in made] == ["2025-06-r2"]
    assert (current_release(folder) or {})["release_id"] == "2025-06-r2"


NAMES = {
    "'2025-05'": "'round-9'",
    "'2025-06'": "'round-10'",
    "'2025-07'": "'round-11'",
    "'2025-12'": "'round-2'",
}
"""Names that sort otherwise than their rounds follow each other."""


@pytest.fixture
def oddly_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A build whose rounds `round-9` and `round-10` are signed off, and `round-11` is not."""
    standings = tuple(
        replace(each, round=each.round.model_copy(update={"round_id": name}))
        for each, name in zip(small_build.STANDINGS, ("round-9", "round-10"), strict=True)
    )
    monkeypatch.setattr(small_build, "STANDINGS", standings)
    monkeypatch.setattr(small_build, "SIGNED", frozenset({"round-9", "round-10"}))
    build = make_build(tmp_path)
    with duckdb.connect(str(build.file)) as connection:
        for table in ("action_rounds", "rounds"):
            cases = " ".join(f"when {was} then {now}" for was, now in NAMES.items())
            connection.execute(f"update public.{table} set round_id = case round_id {cases} end")
        connection.execute("update public.action_rounds set words = 'zqopen' where round_id = 'round-11'")
        connection.execute("update public.action_rounds set words = 'zqten' where round_id = 'round-10'")
    return build


def test_a_release_ends_with_its_round_by_the_calendar_and_not_by_name(
    tmp_path: Path, oddly_named: Build
) -> None:
    nine = small_build.release(tmp_path / "releases", oddly_named, "round-9")
    text_of_nine = text_of_release(tmp_path / "releases" / nine.release_id)
    ten = small_build.release(tmp_path / "releases", oddly_named, "round-10")
    text_of_ten = text_of_release(tmp_path / "releases" / ten.release_id)

    assert rows(tmp_path, nine.release_id, "action_rounds") == [("round-9", "said")]
    assert [row[0] for row in rows(tmp_path, ten.release_id, "action_rounds")] == ["round-10", "round-9"]
    assert "zqten" not in text_of_nine
    assert "zqten" in text_of_ten
    assert "zqopen" not in text_of_nine + text_of_ten
    assert (current_release(tmp_path / "releases") or {})["release_id"] == "round-10-r1"


def test_a_row_of_a_round_that_is_not_signed_off_is_refused_whatever_made_it(
    tmp_path: Path, oddly_named: Build
) -> None:
    """The gate alone: the candidate is made, and a row is put into it by hand."""
    folder = tmp_path / "releases"
    with working(folder):
        (candidate,) = make_candidates(folder, small_build.source_of(oddly_named), ["round-9"])
        with duckdb.connect(str(candidate.place / "plan.duckdb")) as connection:
            connection.execute("insert into public.action_rounds values ('round-11', 'zqopen')")

        with pytest.raises(RefusedRelease, match=r"table action_rounds has rows of round round-11 \(1\)"):
            put_candidates(folder, [candidate], frozenset({"round-9", "round-10"}))

    assert not (folder / "round-9-r1").exists()
    assert current_release(folder) is None
