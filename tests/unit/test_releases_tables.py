"""A release's tables: the rows of its rounds, in order, described and hashed, in a file of their own."""

import hashlib
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.releases.allow_list import PublicColumn, PublicTable
from pipelines.releases.tables import codes_of, content_of, copy_tables, copying

WORDS = PublicColumn("It's said.")
VIEWS = PublicTable(
    "views",
    "One row per view: the group's.",
    {"words": WORDS, "round_id": PublicColumn("The round."), "words_cy": PublicColumn("In Welsh.")},
)
ROUNDS = PublicTable("rounds", "One row per round.", {"round_id": PublicColumn("The round.")})
ACTIONS = PublicTable("action_rounds", "One row per action.", {"round_id": PublicColumn("The round.")})
THEMES = PublicTable("themes", "One row per theme.", {"name": PublicColumn("Its name.")})
PARTNERS = PublicTable("partners", "One row per partner.", {"name": PublicColumn("Its name.")})
BUILD = """
create schema public; create schema vocabulary;
create table public.plan as select '{languages}' as languages;
create table public.views as select * from (values
    ('b', '2025-05', 'x', 'hidden'), ('a', '2025-05', 'x', 'hidden'), ('c', '2025-06', 'x', 'hidden'),
    ('d', '2025-07', 'x', 'hidden')) as t(words, round_id, words_cy, secret);
create table public.rounds as select * from (values
    ('2025-07', 1), ('2025-06', 3), ('2025-05', 2)) as t(round_id, position);
create table public.partners as select * from (values ('second'), ('first')) as t(name);
create table public.action_rounds as select round_id from public.views;
create table public.themes as from public.partners;
create table vocabulary.kinds as select * from (values ('late', 2), ('early', 1)) as t(code, position);
create table vocabulary.codes as select * from (values
    ('stage', 'done', 2), ('stage', 'new', 1), ('rating', 'good', 3)) as t(vocabulary, code, position);
"""


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return made(tmp_path, "en;cy")


def made(folder: Path, languages: str) -> Path:
    file = folder / f"{languages}.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(BUILD.format(languages=languages))
    return file


def released(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_rows_are_of_the_rounds_asked_for_in_their_order_and_the_calendar_is_whole(build: Path) -> None:
    target = build.with_name("plan.duckdb")
    with copying(build, target) as connection:
        told = copy_tables(connection, [VIEWS, ACTIONS, ROUNDS, THEMES], ["2025-06", "2025-05"])

    assert released(target, "from public.views") == [
        ("c", "2025-06", "x"),
        ("a", "2025-05", "x"),
        ("b", "2025-05", "x"),
    ]
    assert released(target, "from public.rounds") == [("2025-07",), ("2025-05",), ("2025-06",)]
    assert released(target, "from public.themes") == [("first",), ("second",)]
    assert {name: content["row_count"] for name, content in told.items()} == {
        "views": 3,
        "action_rounds": 3,
        "rounds": 3,
        "themes": 2,
    }


def test_what_is_in_a_language_that_the_plan_no_longer_speaks_is_left_empty(tmp_path: Path) -> None:
    build, target = made(tmp_path, "en"), tmp_path / "plan.duckdb"
    with copying(build, target) as connection:
        copy_tables(connection, [VIEWS], ["2025-06"])

    assert released(target, "from public.views") == [("c", "2025-06", None)]
    kinds = "select data_type from duckdb_columns() where column_name = 'words_cy'"
    assert released(target, kinds) == [("VARCHAR",)]


def test_a_file_says_what_its_tables_and_columns_mean(build: Path) -> None:
    target = build.with_name("plan.duckdb")
    with copying(build, target) as connection:
        copy_tables(connection, [VIEWS], ["2025-06"])

    comments = "select comment from duckdb_tables() where table_name = 'views'"
    assert released(target, comments) == [("One row per view: the group's.",)]
    assert released(target, "select comment from duckdb_columns() where comment is not null") == [
        ("It's said.",),
        ("The round.",),
        ("In Welsh.",),
    ]


def test_the_same_rows_have_one_hash_in_whatever_order_and_others_have_another(build: Path) -> None:
    with duckdb.connect() as connection:
        first = content_of(connection, "select * from (values (1, 'b'), (2, 'a')) as t(id, words)")
        turned = content_of(connection, "select * from (values (2, 'a'), (1, 'b')) as t(id, words)")
        other = content_of(
            connection, "select * from (values (2, 'a'), (1, $words)) as t(id, words)", {"words": "c"}
        )
        none = content_of(connection, "select 1 as id where false")

    lines = '{"id":1,"words":"b"}\n{"id":2,"words":"a"}'
    assert first == turned == {"row_count": 2, "sha256": hashlib.sha256(lines.encode()).hexdigest()}
    assert other["sha256"] != first["sha256"]
    assert none == {"row_count": 0, "sha256": hashlib.sha256(b"").hexdigest()}


def test_a_file_is_written_out_whole_at_the_end_or_has_nothing(build: Path) -> None:
    target = build.with_name("plan.duckdb")

    def stop_half_way() -> None:
        with copying(build, target) as connection:
            copy_tables(connection, [PARTNERS], [])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stop_half_way()
    assert released(target, "select table_name from duckdb_tables()") == []


def test_a_copy_is_made_in_utc_beside_the_release_before_it_which_it_cannot_change(build: Path) -> None:
    earlier, target = build.with_name("it's.duckdb"), build.with_name("plan.duckdb")
    with copying(build, earlier) as connection:
        copy_tables(connection, [PARTNERS], [])
    with copying(build, target, earlier) as connection:
        zone = connection.execute("select current_setting('timezone')").fetchall()
        names = connection.execute("select name from earlier.public.partners").fetchall()
        copy_tables(connection, [PARTNERS], [])
        for closed in ("plan", "earlier"):
            with pytest.raises(duckdb.InvalidInputException, match="read-only"):
                connection.cursor().execute(f"drop table {closed}.public.partners")

    assert zone == [("UTC",)]
    assert names == [("first",), ("second",)]


@pytest.mark.parametrize(
    ("vocabulary", "codes"),
    [("kinds", ["early", "late"]), ("codes.stage", ["new", "done"]), ("codes.rating", ["good"])],
)
def test_codes_are_those_of_a_list_or_of_a_part_of_one_in_its_order(
    build: Path, vocabulary: str, codes: list[str]
) -> None:
    with copying(build, build.with_name("plan.duckdb")) as connection:
        assert codes_of(connection, vocabulary) == codes
