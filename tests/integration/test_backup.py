"""A deployment is backed up while it is in use, and brought back whole; what its logs lose is noticed."""

import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock
from typer.testing import CliRunner

from pipelines import chained_log
from pipelines.backup import back_up, restore
from pipelines.backup.take import LINKED
from pipelines.backup.target import Target
from pipelines.cli import app
from pipelines.defs import runs
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.files import file_hashes
from pipelines.landing import ledger
from pipelines.landing.verify import verify_landing
from pipelines.releases.verify import verify_releases
from pipelines.warehouse.builds import Build, reading
from tests.support.door import a_return, new_home, on_track, send
from tests.support.small_build import make_build, release

AT = datetime(2025, 7, 28, 12, tzinfo=UTC)
TRUTH = ("landing", "refused", "releases")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A small deployment with a return."""
    home = new_home(tmp_path)
    send(a_return(tmp_path / "good.xlsx", [on_track()]), home)
    return home


def rows_of(build: Build) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of every table of a build, but what says which run made it."""
    with reading(build.file) as connection:
        names = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'plan'"
        ).fetchall()
        return {
            name: sorted(
                connection.execute(
                    f"select * exclude (build_id, loaded_at, landing_read_at) from {name}"
                ).fetchall(),
                key=str,
            )
            if name == "raw.build"
            else sorted(connection.execute(f"from {name}").fetchall(), key=str)
            for (name,) in names
        }


def hashes(home: Path) -> dict[str, str]:
    return {
        f"{part}/{name}": sha256
        for part in TRUTH
        for name, sha256 in file_hashes(home / part).items()
        if not name.startswith(".")
    } | {ledger.LOG: (home / ledger.LOG).read_text()}


