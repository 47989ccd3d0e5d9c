"""The files of a release for others to use, and what they say of themselves, of a plan of one action."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import validate

from pipelines.releases.allow_list import PublicColumn, PublicTable
from pipelines.releases.candidate import make_candidate
from pipelines.releases.open_data.files import write_open_files
from pipelines.releases.open_data.package import days_of
from pipelines.releases.release import read_release
from pipelines.releases.sealing import working
from tests.support.small_build import ALLOWED, make_build, release, source_of

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
ANSWERS = PublicTable(
    "answers",
    "One row per answer.",
    {
        "action_id": PublicColumn("Of which action.", is_required=True, references="actions.action_id"),
        "after": PublicColumn("The one before it.", references="answers.action_id"),
        "partner_id": PublicColumn("Whose.", references="partners.partner_id"),
        "said_in": PublicColumn("When.", references="action_rounds.round_id"),
        "stage": PublicColumn("How far.", vocabulary="codes.stage"),
        "kind": PublicColumn("Which.", values=("a", "b")),
        "all_count": PublicColumn("All.", "bigint", counts="people"),
        "some_count": PublicColumn(
            "Some.", "integer", counts="people", of="all_count", held_back_by="is_few"
        ),
        "is_few": PublicColumn("Few.", "boolean"),
        "share": PublicColumn("A share.", "double"),
        "said_on": PublicColumn("The day.", "date"),
        "said_at": PublicColumn("The time.", "timestamp"),
        "words_en": PublicColumn("In English."),
        "words_cy": PublicColumn("In Welsh."),
    },
    primary_key=("action_id",),
    titles={"en": "Answers", "cy": "Atebion"},
    is_left_out_when_empty=True,
)
HEARD = PublicTable(
    "heard",
    "One row per place.",
    {"place": PublicColumn("Where."), "heard_count": PublicColumn("Who.", "integer", counts="people")},
    primary_key=("place",),
)


def described(folder: Path, *changes: str, answers: int = 1, round_id: str = "2025-06") -> Path:
    """Return the folder of a release that is whole, of a small build with some answers and changes."""
    build = make_build(folder)
    with duckdb.connect(str(build.file)) as connection:
        connection.execute("create schema vocabulary; create table vocabulary.codes as select * from (values "
                           "('stage', 'late', 2), ('stage', 'early', 1), ('rating', 'good', 1)) "
                           "as t(vocabulary, code, position)")  # fmt: skip
        types = ", ".join(f"null::{column.type} as {name}" for name, column in ANSWERS.columns.items())
        connection.execute(
            f"create table public.answers as select * replace (7 as all_count, true as is_few) "
            f"from (select {types}) cross join range({answers})"
        )
        connection.execute("create table public.heard as select 'here' as place, 10 as heard_count")
        for change in changes:
            connection.execute(change)
    releases = folder / "releases"
    with working(releases):
        made = make_candidate(releases, source_of(build, [*ALLOWED, ANSWERS, HEARD]), round_id)
        assert made
        kept = folder / "kept"
        made.place.rename(kept)
    return kept


def package_in(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def without_what_was_counted(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return descriptions of files without their bytes and hashes, which differ from one run to another."""
    return [{key: value for key, value in each.items() if key not in ("bytes", "hash")} for each in files]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return described(tmp_path_factory.mktemp("described"))


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    return package_in(folder)


def test_a_release_is_described_as_a_data_package_of_its_plan_round_days_and_people(
    package: dict[str, Any],
) -> None:
    about = {key: value for key, value in package.items() if key not in ("resources", "otherFormats")}

    assert about == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "a-plan-2025-06-r1",
        "id": "a-plan/2025-06-r1",
        "title": "A plan: how its actions stand, June 2025",
        "title_cy": "Cynllun: sut mae ei gamau gweithredu, Rownd 2025-06",
        "description": "Invented. How the actions of a community plan stand, as partners report and the "
        "steering group reviews. Management information, not official statistics. People's own words are not "
        "under the licence.",
        "description_cy": "Dychmygol. Sut mae camau gweithredu cynllun cymunedol, fel yr adroddodd "
        "partneriaid ac yr adolygodd y grŵp llywio. Gwybodaeth reoli, nid ystadegau swyddogol. Nid yw "
        "geiriau pobl eu hunain o dan y drwydded.",
        "version": "2025-06.1",
        "created": "2025-06-30T12:00:00+00:00",
        "publishedOn": "2025-06-30",
        "figuresAsOf": "2025-06-30",
        "firstRound": "2025-05",
        "lastRound": "2025-06",
        "roundTitles": [
            {"title": "May 2025", "title_cy": "Rownd 2025-05"},
            {"title": "June 2025", "title_cy": "Rownd 2025-06"},
        ],
        "temporalCoverage": "2025-05-01/2025-06-25",
        "isDemonstration": True,
        "licenses": [{"name": "OGL-UK-3.0", "title": "Open Government Licence v3.0", "path": LICENCE}],
        "sources": [
            {
                "title": "What partners, residents and the steering group handed in, by receipt",
                "title_cy": "Yr hyn a gyflwynodd partneriaid, trigolion a'r grŵp llywio, fesul derbynneb",
                "path": "csv/sources.csv",
            }
        ],
        "contributors": [
            {"title": "The group", "title_cy": "Y grŵp", "roles": ["publisher"]},
            {"title": "A", "title_cy": "B", "roles": ["contributor"]},
        ],
    }


