"""What a receipt says of an export beside those that came before it: changes, age, projects side by side."""

import csv
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.intake.answer import receipt_lines
from pipelines.intake.submit import submit
from pipelines.receipts.receipt import Receipt
from tests.support.copies import copy_of
from tests.support.door import a_list, new_home, send

DATA = Path(__file__).parents[1] / "data" / "taguette"
DOCUMENTS = sorted(
    [
        "Youth club session – Thursday 12 June 2025",
        "School workshop – Year 5 and 6",
        "Summer fair stall – Saturday 5 July",
        "Online survey – open text responses",
        "Parents' group – Tuesday coffee morning",
        "Sports club – training night",
        "Over-60s lunch club",
        "Community pantry – queue conversations",
        "Paned a Sgwrs – Cymraeg",
        "Hillfort and woods walkabout",
        "Jobs club drop-in",
        "Residents' focus group (transcript)",
    ]
)
"""Those of the project `release_1_5_2`."""
FOUR = DOCUMENTS[:4]
CHANGES = {
    "export_documents_renamed": "Documents renamed (1): “Youth club session – Thursday 12 June 2025” → "
    "“Youth club (Thurs 12 June)”",
    "export_documents_added": "New documents (1): “Late cards – posted through the door”",
    "export_documents_deleted": "Documents no longer there (1): “Jobs club drop-in”",
    "export_tags_renamed": "Codes renamed (1): “theme.community-safety.off-road-bikes” → "
    "“theme.community-safety.motorbikes-and-quads”",
    "export_tags_merged": "Codes merged into others (1): “theme.health-wellbeing.loneliness” → "
    "“theme.health-wellbeing.mental-health”",
    "export_tags_deleted": "Codes no longer there (1): “theme.communications-community.reputation”",
    "export_passages_changed": "Passages: 1 new, 24 no longer there, 1 coded anew.",
}


def _sent(home: Path, path: Path, language: str = "en") -> Receipt:
    receipt = submit(
        path,
        home=home,
        feed="highlights",
        submitted_by="listening lead",
        received_at=datetime(2026, 11, 23, 9, len(list(home.glob("landing/highlights/*"))), tzinfo=UTC),
        language=language,
    )
    assert receipt.accepted, receipt.problems
    return receipt


def _project(folder: str) -> Path:
    return DATA / folder / "project.sqlite3"


def _list(tmp_path: Path, folder: str) -> Path:
    copied = tmp_path / folder
    copied.mkdir(exist_ok=True)
    for name in ("all_tags.csv", "codebook.csv"):
        shutil.copy(DATA / folder / name, copied)
    return copied


def _said(receipt: Receipt) -> dict[str, str]:
    return {warning.code: warning.message for warning in receipt.warnings}


def test_a_project_s_receipt_names_what_was_renamed_merged_and_deleted(tmp_path: Path) -> None:
    first = _sent(tmp_path, _project("release_1_5_2"))
    second = _sent(tmp_path, _project("after_edits"))
    third = _sent(tmp_path, _project("release_1_5_2"))

    assert not first.warnings
    assert CHANGES.items() <= _said(second).items()
    assert set(_said(third)) == {"export_is_older"}


def test_lists_of_one_server_are_one_project_and_those_of_another_are_not(tmp_path: Path) -> None:
    home = tmp_path / "home"
    _sent(home, _list(tmp_path, "demo_mid_november"))
    other = _sent(home, _list(tmp_path, "release_1_5_2"))
    edited = _sent(home, _list(tmp_path, "after_edits"))
    whole = _sent(home, _project("after_edits"))
    beside = _sent(home, DATA / "release_1_5_2" / "all_tags.xlsx")

    assert _said(other)["export_lists_of_several"].endswith("2 projects count now, side by side.")
    assert CHANGES.items() <= _said(edited).items()
    assert "export_lists_of_several" not in _said(edited)
    assert "export_list_beside_project" not in _said(edited)
    assert "export_documents_renamed" not in _said(whole)
    assert "export_list_beside_project" in _said(beside)


def test_a_list_that_came_as_a_workbook_counts_as_a_list(tmp_path: Path) -> None:
    home = tmp_path / "home"
    _sent(home, DATA / "release_1_5_2" / "all_tags.xlsx")
    told = _said(_sent(home, _list(tmp_path, "after_edits")))

    assert CHANGES.items() <= told.items()
    assert "export_lists_of_several" not in told
    assert "export_list_beside_project" not in told


