"""What whoever looks after a deployment asks of it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.doctor import examine
from tests.support.door import new_home


def plan(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_a_whole_deployment_is_found_well(demonstration: Path) -> None:
    status, output = plan("doctor", "--home", str(demonstration), "--json")

    assert status == 0
    assert all(finding["is_well"] for finding in json.loads(output))


def test_what_is_missing_is_named_with_the_command_that_mends_it(tmp_path: Path) -> None:
    findings = {finding.subject: finding for finding in examine(tmp_path / "nowhere")}

    assert "plan init" in findings["folder"].found
    assert "plan register load" in findings["register"].found
    assert "plan refresh" in findings["build"].found
    assert not any(findings[subject].is_well for subject in ("folder", "register", "build", "release"))


@pytest.mark.parametrize(
    ("broken", "subject", "why"),
    [
        ("settings", "backup", "the settings cannot be read: PLAN_BACKUP_KEEP"),
        ("target", "backup", "could not be looked at: expected a folder"),
        ("file", "words to take out", "could not be looked at: JSONDecodeError"),
        ("home", "folder", "is a file; name a folder with --home"),
    ],
)
def test_one_thing_that_is_broken_hides_none_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, subject: str, why: str
) -> None:
    home = new_home(tmp_path)
    before = [finding.subject for finding in examine(home)]
    if broken == "settings":
        monkeypatch.setenv("PLAN_BACKUP_KEEP", "abc")
    elif broken == "target":
        monkeypatch.setenv("PLAN_BACKUP_TARGET", "nowhere://backup")
    elif broken == "file":
        (home / "warehouse").mkdir()
        (home / "warehouse" / ".stale.json").write_text("{")
    else:
        home = tmp_path / "file"
        home.write_text("no deployment")

    status, output = plan("doctor", "--home", str(home), "--json")
    found = {finding["subject"]: finding for finding in json.loads(output)}

    assert status == 3
    assert list(found) == before
    assert why in found[subject]["found"]
    assert not found[subject]["is_well"]


def test_a_folder_in_use_is_not_made_anew(tmp_path: Path) -> None:
    statuses = [plan("init", str(tmp_path / "new"))[0] for _ in range(2)]

    assert statuses == [0, 3]


@pytest.mark.parametrize(
    ("hidden", "status"),
    [(".bashrc", 0), (".profile", 0), (".door.lock", 3), (".backup.lock", 3), (".backing-up", 3)],
)
def test_a_folder_with_an_accounts_hidden_files_is_new_and_one_with_a_deployments_is_not(
    tmp_path: Path, hidden: str, status: int
) -> None:
    (tmp_path / hidden).write_text("kept")

    assert plan("init", str(tmp_path))[0] == status
    assert (tmp_path / hidden).read_text() == "kept"


@pytest.mark.parametrize("is_there", [True, False])
def test_a_plan_that_is_refused_leaves_nothing_in_a_folder_that_holds_nothing(
    tmp_path: Path, is_there: bool
) -> None:
    home, file = tmp_path / "home", tmp_path / "plan.csv"
    file.write_text("no,plan\n")
    if is_there:
        home.mkdir()
    before = sorted(tmp_path.rglob("*"))

    status, said = plan("register", "load", str(file), "--home", str(home))

    assert status == 1
    assert "This file would be refused." in said
    assert sorted(tmp_path.rglob("*")) == before
    assert plan("init", str(home))[0] == 0


@pytest.mark.parametrize("folder", ["nowhere", "a file", "empty"])
@pytest.mark.parametrize(
    "command",
    [
        *("verify", "refresh", "withhold", "receipts", "access list", "publish 2025-06"),
        *("access load x.csv --by lead", "access load x.csv --by lead --check"),
        "forget officer officer@example.org --by administrator --why Left",
        "round sign-off 2025-07 --role chair --by secretary --check",
        *("submit x.csv --feed comments --by lead", "submit x.csv --feed access --by lead --check"),
        "round close 2025-07 --role chair --by secretary",
        "decide note --role secretary --by secretary round_id=2025-07 words=Said",
    ],
)
def test_a_folder_that_was_named_by_mistake_is_not_answered_as_if_a_plan_were_in_it(
    tmp_path: Path, folder: str, command: str
) -> None:
    home = tmp_path / "home"
    if folder == "a file":
        home.write_text("kept")
    elif folder == "empty":
        plan("init", str(home))
    before = sorted(tmp_path.rglob("*"))

    status, output = plan(*command.split(), "--home", str(home))

    assert status == 3
    assert f"{home} holds no plan; make one with `plan init`" in output
    assert "name another folder with --home" in output
    assert sorted(tmp_path.rglob("*")) == before


def test_whoever_takes_words_back_is_told_what_that_does_not_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = new_home(tmp_path)
    monkeypatch.setattr("pipelines.operations.withholding.finish_withholding", lambda _: ["2025-06-r1"])
    hold = "decide hold --role chair --by secretary action_id=A01 reason=Known"

    for command in ("withhold", hold):
        status, said = plan(*command.split(), "--home", str(home))
        assert status == 0
        assert "an edition that was written elsewhere (write it again)" in said


def test_what_is_left_of_a_plan_is_verified_and_what_it_refused_is_listed(tmp_path: Path) -> None:
    (tmp_path / "lost").mkdir()
    lost = new_home(tmp_path / "lost")
    (lost / "receipts.jsonl").unlink()
    assert plan("verify", "--home", str(lost))[0] == 1

    home = str(tmp_path / "first")
    plan("init", home)
    assert plan("register", "load", str(tmp_path / "none"), "--home", home)[0] == 1
    assert "refused" in plan("receipts", "--home", home)[1]


def test_an_altered_file_in_landing_is_named(deployment: Path) -> None:
    assert plan("verify", "--home", str(deployment)) == (
        0,
        "Everything matches.\nSent by somebody who had signed in: 0. By a name typed at a shell: "
        f"{len((deployment / 'receipts.jsonl').read_text().splitlines())}.\n",
    )
    receipt = next((deployment / "landing" / "return").glob("*/receipt.json"))
    receipt.chmod(0o600)
    receipt.write_bytes(receipt.read_bytes() + b"\n")

    status, output = plan("verify", "--home", str(deployment))

    assert status == 1
    assert receipt.parent.name in output


@pytest.mark.parametrize(
    ("content", "mode", "expected"),
    [
        (None, 0o600, "nobody can sign in"),
        ("[auth]", 0o644, "can be read by others"),
        ("auth = [", 0o600, "is not TOML"),
        ('[auth]\nredirect_uri = "x"', 0o600, "lacks cookie_secret"),
        ('[auth]\nredirect_uri = "x"\ncookie_secret = "y"', 0o600, "nobody is on the access list"),
    ],
)
def test_what_sign_in_lacks_is_named(tmp_path: Path, content: str | None, mode: int, expected: str) -> None:
    if content is not None:
        (tmp_path / "sign-in.toml").write_text(content)
        (tmp_path / "sign-in.toml").chmod(mode)

    (found,) = (finding for finding in examine(tmp_path) if finding.subject == "sign-in")

    assert expected in found.found
    assert found.is_well == (content is None)
