"""What is published of a plan in English alone, where nobody was listened to: no Welsh, and nobody heard."""

import csv
import gzip
import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from frictionless import validate

from pipelines.releases.allow_list import public_tables
from pipelines.releases.release import read_release
from pipelines.releases.verify import verify_releases
from pipelines.warehouse.models import DBT_PROJECT
from tests.support.english_plan import PLAN, RELEASED, command, load_plan, load_register, write_register
from tests.support.english_plan import in_both as plan_in_both
from tests.support.welsh import welsh_in

ON_LISTENING = {
    "voices", "theme_voices", "listening", "reach", "cost_of_coproduction", "comment_destinations",
    "topic_mentions", "theme_outcomes", "topic_outcomes",
}  # fmt: skip
COUNTS = {"engagement_count", "participant_count", "comment_count"}


@pytest.fixture(scope="module")
def folder(english_plan: Path) -> Path:
    return english_plan / "releases" / f"{RELEASED[-1]}-r1"


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return described


def test_every_round_is_released_and_every_hash_matches(english_plan: Path) -> None:
    assert list(verify_releases(english_plan / "releases")) == []
    assert read_release(english_plan / "releases" / f"{RELEASED[0]}-r1").languages == "en"


def test_no_file_of_a_release_holds_a_word_of_welsh(folder: Path) -> None:
    read = {file.relative_to(folder): "\n".join(_texts(file)) for file in folder.rglob("*") if file.is_file()}

    assert len(read) > 40
    assert {str(file): found for file, text in read.items() if (found := welsh_in(text))} == {}
    assert [str(file) for file, text in read.items() if re.search(r"\b(Cymraeg|Welsh)\b", text)] == []


def test_no_file_has_a_column_in_welsh_and_the_database_has_them_empty(folder: Path) -> None:
    with duckdb.connect() as connection:
        parquet = {
            row[0]
            for file in folder.glob("parquet/*.parquet")
            for row in connection.execute("describe from read_parquet(?)", [str(file)]).fetchall()
        }
    headers = {name for file in folder.glob("csv/*.csv") for name in next(_rows(file))}
    welsh = list(_values(folder / "plan.duckdb", r"(_cy$|^cy_)"))

    assert "title_en" in headers
    assert [name for name in headers | parquet if re.search(r"(_cy$|^cy_)", name)] == []
    assert len(welsh) > 15
    assert [name for name, count in welsh if count] == []


def test_its_description_is_valid_and_in_one_language(folder: Path, package: dict[str, Any]) -> None:
    dataset = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))
    report = validate(str(folder / "datapackage.json"))

    assert report.flatten(["title", "note"]) == []
    assert report.valid
    assert [key for key in _keys(package) if key.endswith("_cy")] == []
    assert dataset["inLanguage"] == ["en"]
    assert {each["@language"] for each in (*dataset["name"], *dataset["description"])} == {"en"}
    assert not [each for each in _enums(package) if "cy" in each]


def test_no_file_speaks_of_a_listening_exercise_that_there_was_not(
    folder: Path, package: dict[str, Any]
) -> None:
    named = {resource["name"] for resource in package["resources"]}
    columns = {field["name"] for each in package["resources"] for field in each["schema"]["fields"]}
    said = json.dumps(package) + "".join("\n".join(_texts(file)) for file in folder.glob("csv/*.csv"))

    assert not ON_LISTENING & ({file.stem for file in folder.glob("csv/*.csv")} | named)
    assert not COUNTS & columns
    assert not re.search(r"listening (event|exercise)|took part|comments? people|People's own", said)


def test_the_demonstration_in_both_languages_with_its_listening_has_all_of_that(demonstration: Path) -> None:
    """The tests above would pass for nothing if the other kind of plan had none of it either."""
    last = json.loads((demonstration / "releases" / "current.json").read_text(encoding="utf-8"))
    folder = demonstration / "releases" / last["release_id"]
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))

    assert welsh_in("\n".join(_texts(folder / "csv" / "definitions.csv")))
    assert welsh_in("\n".join(_texts(folder / "README.txt")))
    assert "title_cy" in next(_rows(folder / "csv" / "actions.csv"))
    assert {resource["name"] for resource in package["resources"]} >= ON_LISTENING
    assert [key for key in _keys(package) if key.endswith("_cy")]


def test_exactly_the_tables_on_listening_are_marked_so() -> None:
    marked = {
        each.name for each in public_tables(DBT_PROJECT / "target" / "manifest.json") if each.is_on_listening
    }

    assert marked == ON_LISTENING