@pytest.mark.parametrize("listed", ["all_tags.csv", "all_tags.xlsx"])
@pytest.mark.parametrize("codebook", ["codebook.csv", "codebook.xlsx"])
def test_a_list_and_its_codebook_are_known_apart_in_a_folder_whatever_they_came_as(
    listed: str, codebook: str, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.copy(DATA / "release_1_5_2" / listed, folder / f"b{Path(listed).suffix}")
    shutil.copy(DATA / "release_1_5_2" / codebook, folder / f"a{Path(codebook).suffix}")

    receipt = _sent(tmp_path / "home", folder)
    alone = _sent(tmp_path / "alone", DATA / "release_1_5_2" / listed)

    assert receipt.rows["taguette_highlights"] == alone.rows["taguette_highlights"] == 332
    assert _said(alone).keys() - _said(receipt).keys() == {"export_codebook_absent"}
    assert _said(receipt).keys() <= _said(alone).keys()


@pytest.mark.parametrize(
    "names",
    [
        ("all_tags.csv", "all_tags.xlsx"),
        ("codebook.csv", "codebook.xlsx"),
        ("all_tags.csv", "codebook.csv", "codebook.xlsx"),
    ],
)
def test_a_folder_of_any_other_files_is_answered_with_what_it_should_hold(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in names:
        shutil.copy(DATA / "release_1_5_2" / name, folder)

    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    receipt = submit(
        folder, home=tmp_path / "home", feed="highlights", submitted_by="listening lead", received_at=at
    )

    assert [found.code for found in receipt.problems] == ["export_not_a_pair"]


def test_stored_wrongly_and_repaired_is_said_in_both_languages_with_counts_of_things(tmp_path: Path) -> None:
    receipt = _sent(tmp_path, _project("stored_wrongly"))
    welsh = _sent(tmp_path / "cy", _project("stored_wrongly"), language="cy")
    first, *_ = receipt_lines(receipt)

    assert _said(receipt)["export_passages_repaired"].startswith(
        "107 of 137 passages were stored wrongly by the tool that made this file; repaired"
    )
    assert "107 o 137" in _said(welsh)["export_passages_repaired"]
    assert first.endswith("Recorded: Documents 4, Codes 40, Passages 137, Comments 110.")


@pytest.fixture(scope="module")
def _sent_whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("whole") / "home"
    _sent(home, _project("release_1_5_2"))
    return home


@pytest.fixture
def home(_sent_whole: Path, tmp_path: Path) -> Path:
    """A deployment to which the project `release_1_5_2` was sent."""
    return copy_of(_sent_whole, tmp_path / "home")


def _edited(tmp_path: Path, name: str, *statements: str) -> Path:
    """Copy a project and change it without Taguette's noting it: when it was last edited stays."""
    copied = tmp_path / f"{name}.sqlite3"
    shutil.copyfile(_project("release_1_5_2"), copied)
    with closing(sqlite3.connect(copied)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return copied


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (("pragma user_version = 1",), {"export_is_unchanged": None}),
        (
            ("delete from highlight_tags where highlight_id = 1", "delete from highlights where id = 1"),
            {"export_passages_changed": "Passages: 0 new, 1 no longer there, 0 coded anew."},
        ),
        (
            ("delete from highlight_tags where highlight_id = 1 and tag_id = "
             "(select max(tag_id) from highlight_tags where highlight_id = 1)",),
            {"export_passages_changed": "Passages: 0 new, 0 no longer there, 1 coded anew."},
        ),
    ],
    ids=["nothing", "a passage gone", "a passage coded anew"],
)  # fmt: skip
def test_what_was_edited_at_the_same_time_is_told_by_what_it_holds(
    home: Path, tmp_path: Path, statements: tuple[str, ...], told: dict[str, str | None]
) -> None:
    said = _said(_sent(home, _edited(tmp_path, "other", *statements)))

    assert said.keys() == told.keys()
    assert all(words in (None, said[code]) for code, words in told.items())


def test_a_passage_that_is_new_is_told(tmp_path: Path) -> None:
    home, gone = tmp_path / "home", "delete from highlight_tags where highlight_id = 1"
    _sent(home, _edited(tmp_path, "before", gone, "delete from highlights where id = 1"))

    assert _said(_sent(home, _project("release_1_5_2"))) == {
        "export_passages_changed": "Passages: 1 new, 0 no longer there, 0 coded anew."
    }


def test_a_project_is_told_beside_the_one_that_was_edited_last_whenever_that_came(
    home: Path, tmp_path: Path
) -> None:
    _sent(home, _project("after_edits"))
    between = _said(_sent(home, _edited(tmp_path, "again", "pragma user_version = 1")))
    again = _said(_sent(home, _edited(tmp_path, "once more", "pragma user_version = 2")))

    assert between.keys() == again.keys() == {"export_is_older"}


@pytest.mark.parametrize(("strange_count", "is_of_it"), [(1, True), (2, False)])
def test_a_list_is_of_a_project_that_has_more_than_half_of_its_documents(
    home: Path, tmp_path: Path, strange_count: int, is_of_it: bool
) -> None:
    copied = _list(tmp_path, "release_1_5_2")
    with (copied / "all_tags.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["document"] in FOUR]
    for row in rows:
        if FOUR.index(row["document"]) < strange_count:
            row["document"] += " elsewhere"
    a_list(copied / "all_tags.csv", rows)

    assert ("export_list_beside_project" in _said(_sent(home, copied))) == is_of_it


@pytest.mark.parametrize("count", [0, 5, 6])
def test_documents_that_no_engagement_names_are_named(tmp_path: Path, count: int) -> None:
    home, named = new_home(tmp_path), [*DOCUMENTS[count:], "Of another project"]
    rows = [
        {
            "engagement_id": f"E{number:02}",
            "document": document,
            "held_on": "2025-06-12",
            "method": "drop-in",
            "participants": 12,
        }
        for number, document in enumerate(named)
    ]
    listed, at = a_list(tmp_path / "engagements.csv", rows), datetime(2026, 1, 5, tzinfo=UTC)
    about = {"partner_id": None, "round_id": None, "received_at": at}
    assert send(listed, home, feed="engagements", **about).accepted

    told = _said(_sent(home, _project("release_1_5_2"))).get("export_documents_unmatched")

    if not count:
        assert told is None
        return
    assert told is not None
    assert f"does not name ({count}): “" in told
    assert [document in told for document in DOCUMENTS[:count]] == [number < 5 for number in range(count)]
    assert told.endswith("; …") == (count > 5)
    assert not any(document in told for document in named)
