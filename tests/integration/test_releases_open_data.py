"""The open-data package of a release, read with other tools than made it."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import validate

from pipelines.releases.release import current_release

OPEN_WHERE = {
    "voices": "consent_scope = 'anywhere'",
    "questions": "consent_scope in ('general', 'anywhere')",
}
"""Of these tables, the files for use by others hold no other rows."""


@pytest.fixture(scope="module")
def folder(demonstration: Path) -> Path:
    current = current_release(demonstration / "releases")
    assert current is not None
    return demonstration / "releases" / current["release_id"]


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return described


def field(package: dict[str, Any], table: str, column: str) -> dict[str, Any]:
    (resource,) = [resource for resource in package["resources"] if resource["name"] == table]
    (found,) = [one for one in resource["schema"]["fields"] if one["name"] == column]
    return dict(found)


def test_frictionless_finds_the_package_valid(folder: Path) -> None:
    report = validate(str(folder / "datapackage.json"))

    assert report.flatten(["title", "note"]) == []
    assert report.valid
    assert len(report.tasks) > 20


def test_frictionless_finds_a_damaged_cell(folder: Path, tmp_path: Path) -> None:
    """The test above would pass for nothing if this one did not fail the package."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (tmp_path / "csv").mkdir()
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        if resource["name"] == "action_rounds":
            content = content.replace(b",A01,", b",A99,", 1)
        (tmp_path / resource["path"]).write_bytes(content)
    (tmp_path / "datapackage.json").write_text(json.dumps(package))

    report = validate(str(tmp_path / "datapackage.json"))

    assert {"Hash Count Error", "ForeignKey Error"} <= {title for (title,) in report.flatten(["title"])}


def test_every_table_and_column_of_the_file_is_described_with_its_key(
    folder: Path, package: dict[str, Any]
) -> None:
    with duckdb.connect(str(folder / "plan.duckdb"), read_only=True) as connection:
        columns = connection.execute(
            "select table_name, column_name, comment from duckdb_columns() "
            "where schema_name = 'public' order by all"
        ).fetchall()

    described = sorted(
        (resource["name"], one["name"], one["description"])
        for resource in package["resources"]
        for one in resource["schema"]["fields"]
    )
    assert described == columns
    assert all(resource["schema"]["primaryKey"] for resource in package["resources"])
    assert all(resource["title"] != resource["name"] for resource in package["resources"])
    assert all(resource["title_cy"] for resource in package["resources"])


def test_codes_come_from_the_vocabularies_and_keys_from_the_contract(package: dict[str, Any]) -> None:
    schema = next(one["schema"] for one in package["resources"] if one["name"] == "action_rounds")

    assert len(field(package, "action_rounds", "headline")["constraints"]["enum"]) == 10
    assert field(package, "actions", "position")["type"] == "integer"
    assert schema["primaryKey"] == ["round_id", "action_id"]
    assert {"fields": ["action_id"], "reference": {"resource": "actions", "fields": ["action_id"]}} in schema[
        "foreignKeys"
    ]


def test_every_number_has_its_unit_and_a_part_is_never_larger_than_what_it_is_a_part_of(
    folder: Path, package: dict[str, Any]
) -> None:
    parts, units = [], set()
    with duckdb.connect(str(folder / "plan.duckdb"), read_only=True) as connection:
        for resource in package["resources"]:
            fields = {one["name"]: one for one in resource["schema"]["fields"]}
            units |= {f"{resource['name']}.{name}" for name, one in fields.items() if "unit" in one}
            for name, one in fields.items():
                if whole := one.get("partOf"):
                    assert one["unit"] == fields[whole]["unit"]
                    larger = f"select count(*) from public.{resource['name']} where {name} > {whole}"
                    parts.append((name, connection.execute(larger).fetchall()))

    assert len(parts) > 30
    assert [name for name, larger in parts if larger != [(0,)]] == []
    dataset = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))
    assert {one["name"] for one in dataset["variableMeasured"]} == units