def plan(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_an_object_store_keeps_a_deployment_as_a_folder_does(
    home: Path, object_store: str, tmp_path: Path
) -> None:
    release(home / "releases", make_build(home), "2025-05")
    first, _ = back_up(home, object_store, AT)
    send(a_return(tmp_path / "next.xlsx", [on_track(what_happened="Another thing.")]), home)
    back_up(home, object_store, AT.replace(hour=13))

    restore(object_store, tmp_path / "again")
    restore(object_store, tmp_path / "before", first.snapshot_id)

    assert hashes(tmp_path / "again") == hashes(home)
    assert verify_landing(tmp_path / "before") == verify_releases(tmp_path / "before" / "releases") == []
    back_up(home, object_store, AT.replace(hour=14), keep=1)
    assert len(Target.at(object_store).snapshots()) == 1


def test_an_empty_machine_gets_releases_byte_for_byte_and_builds_row_for_row(
    deployment: Path, tmp_path: Path
) -> None:
    target = str(tmp_path / "target")
    snapshot, _ = back_up(deployment, target, AT)

    again = tmp_path / "elsewhere"
    restored = restore(target, again)

    assert restored == snapshot
    assert hashes(again) == hashes(deployment)
    assert verify_landing(again) == []
    assert verify_releases(again / "releases") == []
    assert rows_of(runs.refresh(again)) == rows_of(runs.refresh(deployment))


def test_only_what_is_new_is_sent_and_every_snapshot_stays_whole(home: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "target")
    first, sent_first = back_up(home, target, AT)
    send(a_return(tmp_path / "next.xlsx", [on_track(what_happened="Another thing.")]), home)
    second, sent_then = back_up(home, target, AT.replace(hour=13))
    _, sent_at_last = back_up(home, target, AT.replace(hour=14))

    assert sent_first == len({kept.sha256 for kept in first.files.values()})
    assert sent_then == len({kept.sha256 for kept in second.files.values()} - {
        kept.sha256 for kept in first.files.values()
    })  # fmt: skip
    assert sent_at_last == 0
    restore(target, tmp_path / "first", first.snapshot_id)
    restore(target, tmp_path / "second", second.snapshot_id)
    assert len(list(ledger.entries(tmp_path / "second"))) == len(list(ledger.entries(tmp_path / "first"))) + 1
    assert verify_landing(tmp_path / "first") == verify_landing(tmp_path / "second") == []


def test_old_snapshots_go_with_what_only_they_held(home: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "target")
    first, _ = back_up(home, target, AT)
    send(a_return(tmp_path / "next.xlsx", [on_track(what_happened="Another thing.")]), home)
    second, _ = back_up(home, target, AT.replace(hour=13), keep=1)

    kept = Target.at(target)
    assert kept.snapshots() == [second.snapshot_id]
    assert set(kept.objects()) == {each.sha256 for each in second.files.values()}
    assert first.files[ledger.LOG].sha256 not in kept.objects()


def test_a_backup_taken_while_people_submit_holds_whole_submissions(home: Path, tmp_path: Path) -> None:
    files = [
        a_return(tmp_path / f"{number}.xlsx", [on_track(what_happened=f"Thing {number}.")])
        for number in range(8)
    ]
    submitting = threading.Thread(target=lambda: [send(file, home) for file in files])
    submitting.start()
    taken = [
        back_up(home, str(tmp_path / "target"), AT.replace(minute=number))[0].snapshot_id
        for number in range(4)
    ]
    submitting.join()
    taken.append(back_up(home, str(tmp_path / "target"), AT.replace(minute=30))[0].snapshot_id)

    counts = []
    for snapshot_id in taken:
        restore(str(tmp_path / "target"), tmp_path / snapshot_id, snapshot_id)
        assert verify_landing(tmp_path / snapshot_id) == []
        counts.append(len(ledger.accepted(tmp_path / snapshot_id, "return")))
    assert counts == sorted(counts)
    assert counts[-1] == 9


def test_what_was_half_sent_is_sent_again(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    snapshot, _ = back_up(home, str(target), AT)
    sha256 = snapshot.files[ledger.LOG].sha256
    (target / "objects" / sha256).write_bytes(b"half")

    with pytest.raises(NotPossibleNow, match=r"receipts\.jsonl is gone .* nothing was restored"):
        restore(str(target), tmp_path / "again")
    assert not (tmp_path / "again").exists()
    _, sent = back_up(home, str(target), AT.replace(hour=13))

    assert sent == 1
    restore(str(target), tmp_path / "again")


def test_what_a_stopped_backup_left_is_cleared_and_two_at_once_are_not_taken(
    home: Path, tmp_path: Path
) -> None:
    (home / LINKED / "landing").mkdir(parents=True)
    with FileLock(home / ".backup.lock"), pytest.raises(NotPossibleNow, match="another backup"):
        back_up(home, str(tmp_path / "target"), AT)

    back_up(home, str(tmp_path / "target"), AT)

    assert not (home / LINKED).exists()


def test_a_target_that_holds_another_plan_or_cannot_be_written_changes_nothing(
    home: Path, tmp_path: Path, object_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "target"
    back_up(home, str(target), AT)
    (target / "backup.json").write_text('{"plan_id": "another-plan"}')
    before = file_hashes(target)

    with pytest.raises(Refusal, match="backups of the plan another-plan"):
        back_up(home, str(target), AT.replace(hour=13))
    assert file_hashes(target) == before
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotPossibleNow, match="cannot be reached or written"):
        back_up(home, str(tmp_path / "file" / "target"), AT)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(NotPossibleNow, match="nothing of this deployment has changed"):
        back_up(home, object_store, AT)
    with pytest.raises(Refusal, match="such as s3://bucket/plan"):
        back_up(home, "gopher://a/b", AT)


def test_nothing_is_restored_over_what_is_there_or_out_of_nothing(home: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "target")
    back_up(home, target, AT)
    before = hashes(home)

    assert plan("restore", target, "--home", str(home))[0] == 1
    assert hashes(home) == before
    with pytest.raises(Refusal, match="holds no backup"):
        restore(str(tmp_path / "nowhere"), tmp_path / "new")
    with pytest.raises(Refusal, match="has no snapshot yesterday; the latest are: 2025"):
        restore(target, tmp_path / "new", "yesterday")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("content", ["", "{", "[1]", '"x"', "5"])
@pytest.mark.parametrize("file", ["backup.json", "forgotten.json", "snapshots/{latest}.json"])
def test_a_file_of_a_backup_that_is_damaged_is_named_and_nothing_is_sent_or_restored(
    home: Path, tmp_path: Path, file: str, content: str
) -> None:
    target = tmp_path / "target"
    snapshot, _ = back_up(home, str(target), AT)
    (target / file.format(latest=snapshot.snapshot_id)).write_text(content)
    before = file_hashes(target)

    status, said = plan("backup", str(target), "--home", str(home))
    assert (status, file_hashes(target)) == (3, before)
    assert "is damaged" in said
    assert (snapshot.snapshot_id if "latest" in file else file) in said
    if file != "backup.json":
        assert plan("restore", str(target), "--home", str(tmp_path / "new"))[0] == 3
    assert not (tmp_path / "new").exists()


def test_a_backup_is_brought_back_into_the_folder_that_one_stands_in(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(home, str(tmp_path / "target"), AT)
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")

    status, said = plan("restore", str(tmp_path / "target"), "--home", ".")

    assert status == 0
    assert hashes(tmp_path / "new") == hashes(home)
    assert "cd into this one" in said


def cut_off_last(home: Path) -> None:
    """Take the last line of landing's log away, and its folder with it."""
    *lines, last = (home / ledger.LOG).read_text().splitlines(keepends=True)
    (home / ledger.LOG).write_text("".join(lines))
    receipt_id = last.partition('"receipt_id": "')[2].partition('"')[0]
    for folder in home.glob(f"landing/*/{receipt_id}"):
        shutil.rmtree(folder)


def write_anew(home: Path) -> None:
    """Write a log anew with another submitter, so that all its hashes match."""
    entries = [entry for entry in ledger.entries(home) if entry]
    (home / ledger.LOG).unlink()
    for entry in entries:
        plain = {name: value for name, value in entry.items() if name not in ("hash", "previous")}
        chained_log.append(home / ledger.LOG, plain | {"submitted_by": "somebody else"})


@pytest.mark.parametrize(("tamper", "code"), [(cut_off_last, "log_cut_off"), (write_anew, "log_rewritten")])
def test_a_head_kept_elsewhere_shows_what_the_log_itself_cannot(
    home: Path, tmp_path: Path, tamper: object, code: str
) -> None:
    status, said = plan("backup", str(tmp_path / "target"), "--home", str(home))
    assert status == 0
    (tmp_path / "heads.txt").write_text(f"From the e-mail:\n{said}")
    verify = ("verify", "--home", str(home), "--head", str(tmp_path / "heads.txt"))
    assert plan(*verify)[1].startswith("Everything matches.\n")
    tamper(home)  # type: ignore[operator]

    assert plan("verify", "--home", str(home))[0] == 0, "the log alone shows nothing"
    status, found = plan(*verify)
    assert (status, found.partition(":")[0]) == (1, code)
    with pytest.raises(Refusal, match="no longer hold what the snapshot"):
        back_up(home, str(tmp_path / "target"), AT)


def test_a_file_without_a_head_says_what_a_head_looks_like(home: Path, tmp_path: Path) -> None:
    (tmp_path / "heads.txt").write_text("nothing of the kind\n")

    status, said = plan("verify", "--home", str(home), "--head", str(tmp_path / "heads.txt"))

    assert status == 1
    assert "holds no head. Expected lines as `plan publish` and `plan backup` print them" in said


def test_a_release_notes_how_far_the_logs_had_come(deployment: Path) -> None:
    assert plan("verify", "--home", str(deployment))[0] == 0
    write_anew(deployment)

    status, said = plan("verify", "--home", str(deployment))

    assert status == 1
    assert "log_rewritten: receipts.jsonl, noted in 2025-06-r2" in said


def test_heads_are_added_to_a_file_elsewhere_and_a_file_that_cannot_be_written_stops_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_HEADS_FILE", str(tmp_path / "heads.txt"))
    for _ in range(2):
        plan("backup", str(tmp_path / "target"), "--home", str(home))
    assert len((tmp_path / "heads.txt").read_text().splitlines()) == 2
    assert plan("verify", "--home", str(home), "--head", str(tmp_path / "heads.txt"))[0] == 0
    monkeypatch.setenv("PLAN_HEADS_FILE", str(tmp_path / "nowhere" / "heads.txt"))

    status, said = plan("backup", str(tmp_path / "target"), "--home", str(home))

    assert status == 0
    assert "The heads could not be added" in said


@pytest.mark.parametrize(
    "command", ["backup {tmp}/target", "sign {tmp}/key.pem", "publish 2025-07", "refresh", "withhold"]
)
def test_a_setting_that_cannot_be_is_named_before_anything_is_done(
    home: Path, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_BACKUP_KEEP", "abc")
    monkeypatch.setenv("PLAN_SMTP_SECONDS", "0")
    before = hashes(home)

    status, said = plan(*command.format(tmp=tmp_path).split(), "--home", str(home))

    assert status == 3
    assert said.startswith("PLAN_SMTP_SECONDS: Input should be greater than 0, found '0'; PLAN_BACKUP_KEEP: ")
    assert "valid integer" in said
    assert "found 'abc'" in said
    assert not (tmp_path / "target").exists()
    assert hashes(home) == before


def test_restored_files_are_as_private_as_they_were(home: Path, tmp_path: Path) -> None:
    back_up(home, str(tmp_path / "target"), AT)
    restore(str(tmp_path / "target"), tmp_path / "again")

    for path in (tmp_path / "again" / "landing").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_build_can_be_opened_after_a_restore(home: Path, tmp_path: Path) -> None:
    back_up(home, str(tmp_path / "target"), AT)
    restore(str(tmp_path / "target"), tmp_path / "again")

    build = runs.refresh(tmp_path / "again", AT)

    with duckdb.connect(str(build.file), read_only=True) as connection:
        assert connection.execute("select count(*) from raw.receipts").fetchall() == [(2,)]
