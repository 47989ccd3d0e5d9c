import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines import landing
from pipelines.receipts.receipt import Receipt
from pipelines.register import RegisterMissing, current, current_plan_clock
from tests.support.door import DEMO, OPEN, a_return, codes, new_home, on_track, send

KEYS = [
    "receipt_id", "feed", "contract_version", "partner_id", "round_id", "engagement_id", "submitted_by",
    "signed_in", "language", "received_at", "sha256", "byte_count", "original_name", "format", "accepted",
    "duplicate_of", "rows", "untouched", "untouched_milestones", "columns", "warnings", "problems",
]  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_submission_lands_as_original_rows_and_receipt(home: Path, tmp_path: Path) -> None:
    path = a_return(tmp_path / "r.xlsx", [on_track()])
    receipt = send(path, home)
    folder = home / "landing" / "return" / receipt.receipt_id

    assert sorted(_snapshot(folder)) == [
        "original.xlsx", "receipt.json", "rows/milestone_updates.parquet", "rows/updates.parquet",
    ]  # fmt: skip
    assert (folder / "original.xlsx").read_bytes() == path.read_bytes()
    assert list(json.loads((folder / "receipt.json").read_text())) == KEYS
    assert Receipt.model_validate_json((folder / "receipt.json").read_bytes()) == receipt
    assert stat.S_IMODE((folder / "original.xlsx").stat().st_mode) == 0o600


def test_a_refused_file_leaves_landing_as_it_was_and_nothing_of_itself(home: Path, tmp_path: Path) -> None:
    before = _snapshot(home / "landing")
    path = a_return(tmp_path / "secret.xlsx", [on_track("A01", what_happened="Secret words", rating="sunny")])
    receipt = send(path, home)

    assert not receipt.accepted
    assert _snapshot(home / "landing") == before
    assert list(_snapshot(home / "refused")) == [f"{receipt.receipt_id}.json"]
    assert "Secret words" not in (home / "refused" / f"{receipt.receipt_id}.json").read_text()


def test_a_place_without_a_file_and_a_folder_without_a_csv_file_are_told_apart(
    home: Path, tmp_path: Path
) -> None:
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    for name in ("updates.xlsx", "notes.txt"):
        (sheets / name).write_bytes(b"anything")

    assert codes(send(sheets, home)) == ["folder_without_csv"]
    assert codes(send(tmp_path / "nowhere.csv", home)) == ["file_missing"]


def test_receipts_are_ordered_by_when_they_were_received(home: Path, tmp_path: Path) -> None:
    later = send(a_return(tmp_path / "1.xlsx", [on_track("A01")]), home)
    earlier = send(a_return(tmp_path / "2.xlsx", [on_track("A02")]), home, received_at=OPEN.replace(hour=1))

    assert later.receipt_id < earlier.receipt_id
    assert [found.receipt_id for found in landing.landed(home, "return")] == [
        earlier.receipt_id,
        later.receipt_id,
    ]


def test_processes_that_submit_at_once_lose_and_mix_nothing(home: Path, tmp_path: Path) -> None:
    halves = [
        [
            str(a_return(tmp_path / f"{number}.xlsx", [on_track("A01", what_happened=f"Step {number}.")]))
            for number in numbers
        ]
        for numbers in (range(5), range(5, 10))
    ]
    send_all = (
        "import sys; from pathlib import Path; from tests.support.door import send\n"
        "assert all(send(Path(path), Path(sys.argv[1])).accepted for path in sys.argv[2:])"
    )
    processes = [subprocess.Popen([sys.executable, "-c", send_all, home, *half]) for half in halves]

    assert [process.wait() for process in processes] == [0, 0]
    assert len(landing.landed(home, "return")) == 10
    assert not list((home / "landing").glob(".incoming-*"))


def test_without_a_register_nothing_else_comes_in(tmp_path: Path) -> None:
    home = tmp_path / "home"

    with pytest.raises(RegisterMissing):
        current(home)
    assert current_plan_clock(home) is None
    assert codes(send(a_return(tmp_path / "r.xlsx", [on_track()]), home)) == ["register_missing"]


def test_a_taguette_project_lands_as_a_scrubbed_copy_only(home: Path, tmp_path: Path) -> None:
    export = DEMO / "listening" / "taguette_mid_november.sqlite3"
    receipt = send(export, home, feed="highlights", partner_id=None, round_id=None)
    folder = home / "landing" / "highlights" / receipt.receipt_id

    assert receipt.accepted
    assert receipt.rows["taguette_highlights"] == 1230
    assert (folder / "original.sqlite3").read_bytes() != export.read_bytes()
    again = send(export, home, feed="highlights", partner_id=None, round_id=None)
    assert again.duplicate_of == receipt.receipt_id


def test_what_is_no_taguette_project_is_refused_by_name(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "export.pdf"
    path.write_bytes(b"%PDF-1.7 nothing of use")
    receipt = send(path, home, feed="highlights")

    assert not receipt.accepted
    assert codes(receipt)[0].startswith("export_")
    assert "Taguette" in receipt.problems[0].message


@pytest.mark.parametrize("name", ["themes\u200b.csv", "x" * 125 + ".csv"])
def test_a_folder_with_a_file_that_could_be_taken_for_another_s_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "register"
    shutil.copytree(DEMO / "register", folder)
    (folder / name).write_text("theme_id\nother\n", encoding="utf-8")
    if len(name) > 120:
        (folder / f"{name[:-4]}y.csv").write_text("theme_id\n", encoding="utf-8")
    receipt = send(folder, tmp_path / "home", feed="register", partner_id=None, round_id=None)

    assert codes(receipt) == ["file_name_unsafe"]
    assert receipt.problems[0].sheet
    assert receipt.problems[0].sheet in (name.replace("\u200b", ""), name[:120])
