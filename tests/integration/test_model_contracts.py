"""What may not become a release fails the build: an unclassified column, a broken contract."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from dbt.artifacts.schemas.run import RunExecutionResult

from pipelines.settings import environment
from pipelines.warehouse.dbt_calls import call_dbt
from pipelines.warehouse.models import DBT_PROJECT
from tests.support.plan_rows import PlanRows

MARTS = Path("models", "marts", "public")
BREAKS = {
    "partners": ("classification: public", "classification: steering"),
    "rounds": ("data_type: integer", "data_type: bigint"),
    "theme_rounds": ("name: confirmed_count", "name: confirmed"),
    "definitions": ("key: [kind, code]", "key: [kind]"),
    "listening": (
        'where held back or not recorded."\n',
        'where held back or not recorded."\n        constraints: [{type: not_null}]\n',
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("broken")


@pytest.fixture(scope="module")
def messages(folder: Path) -> dict[str, str]:
    """What dbt says of each model after its page was changed."""
    project = shutil.copytree(
        DBT_PROJECT, folder / "project", ignore=shutil.ignore_patterns("target", "logs", ".user.yml")
    )
    for model, (was, now) in BREAKS.items():
        page = project / MARTS / f"{model}.yml"
        assert was in page.read_text()
        page.write_text(page.read_text().replace(was, now, 1))
    PlanRows().build(folder / "plan.duckdb", datetime(2025, 1, 1, tzinfo=UTC)).close()
    with environment(PLAN_BUILD_FILE=str(folder / "plan.duckdb")):
        answer = call_dbt(
            [
                "run",
                "--quiet",
                "--select",
                *BREAKS,
                "--project-dir",
                str(project),
                "--profiles-dir",
                str(project),
            ]
        )
    assert isinstance(answer.result, RunExecutionResult)
    return {result.node.name: str(result.message) for result in answer.result.results}


def test_a_column_that_is_not_classified_public_fails_the_build(messages: dict[str, str]) -> None:
    assert "Column partner_id of partners is not classified public" in messages["partners"]


def test_a_column_of_another_type_than_declared_fails_the_build(messages: dict[str, str]) -> None:
    assert "rounds does not keep its contract" in messages["rounds"]


def test_a_column_that_is_declared_and_not_there_fails_the_build_by_name(messages: dict[str, str]) -> None:
    assert '"confirmed" not found' in messages["theme_rounds"]


def test_two_rows_with_the_same_key_fail_the_build(messages: dict[str, str]) -> None:
    assert "definitions has more than one row of kind: " in messages["definitions"]


def test_a_row_that_lacks_what_is_required_fails_the_build(messages: dict[str, str]) -> None:
    assert "listening lacks a required value: " in messages["listening"]


def test_the_file_is_free_for_others_as_soon_as_dbt_has_ended(folder: Path, messages: dict[str, str]) -> None:
    # fails where a new version of dbt-duckdb keeps its connection in another place than `call_dbt` knows
    with duckdb.connect(str(folder / "plan.duckdb"), config={"threads": 1}) as connection:
        assert connection.execute("select count(*) from raw.build").fetchall() == [(1,)]