def test_a_table_is_described_with_its_files_key_references_codes_units_and_what_is_held_back(
    package: dict[str, Any],
) -> None:
    (answers,) = (each for each in package["resources"] if each["name"] == "answers")

    assert without_what_was_counted([answers]) == [
        {
            "name": "answers",
            "path": "csv/answers.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "type": "table",
            "title": "Answers",
            "title_cy": "Atebion",
            "description": "One row per answer.",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
            "schema": {
                "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
                "fields": [
                    {
                        "name": "action_id",
                        "type": "string",
                        "description": "Of which action.",
                        "constraints": {"required": True},
                    },
                    {"name": "after", "type": "string", "description": "The one before it."},
                    {"name": "partner_id", "type": "string", "description": "Whose."},
                    {"name": "said_in", "type": "string", "description": "When."},
                    {
                        "name": "stage",
                        "type": "string",
                        "description": "How far.",
                        "constraints": {"enum": ["early", "late"]},
                    },
                    {
                        "name": "kind",
                        "type": "string",
                        "description": "Which.",
                        "constraints": {"enum": ["a", "b"]},
                    },
                    {"name": "all_count", "type": "integer", "description": "All.", "unit": "people"},
                    {
                        "name": "some_count",
                        "type": "integer",
                        "description": "Some.",
                        "unit": "people",
                        "partOf": "all_count",
                        "heldBackBy": "is_few",
                        "missingValues": ["", "[c]"],
                    },
                    {"name": "is_few", "type": "boolean", "description": "Few."},
                    {"name": "share", "type": "number", "description": "A share."},
                    {"name": "said_on", "type": "date", "description": "The day."},
                    {"name": "said_at", "type": "datetime", "description": "The time."},
                    {"name": "words_en", "type": "string", "description": "In English."},
                    {"name": "words_cy", "type": "string", "description": "In Welsh."},
                ],
                "missingValues": [""],
                "primaryKey": ["action_id"],
                "foreignKeys": [
                    {"fields": ["after"], "reference": {"resource": "", "fields": ["action_id"]}},
                    {
                        "fields": ["partner_id"],
                        "reference": {"resource": "partners", "fields": ["partner_id"]},
                    },
                    {
                        "fields": ["said_in"],
                        "reference": {"resource": "action_rounds", "fields": ["round_id"]},
                    },
                ],
            },
        }
    ]


def test_a_table_without_a_title_is_called_by_its_name_and_one_without_references_says_nothing_of_them(
    package: dict[str, Any],
) -> None:
    partners = next(each for each in package["resources"] if each["name"] == "partners")

    assert partners["title"] == "partners"
    assert "title_cy" not in partners
    assert partners["schema"].keys() == {"$schema", "fields", "missingValues", "primaryKey"}


def test_every_table_is_there_in_three_formats(package: dict[str, Any]) -> None:
    tables = [each["name"] for each in package["resources"]]

    assert tables == [
        "action_rounds", "partners", "plan", "rounds", "answers", "heard",
        "release", "sign_offs", "revisions",
    ]  # fmt: skip
    assert without_what_was_counted(package["otherFormats"]) == [
        {
            "name": "plan",
            "path": "plan.xlsx",
            "format": "xlsx",
            "mediatype": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        },
        *(
            {
                "name": name,
                "path": f"parquet/{name}.parquet",
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
            }
            for name in tables
        ),
    ]


