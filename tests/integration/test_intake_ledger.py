import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines import chained_log, landing
from pipelines.landing import ledger
from pipelines.landing.ledger import LOG
from pipelines.landing.verify import receipts, verify_landing
from tests.support.door import a_return, new_home, on_track, send


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A deployment with an accepted return, a refused one, and a duplicate."""
    home = new_home(tmp_path)
    good = a_return(tmp_path / "good.xlsx", [on_track()])
    send(good, home)
    send(a_return(tmp_path / "bad.xlsx", [on_track(rating="sunny")]), home, partner_id="council")
    send(good, home)
    return home


def _folder(home: Path) -> Path:
    return landing.landed(home, "return")[0].folder


def _edit_log(home: Path, change: Callable[[list[str]], list[str]]) -> None:
    lines = (home / LOG).read_text(encoding="utf-8").splitlines(keepends=True)
    (home / LOG).write_text("".join(change(lines)), encoding="utf-8")


def _drop_files(home: Path) -> None:
    (_folder(home) / "original.xlsx").unlink()


def _alter_rows(home: Path) -> None:
    path = _folder(home) / "rows" / "updates.parquet"
    path.write_bytes(path.read_bytes() + b" ")


def _slip_in(home: Path) -> None:
    shutil.copytree(_folder(home), home / "landing" / "return" / "20240101T000000000000Z-aaaaaa")


def _remove(home: Path) -> None:
    shutil.rmtree(_folder(home))


def _change_refusal(home: Path) -> None:
    next((home / "refused").glob("*.json")).write_text("{}")


def _change_entry(home: Path) -> None:
    _edit_log(home, lambda lines: [lines[0].replace("plan officer", "somebody else"), *lines[1:]])


def _drop_entry(home: Path) -> None:
    _edit_log(home, lambda lines: [lines[0], *lines[2:]])


def _spoil_entry(home: Path) -> None:
    _edit_log(home, lambda lines: [lines[0], "nonsense\n", *lines[1:]])


def test_what_nobody_touched_matches(home: Path) -> None:
    assert verify_landing(home) == []


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (_drop_files, {"file_missing"}),
        (_alter_rows, {"file_altered"}),
        (_slip_in, {"submission_not_in_log"}),
        (_remove, {"submission_missing"}),
        (_change_refusal, {"refusal_altered"}),
        (_change_entry, {"log_chain_broken"}),
        (_drop_entry, {"log_chain_broken", "submission_not_in_log"}),
        (_spoil_entry, {"log_entry_unreadable"}),
    ],
)
def test_every_change_by_hand_is_named(harm: Callable[[Path], None], expected: set[str], home: Path) -> None:
    harm(home)

    assert {found.code for found in verify_landing(home)} == expected


def test_the_log_has_every_submission_and_no_cell_of_it(home: Path) -> None:
    entries = [entry for entry in ledger.entries(home) if entry]

    assert [(entry["accepted"], bool(entry["duplicate_of"])) for entry in entries] == [
        (True, False),
        (True, False),
        (False, False),
        (True, True),
    ]
    assert entries[2]["problems"] == ["code_unknown"]
    assert "The lease was signed" not in (home / LOG).read_text()


def test_an_entry_that_was_never_finished_is_taken_back(home: Path, tmp_path: Path) -> None:
    with (home / LOG).open("a") as log:
        log.write('{"receipt_id": "2024')
    send(a_return(tmp_path / "next.xlsx", [on_track("A02")]), home)

    assert verify_landing(home) == []


def test_a_submission_that_was_logged_when_its_process_stopped_is_moved_in_by_the_next(
    home: Path, tmp_path: Path
) -> None:
    folder = _folder(home)
    folder.rename(home / "landing" / f".incoming-{folder.name}")
    stranger = home / "landing" / ".incoming-20240101T000000000000Z-aaaaaa"
    stranger.mkdir()
    assert verify_landing(home) == []  # it is on its way, and nothing counts it yet
    send(a_return(tmp_path / "next.xlsx", [on_track("A02")]), home, partner_id="council")

    assert folder.is_dir()
    assert stranger.is_dir()
    assert verify_landing(home) == []


def test_a_submission_is_looked_for_until_it_is_there(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    receipt = send(a_return(tmp_path / "good.xlsx", [on_track()]), home)
    place = home / "landing" / "return" / receipt.receipt_id
    beside = place.rename(home / "landing" / f".incoming-{receipt.receipt_id}")
    moving = landing.landed(home, "return")
    beside.rename(place)
    there = landing.landed(home, "return")

    assert moving == []
    assert [each.receipt_id for each in there] == [receipt.receipt_id]


def test_receipts_are_listed_by_partner_and_round(home: Path) -> None:
    assert [receipt.feed for receipt in receipts(home)] == ["register", "return", "return"]
    assert [receipt.accepted for receipt in receipts(home, partner_id="council")] == [False]
    assert len(receipts(home, round_id="2024-06")) == 2
    assert receipts(home, partner_id="council", round_id="2024-07") == []


def test_every_entry_holds_the_hash_of_the_one_before(home: Path) -> None:
    entries = [json.loads(line) for line in (home / LOG).read_text().splitlines()]

    assert [entry["previous"] for entry in entries] == [
        chained_log.FIRST,
        *(entry["hash"] for entry in entries[:-1]),
    ]