def test_csv_and_parquet_hold_what_the_file_holds(folder: Path, package: dict[str, Any]) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{folder / 'plan.duckdb'}' as plan (read_only)")
        for resource in package["resources"]:
            table, fields = resource["name"], resource["schema"]["fields"]
            types = dict(
                connection.execute(
                    "select column_name, data_type from duckdb_columns() where table_name = ?", [table]
                ).fetchall()
            )
            names = ", ".join(f'"{one["name"]}"' for one in fields)
            csv_rows = (
                f"select {names} from read_csv('{folder / resource['path']}', header = true, "
                f"nullstr = ['', '[c]'], columns = {types})"
            )
            parquet_rows = f"select {names} from '{folder / 'parquet' / table}.parquet'"
            for rows in (csv_rows, parquet_rows):
                here = f"select {names} from plan.public.{table} where {OPEN_WHERE.get(table, 'true')}"
                differing = connection.execute(
                    f"select count(*) from ((from ({rows}) except all {here}) "
                    f"union all ({here} except all from ({rows})))"
                ).fetchall()
                assert differing == [(0,)], (table, rows)


def test_csv_is_as_rfc_4180_says(folder: Path) -> None:
    for file in (folder / "csv").glob("*.csv"):
        content = file.read_bytes()
        rows = list(csv.reader(content.decode("utf-8").splitlines(keepends=True), strict=True))

        assert content.endswith(b"\r\n")
        assert not content.startswith(b"\xef\xbb\xbf")
        assert {len(row) for row in rows} == {len(rows[0])}


def test_a_stranger_opens_the_file_by_its_name_alone(folder: Path) -> None:
    with duckdb.connect(str(folder / "plan.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from public.actions").fetchall() == [(40,)]
        assert connection.execute("select is_demonstration from public.plan").fetchall() == [(True,)]
    assert (folder / "plan.duckdb").read_bytes()[8:20].startswith(b"DUCK")


def test_checksums_and_hashes_are_those_of_the_files(folder: Path, package: dict[str, Any]) -> None:
    lines = (folder / "checksums.txt").read_text(encoding="utf-8").splitlines()
    listed = {file: sha256 for sha256, _, file in (line.partition("  ") for line in lines)}

    there = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert set(listed) == there - {"checksums.txt"}
    for file, sha256 in listed.items():
        assert hashlib.sha256((folder / file).read_bytes()).hexdigest() == sha256
    for resource in (*package["resources"], *package["otherFormats"]):
        assert resource["hash"] == f"sha256:{listed[resource['path']]}"
        assert resource["bytes"] == (folder / resource["path"]).stat().st_size


@pytest.mark.parametrize("name", ["datapackage.json", "dataset.jsonld", "release.json", "README.txt"])
def test_the_demonstration_says_in_its_descriptions_that_it_is_invented(folder: Path, name: str) -> None:
    said = (folder / name).read_text(encoding="utf-8")

    assert "Demonstration: invented data" in said
    assert "Arddangosiad" in said


def test_the_demonstrations_data_files_say_that_they_are_invented(folder: Path) -> None:
    assert "Demonstration: invented data" in (folder / "csv" / "plan.csv").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        for file in (folder / "parquet").iterdir():
            told = connection.execute(f"select key, value from parquet_kv_metadata('{file}')").fetchall()
            assert b"Demonstration" in dict(told)[b"statement_en"]


def test_the_record_for_catalogues_lists_every_data_file(folder: Path, package: dict[str, Any]) -> None:
    dataset = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))

    files = {one["contentUrl"] for one in dataset["distribution"]}
    assert files == {one["path"] for one in (*package["resources"], *package["otherFormats"])}
    assert all((folder / file).is_file() for file in files)
    assert [one["@language"] for one in dataset["name"]] == ["en", "cy"]
    assert dataset["inLanguage"] == ["en", "cy"]


def test_contributors_are_organisations_and_the_steering_group_publishes(package: dict[str, Any]) -> None:
    first, *others = package["contributors"]

    assert first["roles"] == ["publisher"]
    assert first["title"] == "The Community Steering Group"
    assert all(one["title_cy"] for one in (*package["contributors"], *package["sources"]))
    assert {one["title"] for one in others} >= {"The council", "The police"}


def test_there_are_quotes_that_may_not_be_used_by_others(folder: Path) -> None:
    """The test of the files above would pass for nothing if this one did not hold."""
    with duckdb.connect(str(folder / "plan.duckdb"), read_only=True) as connection:
        scopes = connection.execute("select distinct consent_scope from public.voices order by 1").fetchall()

    assert scopes == [("anywhere",), ("web",), ("web_and_print",)]