def test_catalogues_are_told_the_same(folder: Path, package: dict[str, Any]) -> None:
    dataset = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))
    distribution = dataset.pop("distribution")

    assert dataset == {
        "@context": {
            "@vocab": "https://schema.org/",
            "dcat": "http://www.w3.org/ns/dcat#",
            "license": {"@type": "@id"},
        },
        "@type": ["Dataset", "dcat:Dataset"],
        "identifier": "a-plan/2025-06-r1",
        "name": [
            {"@value": package["title"], "@language": "en"},
            {"@value": package["title_cy"], "@language": "cy"},
        ],
        "description": [
            {"@value": package["description"], "@language": "en"},
            {"@value": package["description_cy"], "@language": "cy"},
        ],
        "version": "2025-06.1",
        "license": LICENCE,
        "publisher": {"@type": "Organization", "name": "The group"},
        "creator": [
            {"@type": "Organization", "name": "The group"},
            {"@type": "Organization", "name": "A"},
        ],
        "datePublished": "2025-06-30T12:00:00+00:00",
        "dateModified": "2025-06-30T12:00:00+00:00",
        "temporalCoverage": "2025-05-01/2025-06-25",
        "inLanguage": ["en", "cy"],
        "isAccessibleForFree": True,
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": "answers.all_count",
                "description": "All.",
                "unitText": "people",
            },
            {
                "@type": "PropertyValue",
                "name": "answers.some_count",
                "description": "Some.",
                "unitText": "people",
            },
            {
                "@type": "PropertyValue",
                "name": "heard.heard_count",
                "description": "Who.",
                "unitText": "people",
            },
        ],
    }
    assert [each["contentUrl"] for each in distribution] == [
        each["path"] for each in (*package["otherFormats"], *package["resources"])
    ]
    told, file = next(each for each in distribution if each["name"] == "plan.xlsx"), folder / "plan.xlsx"
    assert told == {
        "@type": ["DataDownload", "dcat:Distribution"],
        "name": "plan.xlsx",
        "contentUrl": "plan.xlsx",
        "encodingFormat": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "contentSize": f"{file.stat().st_size} B",
        "sha256": package["otherFormats"][0]["hash"].removeprefix("sha256:"),
    }


def test_the_notes_say_which_release_it_is_in_each_language(folder: Path, package: dict[str, Any]) -> None:
    english, welsh = (folder / "README.txt").read_text(encoding="utf-8").split("\n\n\n")

    for notes, ending, which in (
        (english, "", f"Release 2025-06-r1, published 2025-06-30. Licence: {LICENCE}"),
        (welsh, "_cy", f"Datganiad 2025-06-r1, cyhoeddwyd 2025-06-30. Trwydded: {LICENCE}"),
    ):
        title, release, _, description, *_ = notes.splitlines()
        assert (title, release) == (package[f"title{ending}"], which)
        assert description == package[f"description{ending}"]


def test_a_plan_in_english_alone_says_nothing_in_welsh_anywhere(tmp_path: Path) -> None:
    folder = described(tmp_path, "update public.plan set languages = 'en'")
    package = package_in(folder)
    dataset = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))

    assert '_cy"' not in json.dumps(package)
    assert [each["@language"] for each in (*dataset["name"], *dataset["description"])] == ["en", "en"]
    assert dataset["inLanguage"] == ["en"]
    assert "Datganiad" not in (folder / "README.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_in_csv_alone(
    tmp_path: Path, start: str
) -> None:
    words = f"{start}1+2"
    build = make_build(tmp_path, words=words)
    folder = tmp_path / "releases" / release(tmp_path / "releases", build, "2025-06").release_id

    assert (folder / "csv" / "action_rounds.csv").read_text() == (
        f"round_id,words\n2025-05,'{words}\n2025-06,'{words}\n"
    )
    parquet = folder / "parquet" / "action_rounds.parquet"
    assert duckdb.sql(f"select distinct words from '{parquet}'").fetchall() == [(words,)]


def test_a_number_of_people_that_is_held_back_reads_c_in_csv_and_is_null_elsewhere(tmp_path: Path) -> None:
    build = make_build(tmp_path)
    with duckdb.connect(str(build.file)) as connection:
        connection.execute(
            "create table public.reach as select * from (values (1, 10, false), (2, null, true), "
            "(3, null, false)) as t(place, people_count, is_suppressed)"
        )
    reach = PublicTable(
        "reach",
        "One row per place.",
        {
            "place": PublicColumn("The place.", "integer"),
            "people_count": PublicColumn("How many.", "integer", held_back_by="is_suppressed"),
            "is_suppressed": PublicColumn("True where held back.", "boolean"),
        },
        primary_key=("place",),
    )

    releases = tmp_path / "releases"
    folder = releases / release(releases, build, "2025-06", [*ALLOWED, reach]).release_id

    assert (folder / "csv" / "reach.csv").read_text() == (
        "place,people_count,is_suppressed\n1,10,false\n2,[c],true\n3,,false\n"
    )
    assert duckdb.sql(f"select people_count from '{folder / 'parquet' / 'reach.parquet'}'").fetchall() == [
        (10,),
        (None,),
        (None,),
    ]
    assert validate(str(folder / "datapackage.json")).valid


