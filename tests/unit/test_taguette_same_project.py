"""Of which project a list of passages is: told from ids and words, as no list names its project."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.taguette import SCHEMAS, read_csv_export
from pipelines.taguette.same_project import next_key, project_of, under_key
from pipelines.taguette.tables import to_tables

DATA = Path(__file__).parents[1] / "data" / "taguette"
SAID = ["A bus before seven.", "More bins.", "Open the hall on Sundays.", "Somewhere warm to sit."]


def _list(words: Mapping[int, str]) -> dict[str, pa.Table]:
    rows = [
        {"highlight_key": f"h-csv-{number}", "document_key": "d-csv-1", "text": text}
        for number, text in words.items()
    ]
    return to_tables("csv", {"taguette_highlights": rows})


def _numbered(words: list[str], first: int = 1) -> dict[str, pa.Table]:
    return _list(dict(enumerate(words, start=first)))


@pytest.mark.parametrize("later", [SAID, SAID[:2], [*SAID, *(f"New {each}" for each in range(40))]])
def test_a_list_that_grew_or_shrank_is_of_the_same_project(later: list[str]) -> None:
    assert project_of(_numbered(later), {"csv": _numbered(SAID)}) == "csv"


def test_two_servers_that_count_from_one_are_two_projects() -> None:
    others = ["Better lights.", "A youth club.", "Cheaper swimming.", "Fewer quads."]

    assert project_of(_numbered(others), {"csv": _numbered(SAID)}) is None


def test_a_project_that_moved_to_another_server_is_known_by_its_words() -> None:
    assert project_of(_numbered(SAID, first=5662), {"csv": _numbered(SAID)}) == "csv"


def test_a_few_words_that_everybody_says_make_no_list_the_same() -> None:
    large = _numbered([*SAID, *(f"New {each}" for each in range(40))])

    assert project_of(_numbered(["More bins."], first=900), {"csv": large}) is None


def test_quotes_and_white_space_make_no_passage_another() -> None:
    curly, straight = _list({1: "It’s  “fine”"}), _list({1: 'It\'s "fine"'})

    assert project_of(curly, {"csv": straight}) == "csv"


def test_of_several_projects_the_one_that_shares_most_is_meant() -> None:
    known = {"csv": _numbered(["Better lights.", "A youth club."]), "csv-2": _numbered(SAID)}

    assert project_of(_numbered(SAID), known) == "csv-2"
    assert next_key(known) == "csv-3"
    assert next_key({}) == "csv"


def test_an_export_after_edits_is_of_the_project_before_them_and_of_no_other() -> None:
    before, after, other = (
        read_csv_export(DATA / folder / "all_tags.csv").tables
        for folder in ("release_1_5_2", "after_edits", "demo_mid_november")
    )

    assert project_of(after, {"csv": other, "csv-2": before}) == "csv-2"
    assert project_of(other, {"csv": before}) is None


def test_a_list_under_another_key_has_that_key_everywhere_and_nothing_else_changes() -> None:
    tables = under_key(read_csv_export(DATA / "after_edits" / "all_tags.csv").tables, "csv-2")
    highlights = tables["taguette_highlights"].to_pylist()

    assert {name: table.schema for name, table in tables.items()} == SCHEMAS
    assert all(row["project_key"] == "csv-2" for table in tables.values() for row in table.to_pylist())
    assert {row["highlight_key"].rpartition("-")[0] for row in highlights} == {"h-csv-2"}
    assert {row["document_key"] for row in highlights} == set(
        tables["taguette_documents"]["document_key"].to_pylist()
    )
