"""`make docs`: the models as dbt describes them, with the columns that the current build has."""

from pathlib import Path

import pytest

from pipelines.files import file_hashes
from pipelines.warehouse.builds import NoBuild
from pipelines.warehouse.documentation import write_documentation


@pytest.mark.long
def test_dbts_page_has_each_model_with_the_columns_of_the_build_and_changes_nothing_of_the_deployment(
    english_plan: Path,
) -> None:
    before = file_hashes(english_plan / "warehouse")

    page = write_documentation(english_plan).read_text(encoding="utf-8")

    described = '"theme_id": {"type": "VARCHAR", "index": 1, "name": "theme_id"'
    assert (
        f'"name": "themes", "database": "plan", "comment": null, "owner": null}}, "columns": {{{described}'
        in page
    )
    assert "models/marts/review/fct_action_rounds.sql" in page
    assert file_hashes(english_plan / "warehouse") == before != {}


def test_where_nothing_was_built_there_is_nothing_to_document(tmp_path: Path) -> None:
    with pytest.raises(NoBuild, match="nothing has been built yet"):
        write_documentation(tmp_path)
