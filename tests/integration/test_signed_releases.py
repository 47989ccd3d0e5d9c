"""With a key, who published a release can be told even from somebody who writes everything here anew."""

import csv
import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines import release_log
from pipelines.cli import app
from pipelines.doctor import examine
from pipelines.files import file_hash, file_hashes
from pipelines.intake.submit import submit
from pipelines.landing.verify import Mismatch
from pipelines.releases.signature import (
    CHECKSUMS,
    SIGNATURE,
    sign_all,
    signers,
    trusted_keys,
    verify_signatures,
)
from pipelines.releases.verify import verify_releases
from pipelines.settings import PROJECT
from pipelines.signatures import make_key, read_key
from tests.support.door import new_home
from tests.support.needs import needs
from tests.support.small_build import AS_OF, make_build, release
from tests.support.withheld import SPOKEN, WORDY, everything, taken_back, with_words


def plan(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The public half of a key that this deployment signs with."""
    monkeypatch.setenv("PLAN_SIGNING_KEY", str(tmp_path / "key.pem"))
    return make_key(tmp_path / "key.pem")


@pytest.fixture
def home(key: str, tmp_path: Path) -> Path:
    """A deployment whose register names the key, with a signed release."""
    home, register = tmp_path / "home", tmp_path / "register"
    shutil.copytree(PROJECT / "data" / "demo" / "register", register)
    with (register / "plan.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    with (register / "plan.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*row, "signing_key"])
        writer.writeheader()
        writer.writerow(row | {"signing_key": key})
    at = datetime(2024, 6, 3, tzinfo=UTC)
    assert submit(register, home=home, feed="register", submitted_by="plan officer", received_at=at).accepted
    release(home / "releases", make_build(home), "2025-05")
    return home


def checked_by_hand(place: Path) -> str:
    """Do in a release's folder what the operator's page says that anybody may; return what is answered."""
    page = (PROJECT / "deploy" / "README.md").read_text(encoding="utf-8")
    commands = page.partition("```bash\nread -r kind key signature")[2].partition("```")[0]
    script = f"read -r kind key signature{commands}"
    done = subprocess.run(["bash", "-c", script], cwd=place, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def write_anew(folder: Path) -> None:
    """Change a figure of a release, and with it its checksums and its log, so that all of them match."""
    place = folder / "2025-05-r1"
    (place / "csv" / "plan.csv").write_bytes(b"plan_id\r\nanother\r\n")
    lines = [f"{sha256}  {file}\n" for file, sha256 in file_hashes(place).items() if "checksums" not in file]
    (place / CHECKSUMS).write_text("".join(lines))
    (folder / release_log.LOG).unlink()
    release_log.published(folder, "2025-05-r1", file_hash(place / CHECKSUMS), AS_OF)


@needs("openssl")
def test_whoever_has_a_release_and_nothing_else_can_tell_who_vouches_for_it(home: Path, key: str) -> None:
    place = home / "releases" / "2025-05-r1"
    found = checked_by_hand(place)
    write_anew(home / "releases")
    forged = checked_by_hand(place)

    assert f"ed25519 {key}\n" in found
    assert "Signature Verified Successfully" in found
    assert "csv/plan.csv: OK" in found
    assert "Verified Successfully" not in forged
    assert "csv/plan.csv: OK" in forged, "the checksums were made to fit"


def test_plan_verify_says_by_whose_key_each_release_is_signed(home: Path, key: str) -> None:
    status, said = plan("verify", "--home", str(home))

    assert status == 0
    assert f"Signed by the key {key}: 2025-05-r1." in said
    assert trusted_keys(home) == [key]


def test_a_release_that_somebody_with_a_shell_wrote_anew_is_found_by_its_signature(
    home: Path, key: str
) -> None:
    folder = home / "releases"
    write_anew(folder)

    assert verify_releases(folder) == [], "checksums and log were made to match"
    assert verify_signatures(folder, [key]) == [Mismatch("release_signature_wrong", "2025-05-r1")]
    assert signers(folder, [key]) == {}


def test_another_key_does_not_vouch(home: Path, key: str, tmp_path: Path) -> None:
    folder = home / "releases"
    write_anew(folder)
    (folder / "2025-05-r1" / SIGNATURE).unlink()
    make_key(tmp_path / "other.pem")
    sign_all(folder, read_key(tmp_path / "other.pem"))

    assert verify_signatures(folder, [key]) == [Mismatch("release_signature_wrong", "2025-05-r1")]


@pytest.mark.parametrize("content", [b"\xff", b"", b"ed25519 no key", None])
def test_what_is_no_signature_and_what_has_nothing_to_be_signed_is_said(
    home: Path, key: str, content: bytes | None
) -> None:
    place = home / "releases" / "2025-05-r1"
    if content is None:
        (place / CHECKSUMS).unlink()
    else:
        (place / SIGNATURE).write_bytes(content)

    assert verify_signatures(home / "releases", [key]) == [Mismatch("release_signature_wrong", place.name)]


def test_a_signature_is_missed_only_of_a_release_that_is_there_where_a_key_is_known(
    home: Path, key: str
) -> None:
    folder = home / "releases"
    (folder / "2025-05-r1" / SIGNATURE).unlink()
    assert verify_signatures(folder, []) == []
    assert verify_signatures(folder, [key]) == [Mismatch("release_not_signed", "2025-05-r1")]

    shutil.rmtree(folder / "2025-05-r1")
    assert verify_signatures(folder, [key]) == [], "that it is gone is found otherwise"


def test_a_key_that_lives_elsewhere_signs_afterwards(
    home: Path, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLAN_SIGNING_KEY")
    release(home / "releases", make_build(home, "said later"), "2025-06")
    assert plan("verify", "--home", str(home))[1].startswith("release_not_signed: 2025-06-r1")

    status, said = plan("sign", str(tmp_path / "key.pem"), "--home", str(home), "--json")

    assert status == 0
    assert json.loads(said)["signed"] == ["2025-06-r1"]
    (tmp_path / "heads.txt").write_text("\n".join(json.loads(said)["heads"]))
    assert plan("verify", "--home", str(home), "--head", str(tmp_path / "heads.txt"))[0] == 0
    (tmp_path / "heads.txt").write_text(
        (tmp_path / "heads.txt").read_text().replace("T", "T", 1).replace("20", "21", 1)
    )
    status, said = plan("verify", "--home", str(home), "--head", str(tmp_path / "heads.txt"))
    assert (status, said.partition(":")[0]) == (1, "head_signature_wrong")


def test_words_are_taken_out_even_where_the_key_does_not_answer_and_what_is_unsigned_is_said(
    home: Path, key: str, tmp_path: Path
) -> None:
    shutil.rmtree(home / "releases")
    build = with_words(make_build(home, "with words"))
    release(home / "releases", build, "2025-05", WORDY)
    assert SPOKEN in everything(home / "releases")
    (tmp_path / "key.pem").unlink()

    assert taken_back(home / "releases") == ["2025-05-r1"]

    assert SPOKEN not in everything(home / "releases")
    assert verify_signatures(home / "releases", [key]) == [Mismatch("release_not_signed", "2025-05-r1")]


def test_the_doctor_says_which_release_is_not_signed_how_to_sign_it_and_where_a_signature_does_not_hold(
    home: Path, tmp_path: Path
) -> None:
    said = [_of_signatures(home)]
    (home / "releases" / "2025-05-r1" / SIGNATURE).unlink()
    said.append(_of_signatures(home))
    assert plan("sign", str(tmp_path / "key.pem"), "--home", str(home))[0] == 0
    said.append(_of_signatures(home))
    with (home / "releases" / "2025-05-r1" / CHECKSUMS).open("a") as file:
        file.write("0" * 64 + "  more.csv\n")
    said.append(_of_signatures(home))

    assert said == [
        (True, "every release is signed with a key that the register names"),
        (False, "without one (1): 2025-05-r1; sign with `plan sign FILE`, the key’s file"),
        (True, "every release is signed with a key that the register names"),
        (False, "one that no key of the register made (1): 2025-05-r1; see `plan verify`"),
    ]


@pytest.mark.parametrize(("count", "ending"), [(5, "2025-05-r5;"), (6, "2025-05-r5, …;")])
def test_of_many_releases_that_are_not_signed_the_first_are_named(
    count: int, ending: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(home / "releases")
    monkeypatch.delenv("PLAN_SIGNING_KEY")
    for number in range(count):
        release(home / "releases", make_build(home, f"said {number}"), "2025-05")

    _, found = _of_signatures(home)
    assert found.startswith(f"without one ({count}): 2025-05-r1, 2025-05-r2, ")
    assert f", {ending} sign with" in found


def test_where_the_register_names_no_key_the_doctor_asks_for_no_signature(tmp_path: Path) -> None:
    assert _of_signatures(new_home(tmp_path)) == (True, "none are asked for: the register names no key")


def _of_signatures(home: Path) -> tuple[bool, str]:
    (found,) = [each for each in examine(home) if each.subject == "signatures"]
    return found.is_well, found.found


def test_a_key_is_never_written_over_and_one_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text("no key")

    assert plan("key", str(tmp_path / "key.pem"))[0] == 1
    status, said = plan("sign", str(tmp_path / "key.pem"), "--home", str(tmp_path))
    assert status == 3
    assert "expected an Ed25519 private key (PEM) in" in said
