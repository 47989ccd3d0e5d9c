"""What a receipt says of an export beside those that came before it: changes, age, projects side by side."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from pipelines.intake.answer import receipt_lines
from pipelines.intake.submit import submit
from pipelines.receipts.receipt import Receipt
from tests.support.door import new_home, send

DATA = Path(__file__).parents[1] / "data" / "taguette"
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
    beside = _sent(home, _list(tmp_path, "release_1_5_2"))

    assert _said(other)["export_lists_of_several"].endswith("2 projects count now, side by side.")
    assert CHANGES.items() <= _said(edited).items()
    assert "export_lists_of_several" not in _said(edited)
    assert "export_list_beside_project" not in _said(edited)
    assert "export_documents_renamed" not in _said(whole)
    assert "export_list_beside_project" in _said(beside)


def test_stored_wrongly_and_repaired_is_said_in_both_languages_with_counts_of_things(tmp_path: Path) -> None:
    receipt = _sent(tmp_path, _project("stored_wrongly"))
    welsh = _sent(tmp_path / "cy", _project("stored_wrongly"), language="cy")
    first, *_ = receipt_lines(receipt)

    assert _said(receipt)["export_passages_repaired"].startswith(
        "107 of 137 passages were stored wrongly by the tool that made this file; repaired"
    )
    assert "107 o 137" in _said(welsh)["export_passages_repaired"]
    assert first.endswith("Recorded: Documents 4, Codes 40, Passages 137, Comments 110.")


def test_documents_that_no_engagement_names_are_named(tmp_path: Path) -> None:
    listed = tmp_path / "engagements.csv"
    listed.write_text(
        "engagement_id,document,held_on,method,participants\nE01,Jobs club drop-in,2025-06-12,drop-in,12\n",
        encoding="utf-8",
    )
    home = new_home(tmp_path)
    assert send(
        listed,
        home,
        feed="engagements",
        partner_id=None,
        round_id=None,
        received_at=datetime(2026, 1, 5, tzinfo=UTC),
    ).accepted
    told = _said(_sent(home, _project("release_1_5_2")))["export_documents_unmatched"]

    assert told.startswith("Documents that the list of engagements does not name (11): “")
    assert told.endswith("; …")
    assert "Jobs club" not in told
