"""Files that mean harm, or are merely broken: each is refused with a code, and nothing in them is run."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.taguette import REFUSALS, Limits, UnreadableExport, read_project
from pipelines.taguette.limits import Deadline
from pipelines.taguette.sqlite_file import opened

PROJECT = Path(__file__).parents[1] / "data" / "taguette" / "release_1_5_2" / "project.sqlite3"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "project.sqlite3"
    shutil.copyfile(PROJECT, path)
    return path


def _changed(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma foreign_keys = off")
        connection.execute("pragma synchronous = off")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def _refusal(path: Path, limits: Limits | None = None) -> UnreadableExport:
    with pytest.raises(UnreadableExport) as caught:
        read_project(path, limits)
    assert set(caught.value.params) == set(REFUSALS[caught.value.code])
    return caught.value


@pytest.mark.parametrize("kept", [1, 15, 16, 99, 4095, 4096, 200_000])
def test_a_file_cut_short_is_refused(copy: Path, kept: int) -> None:
    copy.write_bytes(PROJECT.read_bytes()[:kept])

    assert _refusal(copy).code in {"truncated", "wrong_format"}


def test_a_cut_file_says_how_much_there_is_and_should_be(copy: Path) -> None:
    copy.write_bytes(PROJECT.read_bytes()[:200_000])

    assert _refusal(copy).params == {"bytes": 200_000, "expected": PROJECT.stat().st_size}


def test_an_empty_file_is_refused(copy: Path) -> None:
    copy.write_bytes(b"")

    assert _refusal(copy).code == "empty_file"


def test_an_enormous_file_is_refused_unread(copy: Path) -> None:
    with copy.open("r+b") as file:
        file.truncate(Limits().file_bytes + 1)

    assert _refusal(copy).code == "too_large"


def test_something_else_altogether_is_refused(copy: Path) -> None:
    copy.write_text("<!DOCTYPE html><p>Highlights</p>", encoding="utf-8")

    assert _refusal(copy).code == "wrong_format"


def test_a_header_with_noise_behind_it_is_refused(copy: Path) -> None:
    content = bytearray(PROJECT.read_bytes())
    content[100:] = bytes((7 * index) % 256 for index in range(len(content) - 100))
    copy.write_bytes(content)

    assert _refusal(copy).code == "damaged"


def test_pages_that_are_used_twice_are_refused(copy: Path) -> None:
    content = bytearray(PROJECT.read_bytes())
    content[-8 * 4096 : -4 * 4096] = content[-4 * 4096 :]
    copy.write_bytes(content)

    assert _refusal(copy).code in {"damaged", "unexpected_value"}


def test_bytes_behind_the_last_page_are_refused(copy: Path) -> None:
    copy.write_bytes(PROJECT.read_bytes() + b"more")

    assert _refusal(copy).code == "damaged"


def test_a_database_with_a_write_ahead_log_is_refused(copy: Path) -> None:
    _changed(copy, "pragma journal_mode = wal")

    assert _refusal(copy).code == "live_database"


SCHEMAS_OF_OTHERS: dict[str, tuple[tuple[str, ...], str]] = {
    "other_program": (("drop table highlight_tags", "drop table highlights"), "not_taguette"),
    "newer_release": (("update alembic_version set version_num = '63d7ca28fc0c'",), "unknown_version"),
    "no_version": (("delete from alembic_version",), "unknown_version"),
    "another_table": (("create table extra (id integer)",), "unknown_schema"),
    "missing_table": (("drop table commands",), "unknown_schema"),
    "another_column": (("alter table tags add column colour text",), "unknown_schema"),
    "missing_column": (("alter table tags drop column description",), "unknown_schema"),
    "generated_column": (
        ("alter table tags add column loud text generated always as (upper(path)) virtual",),
        "forbidden_object",
    ),
    "trigger": (
        ("create trigger spring after insert on tags begin delete from documents; end",),
        "forbidden_object",
    ),
    "view": (("create view peek as select * from users",), "forbidden_object"),
    "view_for_a_table": (
        ("alter table documents rename to kept", "create view documents as select * from kept"),
        "forbidden_object",
    ),
    "virtual_table": (("create virtual table search using fts5(words)",), "forbidden_object"),
    "virtual_table_for_a_table": (
        (
            "drop table documents",
            "create virtual table documents using fts5(id, name, description, filename, created, project_id)",
        ),
        "forbidden_object",
    ),
    "many_objects": (
        tuple(f"create table t{number} (id integer)" for number in range(201)),
        "too_many_rows",
    ),
}


@pytest.mark.parametrize("name", SCHEMAS_OF_OTHERS)
def test_a_schema_that_taguette_does_not_write_is_refused(copy: Path, name: str) -> None:
    statements, code = SCHEMAS_OF_OTHERS[name]

    assert _refusal(_changed(copy, *statements)).code == code


WRONG_ROWS: dict[str, tuple[str, str]] = {
    "no_project": ("delete from projects", "no_project"),
    "two_projects": (
        "insert into projects (name, description, created) values ('B', '', '2025-01-01 00:00:00.000000')",
        "several_projects",
    ),
    "password": ("update users set hashed_password = 'scrypt:1'", "live_database"),
    "address": ("update users set email = 'someone@example.org'", "live_database"),
    "bytes_for_a_name": ("update documents set name = x'00ff' where id = 1", "unexpected_value"),
    "text_that_is_not_utf8": ("update documents set name = cast(x'ff' as text) where id = 1", "damaged"),
    "words_for_an_offset": ("update highlights set start_offset = 'here' where id = 1", "unexpected_value"),
    "no_date": ("update documents set created = 'yesterday' where id = 1", "unexpected_value"),
    "date_with_a_zone": (
        "update commands set date = '2025-01-01 00:00:00+00:00' where id = 1",
        "unexpected_value",
    ),
    "log_that_is_not_json": ("update commands set payload = '{' where id = 1", "unexpected_value"),
    "log_that_is_a_list": ("update commands set payload = '[]' where id = 1", "unexpected_value"),
    "log_nested_deeply": (
        "update commands set payload = replace(hex(zeroblob(50000)), '00', '[') where id = 1",
        "unexpected_value",
    ),
}


@pytest.mark.parametrize("name", WRONG_ROWS)
def test_rows_that_no_export_holds_are_refused(copy: Path, name: str) -> None:
    statement, code = WRONG_ROWS[name]

    assert _refusal(_changed(copy, statement)).code == code


def _with_contents(path: Path, contents: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update documents set contents = ? where id = 1", (contents,))
        connection.commit()
    return path


BOMBS: dict[str, tuple[Callable[[], str], int, str]] = {
    "one_huge_text": (lambda: "a" * 9_000_000, 30, "too_much_text"),
    "deep_nesting": (lambda: "<div>" * 100_000, 30, "markup_too_complex"),
    "many_elements": (lambda: "<p>a" * 31_000, 30, "markup_too_complex"),
    "elements_that_multiply": (
        lambda: "<p>" + "".join(f"<font a={n}>" for n in range(150)) + "</p>" + "<p>a</p>" * 250,
        30,
        "markup_too_complex",
    ),
    "many_attributes": (lambda: "<p " + " ".join(f"a{n}" for n in range(100_000)) + ">", 1, "took_too_long"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_document_made_to_exhaust_its_reader_is_refused(copy: Path, name: str) -> None:
    contents, seconds, code = BOMBS[name]
    limits = Limits(seconds=seconds, markup_elements=30_000)

    assert _refusal(_with_contents(copy, contents()), limits).code == code


def test_passages_that_repeat_a_document_over_and_over_are_refused(copy: Path) -> None:
    _changed(copy, "update highlights set start_offset = 0, end_offset = 100000")

    assert _refusal(copy, Limits(passage_bytes=100_000)).code == "too_much_text"


@pytest.mark.parametrize("table", ["documents", "tags", "highlights", "highlight_tags", "commands"])
def test_more_rows_than_any_exercise_has_are_refused(table: str) -> None:
    rows = {**Limits().rows, table: 3}

    refusal = _refusal(PROJECT, Limits(rows=rows))

    assert (refusal.code, refusal.params) == ("too_many_rows", {"table": table, "limit": 3})


def test_a_reading_that_takes_too_long_is_given_up() -> None:
    assert _refusal(PROJECT, Limits(seconds=-1)).code == "took_too_long"


@pytest.mark.parametrize(
    "statement",
    [
        "insert into tags values (99, 1, 'x', '')",
        "delete from documents",
        "attach database ':memory:' as other",
        "select load_extension('x')",
        "select upper(path) from tags",
        "pragma journal_mode = wal",
        "pragma writable_schema = on",
        "create temp table t (id integer)",
        "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n",
    ],
)
def test_the_connection_can_do_nothing_but_read_tables(statement: str) -> None:
    limits = Limits()

    with (
        pytest.raises(UnreadableExport) as caught,
        opened(PROJECT, limits, Deadline.after(5)) as connection,
    ):
        connection.execute(statement)
    assert caught.value.code == "damaged"


def test_reading_leaves_the_file_and_its_folder_as_they_were(copy: Path) -> None:
    read_project(copy)

    assert copy.read_bytes() == PROJECT.read_bytes()
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_a_name_that_looks_like_options_is_only_a_name(copy: Path) -> None:
    awkward = copy.with_name("a b?mode=rwc&x=#%41.sqlite3")
    copy.rename(awkward)

    assert read_project(awkward).tables["taguette_highlights"].num_rows == 335


def test_names_that_a_file_chose_are_quoted_in_part(copy: Path) -> None:
    _changed(copy, f'create table "{"x" * 5_000}" (id integer)')

    assert len(str(_refusal(copy).params["table"])) == 60
