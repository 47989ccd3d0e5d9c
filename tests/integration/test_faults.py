"""Faults of the machine: nothing accepted is lost, readers go on, and a sentence says what to do."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.queries.health import health
from pipelines import landing
from pipelines.cli import app
from pipelines.doctor import examine
from pipelines.landing.verify import verify_landing
from pipelines.operations.waiting import why_refresh
from pipelines.register import now_of
from pipelines.releases.release import current_release
from pipelines.releases.sealing import working
from pipelines.releases.verify import verify_releases
from pipelines.rounds.calendar import tasks_due
from pipelines.rounds.states import standings
from pipelines.warehouse.builds import NoBuild, Unreadable, Warehouse, reading
from pipelines.warehouse.raw import load
from pipelines.workspace import health as workspace_health
from tests.support.door import a_return, new_home, on_track, send
from tests.support.english_plan import PLAN, load_register, write_register
from tests.support.small_build import make_build, release

AT = datetime(2025, 7, 28, 12, tzinfo=UTC)


def plan(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk with a deployment on it: permission bits do not hold root back, a mount does."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], capture_output=True)
    if mounted.returncode:
        pytest.skip("only whoever may mount a disk can make one that is full or cannot be written")
    try:
        new_home(place)
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def submitting(home: Path, tmp_path: Path, words: str) -> list[str]:
    sent = a_return(tmp_path / "sent.xlsx", [on_track("A01", what_happened=words)])
    about = {"feed": "return", "partner": "youth-service", "round": "2025-07", "by": "officer"}
    options = [part for name, value in about.items() if name != "feed" for part in (f"--{name}", value)]
    return ["submit", str(sent), "--feed", "return", *options, "--home", str(home)]


def test_a_disk_that_cannot_be_written_is_said_and_what_was_there_is_read_on(
    disk: Path, tmp_path: Path
) -> None:
    home = disk / "home"
    assert send(a_return(tmp_path / "first.xlsx", [on_track()]), home).accepted
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

    status, said = plan(*submitting(home, tmp_path, "Said while it could not be kept."))

    assert status == 3
    assert "cannot be written (Read-only file system)" in said
    assert verify_landing(home) == []
    assert [load.partner_id for load in landing.landed(home, "return")] == ["youth-service"]
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert plan(*submitting(home, tmp_path, "Said while it could not be kept."))[0] == 0


def test_a_disk_that_is_full_is_said_and_the_same_is_taken_once_there_is_room(
    disk: Path, tmp_path: Path
) -> None:
    home, filler = disk / "home", disk / "filler"
    with filler.open("wb") as file:
        try:
            for size in (2**20, 2**12):
                while True:
                    file.write(b"\0" * size)
                    file.flush()
        except OSError:
            os.truncate(filler, file.tell() // 2**12 * 2**12)
    command = submitting(home, tmp_path, "Said while there was no room.")

    status, said = plan(*command)

    assert status == 3, said
    assert "No space left on device" in said
    filler.unlink()
    assert verify_landing(home) == []
    assert plan(*command)[0] == 0
    assert len(landing.landed(home, "return")) == 1


@pytest.mark.parametrize(
    ("command", "named", "why"),
    [
        ("template --partner council --round 2025-07 -o {tmp}/none/x.xlsx", "none/x.xlsx", "No such file"),
        ("template --partner council --round 2025-07 -o {tmp}", "", "Is a directory"),
        ("tally --held-on 2025-06-14 -o {tmp}/none/x.xlsx", "none/x.xlsx", "No such file"),
        ("bulletin 2025-06 -o {tmp}/file", "file", "File exists"),
        ("key {tmp}/none/key.pem", "none/key.pem", "No such file"),
        ("init {tmp}/file", "file", "Not a directory"),
        ("init {tmp}/file/home", "file/home/landing", "Not a directory"),
    ],
)
def test_a_place_that_cannot_be_written_is_named_with_what_to_do(
    home: Path, tmp_path: Path, command: str, named: str, why: str
) -> None:
    (tmp_path / "file").write_text("kept")
    release(home / "releases", make_build(tmp_path), "2025-06")
    of = () if command.startswith(("key", "init")) else ("--home", str(home))

    status, said = plan(*command.format(tmp=tmp_path).split(), *of)

    assert status == 3
    assert said.startswith(f"{tmp_path / named} cannot be used ({why}")
    assert "name a place that is there and can be written" in said
    assert (tmp_path / "file").read_text() == "kept"


@pytest.mark.parametrize(
    ("command", "named"),
    [
        ("refresh", "home/warehouse"),
        ("publish 2025-06", "home/releases/.lock"),
        ("withhold", "home/releases/.lock"),
        ("site export {disk}/home/web", "home/web"),
        ("template --partner council --round 2025-07 -o {disk}/home/x.xlsx", "home/x.xlsx"),
        ("decide settle --role chair --by secretary", "home/.door.lock"),
    ],
)
def test_every_command_says_of_a_disk_that_cannot_be_written_what_to_do_and_names_no_error(
    disk: Path, tmp_path: Path, command: str, named: str
) -> None:
    home = disk / "home"
    made = release(home / "releases", make_build(tmp_path), "2025-06")
    pages = home / "releases" / made.release_id / "site"
    pages.mkdir()
    (pages / "index.html").write_text("a page")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

    status, said = plan(*command.format(disk=disk).split(), "--home", str(home))

    assert status == 3, said
    assert f"{disk / named} cannot be written (Read-only file system)" in said
    assert "Errno" not in said
    assert "see `plan doctor`" in said


def test_a_target_that_cannot_be_written_and_a_key_that_is_not_there_are_said_in_words(
    home: Path, disk: Path, tmp_path: Path
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    key, heads = tmp_path / "none.pem", tmp_path / "heads.txt"

    assert plan("backup", str(disk / "b"), "--home", str(home)) == (
        3,
        f"the backup in {disk / 'b'} cannot be reached or written, and nothing of this deployment has "
        f"changed: Read-only file system ({disk / 'b'})\n",
    )
    assert plan("sign", str(key), "--home", str(home)) == (
        3,
        f"expected an Ed25519 private key (PEM) in {key}: No such file or directory\n",
    )
    assert plan("verify", "--head", str(heads), "--home", str(home)) == (
        1,
        f"expected a file with heads: No such file or directory ({heads})\n",
    )


def test_a_receipt_is_said_though_the_marked_copy_cannot_be_written(home: Path, tmp_path: Path) -> None:
    marked = tmp_path / "none" / "marked.xlsx"

    status, said = plan(*submitting(home, tmp_path, "The lease was signed."), "--annotate", str(marked))

    (landed,) = landing.landed(home, "return")
    assert landed.receipt_id in said
    assert status == 3
    assert f"{marked} cannot be used (No such file or directory)" in said


def test_a_clock_that_was_set_back_makes_nothing_older_than_what_came_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    (row,) = PLAN
    living = {name: value for name, value in row.items() if name != "as_of"}
    load_register(
        write_register(tmp_path / "register", plan=[living]), home, datetime(2026, 2, 20, tzinfo=UTC)
    )
    right = datetime(2026, 3, 5, 12, tzinfo=UTC)
    row = {name: value for name, value in on_track("A02").items() if name != "words_language"}
    about = {"partner_id": "council", "round_id": "q1-2026"}
    for number, moment in enumerate((right, right - timedelta(days=1))):
        monkeypatch.setattr("pipelines.register.load.clock.now", lambda *_, moment=moment: moment)
        sent = a_return(tmp_path / f"{number}.xlsx", [row | {"what_happened": f"Said as number {number}."}])
        assert send(sent, home, received_at=now_of(home), **about).accepted

    latest = landing.latest(home, "return", "council", "q1-2026")

    assert latest is not None
    assert latest.rows("updates")[0]["what_happened"] == "Said as number 1."
    with_all = dict(load(tmp_path / "build.duckdb", home, "b", now_of(home)))
    assert with_all["updates"] == 2


@pytest.mark.parametrize("content", ["", "{", "[]", '{"build_id": "x"}', '{"build_id": 1, "file": 2}'])
def test_a_damaged_pointer_to_the_build_is_said_and_asks_for_a_refresh(home: Path, content: str) -> None:
    warehouse = Warehouse.of(home)
    warehouse.folder.mkdir()
    warehouse.pointer.write_text(content)

    with pytest.raises(NoBuild, match="plan refresh"):
        warehouse.current()
    assert why_refresh(home, AT, ["return"]) == "there is no build yet"
    assert workspace_health(home) == {"can_take_in": True, "state": "nothing_built"}
    assert not {each.subject: each for each in examine(home)}["build"].is_well


@pytest.mark.parametrize("damage", ["gone", "cut", "scrawled"])
def test_a_damaged_build_is_said_and_asks_for_a_refresh(home: Path, damage: str) -> None:
    warehouse = Warehouse.of(home)
    with warehouse.making() as file:
        list(load(file, home, "b", AT))
        build = warehouse.finish("b", AT, AT, 0)
    assert workspace_health(home)["state"] == "whole"
    content = build.file.read_bytes()
    build.file.unlink()
    if damage != "gone":
        half = len(content) // 2
        build.file.write_bytes(content[:half] if damage == "cut" else content[:4096] + b"x" * half)

    assert workspace_health(home)["state"] == "damaged"
    assert "cannot be read" in str(why_refresh(home, AT, ["return"]))
    found = {each.subject: each for each in examine(home)}["build"]
    assert not found.is_well
    assert "plan refresh" in found.found
    with pytest.raises(Unreadable, match="plan refresh"), reading(build.file):
        pass


def test_a_damaged_pointer_to_the_release_is_mended_by_the_next_who_writes_there(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    release(folder, make_build(tmp_path), "2025-05")
    for content in ("", "{", "[]", "{}"):
        (folder / "current.json").write_text(content)
        assert health(folder, AT.timestamp()).state != "whole"
        assert "pointer_wrong" in {found.code for found in verify_releases(folder)}
        findings = {each.subject: each for each in examine(tmp_path)}
        assert not findings["release"].is_well
        assert "plan withhold" in findings["release"].found
        with working(folder):
            pass
        assert (current_release(folder) or {})["release_id"] == "2025-05-r1"


def test_a_release_whose_folder_is_gone_is_named_and_the_one_before_is_shown_until_it_is_back(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "releases"
    release(folder, make_build(tmp_path), "2025-05")
    release(folder, make_build(tmp_path, "said later"), "2025-06")
    latest = (current_release(folder) or {})["release_id"]
    kept = shutil.move(folder / latest, tmp_path / "kept")

    assert [found.code for found in verify_releases(folder)] == ["release_missing", "pointer_wrong"]
    assert "restore releases/ from the backup" in {e.subject: e for e in examine(tmp_path)}["release"].found
    with working(folder):
        pass
    assert (current_release(folder) or {})["release_id"] == "2025-05-r1"
    assert health(folder, AT.timestamp()).state == "whole"
    shutil.move(kept, folder / latest)
    with working(folder):
        pass
    assert verify_releases(folder) == []
    assert json.loads((folder / "current.json").read_text())["release_id"] == latest


@pytest.mark.parametrize("pointer", ["names another", "is not there"])
def test_a_release_that_the_log_names_and_that_is_gone_is_not_well_whatever_the_pointer_names(
    tmp_path: Path, pointer: str
) -> None:
    folder = tmp_path / "releases"
    release(folder, make_build(tmp_path), "2025-05")
    release(folder, make_build(tmp_path, "said later"), "2025-06")
    shutil.rmtree(folder / "2025-05-r1")
    if pointer == "is not there":
        (folder / "current.json").unlink()

    found = {each.subject: each for each in examine(tmp_path)}["release"]

    assert not found.is_well
    assert "2025-05-r1" in found.found
    assert "restore releases/ from the backup" in found.found


def test_a_release_whose_file_is_damaged_is_not_well(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    release(folder, make_build(tmp_path), "2025-05")
    file = folder / "2025-05-r1" / "plan.duckdb"
    file.chmod(0o600)
    file.write_bytes(b"x" * 10_000)

    found = {each.subject: each for each in examine(tmp_path)}["release"]

    assert not found.is_well
    assert "2025-05-r1/plan.duckdb is gone or damaged" in found.found


def test_a_machine_that_was_off_for_a_week_does_once_what_still_makes_sense(home: Path) -> None:
    before = datetime(2025, 6, 27, 12, tzinfo=UTC)
    zone = UTC
    done = {task.key for task in tasks_due(standings(home, before), before, set(), zone)}
    after = before + timedelta(days=14)

    due = tasks_due(standings(home, after), after, done, zone)

    assert due
    assert len({task.key for task in due}) == len(due)
    assert all(task.due_at <= after for task in due)
    assert not tasks_due(standings(home, after), after, done | {task.key for task in due}, zone)
