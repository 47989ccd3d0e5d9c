"""What a reader may rely on in the dbt project, read from its manifest and its files."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from pipelines.contracts.register import AGEING_AFTER_DAYS
from pipelines.register.model import STEERING_GROUP
from pipelines.settings import PROJECT
from pipelines.warehouse.models import DBT_PROJECT, prepare_manifest
from pipelines.warehouse.raw import raw_tables
from tests.support import keys
from tests.support.plan_rows import source_columns

MANIFEST: dict[str, Any] = json.loads(prepare_manifest().read_text())
NODES = list(MANIFEST["nodes"].values())
MODELS = [node for node in NODES if node["resource_type"] == "model"]
SEEDS = [node for node in NODES if node["resource_type"] == "seed"]
MARTS = [model for model in MODELS if model["schema"] in ("review", "public")]
SQL_FILES = sorted(file for folder in ("models", "tests") for file in (DBT_PROJECT / folder).rglob("*.sql"))
CLOCKS = r"\b(?:current_\w+|localtime\w*|(?:now|today|get_current_\w+|transaction_timestamp)\s*\()"
OF_THE_PLAN = {"title", "summary", "done_means"}
"""What the plan itself says of an action: it stands whatever is held back."""
DECIDES = r"\b(?:case|qualify|asof)\b|local_date\(|[<>]=? ?[a-z_.]+_(?:on|at)\b|_(?:on|at) [<>]"
"""What a model decides by: a branch, what comes first or last of some rows, or a date."""
BUILD = "source.plan_delivery.raw.build"
CLASSIFICATION = {"public": {"public"}, "review": {"steering", "public"}}
NAMES = {
    "staging": r"stg_[a-z]+__[a-z_]+",
    "intermediate": r"int_[a-z_]+",
    "review": r"(fct|dim)_[a-z_]+",
    "public": r"[a-z_]+",
}


def names(nodes: list[dict[str, Any]]) -> list[str]:
    return [str(node["name"]) for node in nodes]


def parents(model: dict[str, Any], prefix: str) -> list[str]:
    return [parent for parent in model["depends_on"]["nodes"] if parent.startswith(prefix)]


def classified_wrongly(model: dict[str, Any]) -> list[str]:
    """Return the columns of a mart that are not classified for its schema."""
    return [
        name
        for name, column in model["columns"].items()
        if column["meta"].get("classification") not in CLASSIFICATION[model["schema"]]
    ]


@pytest.mark.parametrize("model", MODELS, ids=names(MODELS))
def test_a_model_is_named_for_its_layer_and_lies_in_its_folder(model: dict[str, Any]) -> None:
    layer = model["fqn"][2] if model["fqn"][1] == "marts" else model["fqn"][1]

    assert model["schema"] == layer
    assert re.fullmatch(NAMES[layer], model["name"])


@pytest.mark.parametrize("model", MODELS + SEEDS, ids=names(MODELS + SEEDS))
def test_a_model_and_each_of_its_columns_are_described_in_a_sentence(model: dict[str, Any]) -> None:
    sentences = {model["name"]: model["description"]} | {
        column["name"]: column["description"] for column in model["columns"].values()
    }

    assert [name for name, text in sentences.items() if not text.strip().endswith((".", "?"))] == []
    assert model["columns"]
    assert model["description"].startswith("One row")


@pytest.mark.parametrize("model", MARTS, ids=names(MARTS))
def test_a_mart_keeps_an_enforced_contract_with_every_type(model: dict[str, Any]) -> None:
    assert model["contract"]["enforced"]
    assert all(column["data_type"] for column in model["columns"].values())


@pytest.mark.parametrize("model", MARTS, ids=names(MARTS))
def test_every_column_of_a_mart_is_classified_for_its_schema(model: dict[str, Any]) -> None:
    assert classified_wrongly(model) == []


def says_words(name: str, column: dict[str, Any]) -> bool:
    """Say whether a column can hold what somebody wrote: a text that is no code, id or text of the plan."""
    meta = column["meta"]
    coded = meta.keys() & {"references", "vocabulary", "values"} or name.endswith("_id")
    return (
        column["data_type"] == "varchar"
        and not coded
        and name.removesuffix("_en").removesuffix("_cy") not in OF_THE_PLAN
    )


@pytest.mark.parametrize("model", MARTS, ids=names(MARTS))
def test_words_about_an_action_are_taken_back_when_it_is_held(model: dict[str, Any]) -> None:
    if model["schema"] == "public" and "action_id" in model["columns"]:
        worded = [name for name, column in model["columns"].items() if says_words(name, column)]

        assert [name for name in worded if model["columns"][name]["meta"].get("when_held") is None] == []


@pytest.mark.parametrize("model", MARTS, ids=names(MARTS))
def test_every_public_number_says_what_it_counts_so_that_no_people_are_overlooked(
    model: dict[str, Any],
) -> None:
    numbers = {
        name: column["meta"].get("counts")
        for name, column in model["columns"].items()
        if column["data_type"] in ("integer", "bigint", "double") and name not in ("position", "revision")
    }

    if model["schema"] == "public":
        assert [name for name, counts in numbers.items() if counts is None] == []
        assert [name for name, counts in numbers.items() if is_of_people(name) and counts != "people"] == []


@pytest.mark.parametrize("model", MARTS, ids=names(MARTS))
def test_a_part_is_of_a_number_of_its_own_table_that_counts_the_same(model: dict[str, Any]) -> None:
    columns = {name: column["meta"] for name, column in model["columns"].items()}
    parts = {name: meta["of"] for name, meta in columns.items() if "of" in meta}

    assert {
        name: whole
        for name, whole in parts.items()
        if columns.get(whole, {}).get("counts") != columns[name]["counts"] or whole in parts
    } == {}


def is_of_people(name: str) -> bool:
    return bool(re.search(r"people|participant|resident|partner|voucher", name)) and "recorded" not in name


def test_an_unclassified_column_in_schema_public_is_found() -> None:
    model = {
        "schema": "public",
        "columns": {"action_id": {"meta": {}}, "words": {"meta": {"classification": "steering"}}},
    }

    assert classified_wrongly(model) == ["action_id", "words"]


@pytest.mark.parametrize("model", MARTS, ids=names(MARTS))
def test_a_mart_has_a_key_that_each_build_checks(model: dict[str, Any]) -> None:
    tested = {
        node["attached_node"]
        for node in NODES
        if node["resource_type"] == "test" and node.get("test_metadata", {}).get("name") == "key_is_unique"
    }

    assert model["config"]["meta"].get("key") or model["unique_id"] in tested


@pytest.mark.parametrize("model", MODELS, ids=names(MODELS))
def test_nothing_goes_round_the_rules_of_staging(model: dict[str, Any]) -> None:
    staged = {source for each in MODELS if each["schema"] == "staging" for source in parents(each, "source.")}

    if model["schema"] == "staging":
        assert parents(model, "model.") == []
    else:
        assert staged.isdisjoint(set(parents(model, "source.")) - {BUILD})


@pytest.mark.parametrize("model", MODELS, ids=names(MODELS))
def test_a_model_can_be_read_in_a_minute(model: dict[str, Any]) -> None:
    assert len(model["raw_code"].splitlines()) <= 80


def test_a_model_that_decides_by_a_branch_an_order_or_a_date_has_a_unit_test() -> None:
    deciding = {each["name"] for each in MODELS if re.search(DECIDES, re.sub(r"--.*", "", each["raw_code"]))}
    tested = {each["model"] for each in MANIFEST["unit_tests"].values()}

    assert len(deciding) > 50
    assert deciding - tested == set()


@pytest.mark.parametrize("file", SQL_FILES, ids=[file.stem for file in SQL_FILES])
def test_no_model_or_test_reads_a_clock_of_its_own(file: Path) -> None:
    assert re.findall(CLOCKS, re.sub(r"--.*", "", file.read_text())) == []


def test_each_mart_has_a_page_of_its_own() -> None:
    marts = DBT_PROJECT / "models" / "marts"

    assert {file.with_suffix(".yml") for file in marts.rglob("*.sql")} == set(marts.rglob("*.yml"))


def test_dbt_sources_are_the_raw_tables_that_the_warehouse_loads() -> None:
    loaded = {name: {field.name for field in schema} for name, (_, schema) in raw_tables().items()}
    declared = {name: set(columns) for name, columns in source_columns().items() if name in loaded}

    assert set(source_columns()) - set(loaded) == {"build", "receipts"}
    assert {
        name: loaded[name] - columns for name, columns in declared.items() if loaded[name] != columns
    } == {}


def test_each_exposure_names_every_model_that_it_reads_and_a_role_that_answers_for_it() -> None:
    exposures = {each["name"]: each for each in MANIFEST["exposures"].values()}
    released = {model["unique_id"] for model in MARTS if model["schema"] == "public"}
    code = [
        file.read_text() for side in ("dashboard", "pipelines") for file in (PROJECT / side).rglob("*.py")
    ]
    asked = {name for text in code for name in re.findall(r"\b(?:review|intermediate)\.([a-z_]+)", text)}

    read = {name: set(each["depends_on"]["nodes"]) for name, each in exposures.items()}

    assert {name for name, nodes in read.items() if nodes == released} == {"release", "public_app", "edition"}
    assert read["workspace"] == {node["unique_id"] for node in MODELS if node["name"] in asked}
    assert {each["owner"]["name"] for each in exposures.values()} == {"The steering group", "The secretary"}


def test_an_action_is_overdue_after_as_many_days_as_the_contract_of_the_register_says() -> None:
    project = yaml.safe_load((DBT_PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))

    assert project["vars"]["ageing_after_days"] == AGEING_AFTER_DAYS


def test_no_page_has_two_lists_of_one_name_of_which_the_first_would_be_lost() -> None:
    pages = [file for file in DBT_PROJECT.rglob("*.yml") if "target" not in file.parts]
    repeated = {
        file.name: [
            key for key, count in Counter(re.findall(r"(?m)^[a-z_]+:", file.read_text())).items() if count > 1
        ]
        for file in pages
    }

    assert {name: keys for name, keys in repeated.items() if keys} == {}


def test_every_model_says_what_makes_a_row_the_only_one_of_its_kind() -> None:
    known = keys.keys_of_models()
    columns = {(model["schema"], model["name"]): set(model["columns"]) for model in MODELS}

    assert [model for model, found in known.items() if not found] == []
    assert [model for model, found in known.items() for key in found if not set(key) <= columns[model]] == []


def test_two_rows_of_one_key_are_found_where_a_part_of_it_is_null_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = "intermediate", "int_made"
    with duckdb.connect() as build:
        build.execute("create schema intermediate")
        build.execute(
            "create table intermediate.int_made as from (values (1, null), (1, null), (2, 3)) as t(a, b)"
        )
        for key, counts in {("a", "b"): (3, 2), (): (3, 1)}.items():
            monkeypatch.setattr(keys, "keys_of_models", lambda key=key: {model: [list(key)]})
            assert keys.doubled(build) == {"int_made": (list(key), *counts)}


def test_no_model_reads_a_mart_before_the_marts() -> None:
    marts = {mart["unique_id"] for mart in MARTS}
    backwards = {
        model["name"]: [parent for parent in parents(model, "model.") if parent in marts]
        for model in MODELS
        if model["schema"] in ("staging", "intermediate")
    }

    assert len(backwards) >= 40
    assert {name: found for name, found in backwards.items() if found} == {}


def test_the_steering_groups_id_stands_once_in_sql_and_is_that_of_the_register() -> None:
    files = [*SQL_FILES, *(DBT_PROJECT / "macros").rglob("*.sql")]

    assert [file.name for file in files if STEERING_GROUP in file.read_text()] == ["parties.sql"]


def test_how_late_a_forecast_may_be_is_said_as_the_rule_has_it() -> None:
    rule = (DBT_PROJECT / "models/intermediate/action_rounds/int_action_rounds_headlined.sql").read_text()
    (days,) = re.findall(r"forecast_finish_on > agreed_finish_on \+ (\d+)", rule)
    places = (
        "pipelines/warehouse/headline_reasons.py",
        "dashboard/locale/vocabulary.py",
        "dashboard/components/about_parts.py",
    )

    assert [
        place for place in places if f"more than {days} days after" not in (PROJECT / place).read_text()
    ] == []
