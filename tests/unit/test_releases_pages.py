"""What is asked of the process that writes pages, and what becomes of it: a stand-in answers each line."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import NotPossibleNow
from pipelines.releases import edition
from pipelines.releases.edition import (
    NotWrittenOut,
    write_drafts,
    write_edition,
    write_edition_again,
    write_prints,
)

START = """
import json, os, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
begun = len(list(folder.glob("begun-*")))
(folder / f"begun-{begun}").touch()
for line in sys.stdin:
    with (folder / "asked").open("a") as asked:
        asked.write(line)
    asked = json.loads(line)
"""
WRITES = """
    print(json.dumps({"written": [asked.get("address") or "no address"]}), flush=True)
"""
FAILS = """
    print(json.dumps({"failed": "the paper is out"}), flush=True)
"""
ENDS_AT_FIRST = f"""
    if begun == 0:
        sys.exit()
{WRITES}"""
ENDS_AFTERWARDS = f"""{WRITES}
    sys.exit()
"""
HEARS_NOTHING_AFTERWARDS = f"""
    os.close(0)
{WRITES}
    time.sleep(60)
"""
ENDS = """
    sys.exit()
"""
SAYS_NOTHING = """
    time.sleep(60)
"""

Stand = Callable[[str], None]


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """What has a program in the place of the one that writes pages; another setting begins it anew."""

    def begin(does: str) -> None:
        command = [sys.executable, "-u", "-c", START + does, str(tmp_path)]
        monkeypatch.setattr(edition, "COMMAND", command)
        monkeypatch.setenv("PLAN_OF_THIS_TEST", str(tmp_path))

    return begin


def asked(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "asked").read_text(encoding="utf-8").splitlines()]


def begun(folder: Path) -> int:
    return len(list(folder.glob("begun-*")))


def test_each_kind_of_pages_is_asked_for_by_folder_and_address(stand_in: Stand, tmp_path: Path) -> None:
    stand_in(WRITES)
    here = Path(os.path.relpath(tmp_path))

    write_edition(here / "a")
    write_edition(here / "b", "https://plan.example.org")
    prints = write_prints(here / "c", here / "d", ("poster", "card"), "https://plan.example.org/c")
    drafts = write_drafts(here / "e", here / "f", None)

    folder = str(tmp_path)
    assert asked(tmp_path) == [
        {"release": f"{folder}/a", "address": None},
        {"release": f"{folder}/b", "address": "https://plan.example.org"},
        {
            "release": f"{folder}/c",
            "print": f"{folder}/d",
            "kinds": ["poster", "card"],
            "address": "https://plan.example.org/c",
        },
        {"release": f"{folder}/e", "bulletin": f"{folder}/f", "address": None},
    ]
    assert (prints, drafts) == (["https://plan.example.org/c"], ["no address"])


def test_what_cannot_be_written_is_said_as_the_writer_says_it(stand_in: Stand, tmp_path: Path) -> None:
    stand_in(FAILS)

    with pytest.raises(NotWrittenOut, match=r"nothing public has changed: the paper is out") as found:
        write_edition(tmp_path)
    assert found.value.quotes_rows  # a page that cannot be drawn may be told of with the words on it
    for write in (
        lambda: write_prints(tmp_path, tmp_path, ("poster",), None),
        lambda: write_drafts(tmp_path, tmp_path, None),
    ):
        with pytest.raises(NotPossibleNow, match=r"^the paper is out$"):
            write()


@pytest.mark.parametrize(("does", "is_there"), [(WRITES, True), (FAILS, False)])
def test_a_release_that_words_go_from_is_without_pages_where_they_cannot_be_written(
    stand_in: Stand, tmp_path: Path, does: str, is_there: bool
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("the words", encoding="utf-8")
    stand_in(does)

    write_edition_again(tmp_path)

    assert (tmp_path / "site").exists() is is_there
    write_edition_again(tmp_path)  # whether there are pages or none


def test_one_process_answers_for_as_long_as_the_deployments_settings_are_the_same(
    stand_in: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(WRITES)
    write_edition(tmp_path)
    monkeypatch.setenv("OTHER", "another")
    write_edition(tmp_path)
    assert begun(tmp_path) == 1

    monkeypatch.setenv("PLAN_PUBLIC_ADDRESS", "https://plan.example.org/another")
    write_edition(tmp_path)
    write_edition(tmp_path)
    assert begun(tmp_path) == 2


@pytest.mark.parametrize("does", [ENDS_AFTERWARDS, HEARS_NOTHING_AFTERWARDS])
def test_a_process_that_hears_no_more_is_begun_anew(stand_in: Stand, tmp_path: Path, does: str) -> None:
    stand_in(does)

    for _ in range(3):
        write_edition(tmp_path)

    assert begun(tmp_path) == 3


def test_a_process_that_ends_before_it_answers_is_asked_once_more(stand_in: Stand, tmp_path: Path) -> None:
    stand_in(ENDS_AT_FIRST)

    write_edition(tmp_path)

    assert (begun(tmp_path), len(asked(tmp_path))) == (2, 2)


def test_one_that_ends_each_time_is_given_up_after_two_tries_and_begun_for_the_next(
    stand_in: Stand, tmp_path: Path
) -> None:
    stand_in(ENDS)

    with pytest.raises(NotWrittenOut, match="stopped before it had done so"):
        write_edition(tmp_path)
    assert begun(tmp_path) == 2

    stand_in(WRITES)
    write_edition(tmp_path)
    assert begun(tmp_path) == 3


def test_one_that_says_nothing_is_not_waited_for_for_ever(
    stand_in: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edition, "PATIENCE_SECONDS", 0.5)
    stand_in(SAYS_NOTHING)

    with pytest.raises(NotWrittenOut, match="stopped before it had done so"):
        write_edition(tmp_path)