def test_what_has_no_name_of_its_own_is_called_as_the_plan_or_as_in_english(tmp_path: Path) -> None:
    package = package_in(
        described(
            tmp_path,
            "update public.plan set name_cy = null, steering_group_en = null, steering_group_cy = null",
            "update public.rounds set name_cy = null",
            "update public.partners set name_cy = null",
            "insert into public.partners values ('steering-group', 'S', 'S'), ('an-alliance', 'C', 'D')",
        )
    )

    assert package["title_cy"] == "A plan: sut mae ei gamau gweithredu, June 2025"
    assert [each["title_cy"] for each in package["roundTitles"]] == ["May 2025", "June 2025"]
    assert package["contributors"] == [
        {"title": "A plan", "title_cy": "A plan", "roles": ["publisher"]},
        {"title": "C", "title_cy": "D", "roles": ["contributor"]},
        {"title": "A", "title_cy": "A", "roles": ["contributor"]},
    ]


@pytest.mark.parametrize(
    ("change", "title", "title_cy"),
    [
        ("steering_group_cy = null", "The group", "The group"),
        ("steering_group_en = null, steering_group_cy = null", "A plan", "Cynllun"),
    ],
)
def test_a_publisher_without_a_name_in_welsh_has_the_one_that_there_is(
    tmp_path: Path, change: str, title: str, title_cy: str
) -> None:
    publisher, *_ = package_in(described(tmp_path, f"update public.plan set {change}"))["contributors"]

    assert publisher == {"title": title, "title_cy": title_cy, "roles": ["publisher"]}


def test_where_nobody_was_listened_to_and_nothing_is_invented_the_description_says_neither(
    tmp_path: Path,
) -> None:
    package = package_in(
        described(
            tmp_path,
            "update public.plan set has_listening = false, is_demonstration = false, statement_en = null, "
            "statement_cy = null",
        )
    )

    assert package["description"].startswith("How the actions")
    assert package["description"].endswith("not official statistics.")
    assert package["description_cy"].startswith("Sut mae")
    assert package["description_cy"].endswith("nid ystadegau swyddogol.")
    assert package["isDemonstration"] is False
    heard = next(each for each in package["resources"] if each["name"] == "heard")
    assert [field["name"] for field in heard["schema"]["fields"]] == ["place"]


def test_a_table_of_what_not_every_plan_does_has_no_file_where_it_is_empty(tmp_path: Path) -> None:
    folder = described(tmp_path, answers=0)

    assert "answers" not in {each["name"] for each in package_in(folder)["resources"]}
    assert not list(folder.rglob("answers*"))


def test_days_are_those_where_the_plan_is(tmp_path: Path) -> None:
    package = package_in(described(tmp_path, "update public.plan set time_zone = 'Pacific/Auckland'"))

    assert (package["publishedOn"], package["figuresAsOf"]) == ("2025-07-01", "2025-07-01")


def test_of_a_description_that_knows_no_days_those_in_utc_are_told(
    folder: Path, package: dict[str, Any]
) -> None:
    """As a release has it that an earlier version made."""
    release = replace(
        read_release(folder), published_at="2025-07-24T23:30:00+00:00", as_of="2025-07-23T23:30:00+00:00"
    )
    without = {key: value for key, value in package.items() if key not in ("publishedOn", "figuresAsOf")}

    assert days_of(without, release) == {"published_on": "2025-07-24", "as_of": "2025-07-23"}
    assert days_of(package, release) == {"published_on": "2025-06-30", "as_of": "2025-06-30"}


def test_a_first_round_is_described_from_itself_to_itself(tmp_path: Path) -> None:
    package = package_in(described(tmp_path, round_id="2025-05"))

    assert (package["firstRound"], package["lastRound"]) == ("2025-05", "2025-05")
    assert package["temporalCoverage"] == "2025-05-01/2025-05-25"
    assert package["title"] == "A plan: how its actions stand, May 2025"


@pytest.mark.parametrize(
    ("others", "is_there"), [(["plan.xlsx"], True), (["a.csv", "z.csv"], False), ([], False)]
)
def test_a_release_that_had_no_workbook_has_none_when_it_is_written_again(
    folder: Path, package: dict[str, Any], tmp_path: Path, others: list[str], is_there: bool
) -> None:
    about = package | {"otherFormats": [{"path": path} for path in others]}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{folder / 'plan.duckdb'}' as release (read_only)")
        write_open_files(connection, tmp_path, about, {}, read_release(folder))

    assert (tmp_path / "plan.xlsx").exists() is is_there
    assert len(list(tmp_path.glob("csv/*.csv"))) == len(package["resources"])
