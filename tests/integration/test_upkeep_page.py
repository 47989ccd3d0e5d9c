"""What whoever looks after a deployment sees of it: what is wrong, runs, storage; and who may not."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from dashboard.workspace.parts.administration import SUBJECTS
from pipelines.dagster_home import prepare_dagster
from pipelines.defs.history import past_runs
from pipelines.doctor import examine
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.operations.faults import note_fault
from pipelines.warehouse.builds import Warehouse, new_build_id
from pipelines.workspace import NotAllowed, Upkeep, Workspace, trying_as
from pipelines.workspace.commands import answer_of
from tests.support.door import a_return, new_home, on_track, send

NOW = datetime(2025, 7, 28, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


def deeds(upkeep: Upkeep) -> dict[str, Callable[[], Any]]:
    return {
        "findings": lambda: upkeep.findings("en"),
        "faults": lambda: upkeep.faults("en"),
        "figures": upkeep.figures,
        "refresh": upkeep.refresh,
        "runs": upkeep.runs,
        "storage": upkeep.storage,
        "versions": upkeep.versions,
        "access": upkeep.access,
    }


@pytest.mark.parametrize("who", ["council", "secretary", "chair", "voices_lead", "mayor"])
def test_nobody_else_sees_or_does_what_an_administrator_may(home: Path, who: str) -> None:
    for deed in deeds(Upkeep(Workspace(home, trying_as(who)))).values():
        with pytest.raises(NotAllowed):
            deed()


def test_an_administrator_sees_what_is_wrong_with_what_to_do_and_what_takes_how_much_room(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(
        "pipelines.workspace.upkeep.ask_for_refresh", lambda where: asked.append(where) is None
    )
    note_fault(home / "dagster", "refresh", "The disk is full: make room.", NOW, "run-1")
    upkeep = Upkeep(Workspace(home, trying_as("administrator")))
    wrong = {each.subject: each.found for each in upkeep.findings("en") if not each.is_well}
    in_welsh = {each.subject: each.found for each in upkeep.findings("cy")}
    upkeep.refresh()

    assert [subject for subject, found in wrong.items() if in_welsh[subject] == found] == []
    assert "`plan refresh`" in in_welsh["build"]
    assert in_welsh["register"].startswith("Cynllun Cymunedol ")
    assert "plan refresh" in wrong["build"]
    assert "make room" in wrong["faults"]
    assert [each.words for each in upkeep.faults("en")] == ["The disk is full: make room."]
    assert upkeep.figures().built_at is None
    assert dict(upkeep.storage())["landing"] > 1000
    assert {"plan-delivery", "duckdb"} <= dict(upkeep.versions()).keys()
    assert asked == [home]


def test_a_build_that_is_damaged_hides_neither_the_page_that_mends_it_nor_a_receipt(
    home: Path, tmp_path: Path
) -> None:
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track()]), home)
    warehouse = Warehouse.of(home)
    with warehouse.making() as file:
        file.write_bytes(b"no database")
        build = warehouse.finish(new_build_id(NOW), NOW, NOW, 0)

    figures = Upkeep(Workspace(home, trying_as("administrator"))).figures()
    desk = Workspace(home, trying_as("youth-service"))

    assert (figures.built_at, figures.waiting) == (build.built_at, None)
    assert not desk.is_in_figures(receipt)


@pytest.mark.parametrize(
    ("words", "in_welsh"),
    [
        ("build.duckdb is gone; make it again with `plan refresh`", "build.duckdb wedi mynd; gwnewch ef eto"),
        (
            "It failed with KeyError, which has no sentence of ours; see the run on Dagster's pages.",
            "KeyError",
        ),
        ("Raw words of a library.", None),
    ],
)
def test_a_fault_is_told_in_the_language_of_the_page_and_raw_words_stand_apart(
    home: Path, words: str, in_welsh: str | None
) -> None:
    note_fault(home / "dagster", "refresh", words, NOW, "run-1")
    upkeep = Upkeep(Workspace(home, trying_as("administrator")))
    ((english,), (welsh,)) = (upkeep.faults(language) for language in ("en", "cy"))
    listed = next(each.found for each in upkeep.findings("cy") if each.subject == "faults")

    assert (english.words, english.raw) == (words, None)
    assert (in_welsh or "nad oes gennym frawddeg") in welsh.words
    assert welsh.raw == (None if in_welsh else words)
    assert welsh.words != words
    assert welsh.words in listed
    assert "ers 28 Gorffennaf 2025, 12:00 UTC" in listed


def test_runs_are_listed_with_how_they_ended(home: Path) -> None:
    @dg.op
    def step(context: dg.OpExecutionContext) -> None:
        if "fail" in context.run.tags:
            raise RuntimeError("no")

    @dg.job(executor_def=dg.in_process_executor)
    def nightly() -> None:
        step()

    assert past_runs(home / "dagster", 5) == []
    folder = prepare_dagster(home, 4000)
    with dg.DagsterInstance.from_config(str(folder)) as instance:
        nightly.execute_in_process(instance=instance)
        nightly.execute_in_process(instance=instance, tags={"fail": "yes"}, raise_on_error=False)
    found = Upkeep(Workspace(home, trying_as("administrator"))).runs()

    assert [(each.job, each.status) for each in found] == [("nightly", "failure"), ("nightly", "success")]
    assert all(each.began_at and each.ended_at for each in found)


@pytest.mark.parametrize("content", ["{", "[1]", "nonsense: 1", "run_storage: {module: none, class: X}"])
def test_runs_that_cannot_be_read_are_said_with_what_to_do(home: Path, content: str) -> None:
    folder = prepare_dagster(home, 4000)
    (folder / "dagster.yaml").write_text(content)

    with pytest.raises(NotPossibleNow, match=r"cannot be read: .+`plan serve dagster`"):
        past_runs(folder, 5)


def test_everything_that_is_looked_at_has_a_name_on_the_page(home: Path) -> None:
    assert {found.subject for found in examine(home)} == set(SUBJECTS)


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (1, Refusal, "words of the command"),
        (3, NotPossibleNow, "words of the command"),
        (2, NotPossibleNow, "it ended with status 2"),
        (70, NotPossibleNow, "it ended with status 70"),
    ],
)
def test_only_what_a_command_refused_is_a_refusal_and_what_broke_is_in_the_log_and_on_no_page(
    home: Path,
    status: int,
    kind: type[Exception],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    python = home / "python"
    python.write_text(f"#!/bin/sh\necho words of the command >&2\nexit {status}\n")
    python.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(python))

    with pytest.raises(Exception, match=f"^{said}$") as raised:
        answer_of(home, "runs", seconds=10)

    assert raised.type is kind
    assert ("words of the command" in caplog.text) == ("words" not in said)
