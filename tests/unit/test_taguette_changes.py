"""A second export of a project after edits: what was renamed, merged or deleted is told from what is new."""

from pathlib import Path

import pytest

from pipelines.taguette import TaguetteExport, compare, read_csv_export, read_project

DATA = Path(__file__).parents[1] / "data" / "taguette"


def _project(folder: str) -> TaguetteExport:
    return read_project(DATA / folder / "project.sqlite3")


def _csv(folder: str) -> TaguetteExport:
    return read_csv_export(DATA / folder / "all_tags.csv", DATA / folder / "codebook.csv")


@pytest.fixture(params=[_project, _csv], scope="module")
def pair(request: pytest.FixtureRequest) -> tuple[TaguetteExport, TaguetteExport]:
    return request.param("release_1_5_2"), request.param("after_edits")


def test_documents_are_told_renamed_added_or_deleted(pair: tuple[TaguetteExport, TaguetteExport]) -> None:
    changes = compare(*(export.tables for export in pair))

    assert changes.documents_renamed == (
        ("Youth club session – Thursday 12 June 2025", "Youth club (Thurs 12 June)"),
    )
    assert changes.documents_added == ("Late cards – posted through the door",)
    assert changes.documents_deleted == ("Jobs club drop-in",)


def test_codes_are_told_renamed_merged_or_deleted(pair: tuple[TaguetteExport, TaguetteExport]) -> None:
    changes = compare(*(export.tables for export in pair))

    assert changes.tags_renamed == (
        ("theme.community-safety.off-road-bikes", "theme.community-safety.motorbikes-and-quads"),
    )
    assert changes.tags_merged == (
        ("theme.health-wellbeing.loneliness", "theme.health-wellbeing.mental-health"),
    )
    assert changes.tags_deleted == ("theme.communications-community.reputation",)
    assert changes.tags_added == ()


def test_passages_are_counted_as_added_deleted_or_coded_anew(
    pair: tuple[TaguetteExport, TaguetteExport],
) -> None:
    changes = compare(*(export.tables for export in pair))

    assert (changes.highlights_added_count, changes.highlights_deleted_count) == (1, 24)
    assert changes.highlights_recoded_count == 1


def test_an_export_compared_with_itself_has_not_changed() -> None:
    changes = compare(_project("after_edits").tables, _project("after_edits").tables)

    assert not any(vars(changes).values())