def test_a_release_that_words_are_taken_from_stays_in_one_language(
    english_plan: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(english_plan, tmp_path / "home"))
    before = {file.name for file in (home / "releases" / "q2-2026-r1").rglob("*")}

    command(
        home, "decide", "hold", "--role", "chair", "--by", "secretary", "action_id=A01",
        "reason=A family asked.",
    )  # fmt: skip

    folder = home / "releases" / "q2-2026-r1"
    held = [row for row in _rows(folder / "csv" / "action_rounds.csv") if "A01" in row]
    assert held
    assert not [row for row in held if "The surveyor was ill." in row]
    assert {file.name for file in folder.rglob("*")} == before
    assert list(verify_releases(home / "releases")) == []
    assert not [count for _, count in _values(folder / "plan.duckdb", r"_cy$") if count]
    with duckdb.connect(str(folder / "plan.duckdb"), read_only=True) as connection:
        uncommented = connection.execute(
            "select count(*) from duckdb_columns() where schema_name = 'public' and comment is null"
        ).fetchall()
    assert uncommented == [(0,)]


@pytest.fixture(scope="module")
def in_both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deployment of the same plan in English and Welsh. For reading only."""
    home = tmp_path_factory.mktemp("both") / "home"
    load_plan(home, **plan_in_both())
    return home


def test_the_same_plan_in_welsh_too_is_published_in_both(in_both: Path) -> None:
    folder = in_both / "releases" / f"{RELEASED[-1]}-r1"

    assert next(_rows(folder / "csv" / "themes.csv"))[3] == "name_cy"
    assert "Cynllun yr Harbwr" in (folder / "README.txt").read_text(encoding="utf-8")
    assert welsh_in("\n".join(_texts_of_workbook(folder / "plan.xlsx")))


def test_a_plan_that_speaks_welsh_no_more_is_published_without_it_from_then_on(
    in_both: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(in_both, tmp_path / "home"))
    autumn = [{**PLAN[0], "as_of": "2026-10-01"}]
    register = write_register(tmp_path / "register", plan=autumn)

    load_register(register, home, datetime(2026, 8, 1, 9, tzinfo=UTC))
    command(home, "refresh")
    command(home, "round", "sign-off", "q3-2026", "--role", "chair", "--by", "secretary")
    command(home, "publish", "q3-2026")

    folder = home / "releases" / "q3-2026-r1"
    read = {file.relative_to(folder): "\n".join(_texts(file)) for file in folder.rglob("*") if file.is_file()}
    assert len(list(_rows(folder / "csv" / "milestone_rounds.csv"))) == 1 + 3 * 2
    assert [str(file) for file, text in read.items() if welsh_in(text) or "Cymraeg" in text] == []
    assert not [name for name, count in _values(folder / "plan.duckdb", r"(_cy$|^cy_)") if count]
    assert list(verify_releases(home / "releases")) == []


def _texts(file: Path) -> Iterator[str]:
    """Yield every text of a file of a release: of its tables, each different value."""
    if file.suffix in (".duckdb", ".parquet"):
        yield from _texts_of_tables(file)
    elif file.suffix == ".xlsx":
        yield from _texts_of_workbook(file)
    elif file.suffix == ".gz":
        yield gzip.decompress(file.read_bytes()).decode()
    else:
        yield file.read_text(encoding="utf-8")


def _texts_of_workbook(file: Path) -> Iterator[str]:
    book = openpyxl.load_workbook(file)
    yield from (book.properties.title, book.properties.description)
    for sheet in book.worksheets:
        yield sheet.title
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            yield from filter(None, (str(cell.value or ""), cell.comment and cell.comment.text))


def _texts_of_tables(file: Path) -> Iterator[str]:
    with duckdb.connect() as connection:
        tables = [f"read_parquet('{file}')"]
        if file.suffix == ".duckdb":
            connection.execute(f"attach '{file}' as plan (read_only)")
            names = connection.execute("select table_name from duckdb_tables()").fetchall()
            tables = [f'plan.public."{name}"' for (name,) in names]
        for table in tables:
            for name, kind, *_ in connection.execute(f"describe from {table}").fetchall():
                if kind == "VARCHAR":
                    found = connection.execute(f'select distinct "{name}" from {table}').fetchall()
                    yield from (value for (value,) in found if value)


def _rows(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8", newline="") as text:
        yield from csv.reader(text)


def _values(file: Path, pattern: str) -> Iterator[tuple[str, int]]:
    """Yield each column of a release whose name matches, and how many of its values are not empty."""
    with duckdb.connect(str(file), read_only=True) as connection:
        found = connection.execute(
            "select table_name, column_name from duckdb_columns() "
            "where schema_name = 'public' and regexp_matches(column_name, ?)",
            [pattern],
        ).fetchall()
        for table, column in found:
            ((count,),) = connection.execute(f'select count("{column}") from public."{table}"').fetchall()
            yield f"{table}.{column}", count


def _keys(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        yield from said
        said = list(said.values())
    if isinstance(said, list):
        for each in said:
            yield from _keys(each)


def _enums(package: dict[str, Any]) -> Iterator[list[str]]:
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            yield field.get("constraints", {}).get("enum", [])
