"""Reporting through the workspace's module: three ways that are one way, what is asked, what follows."""

import io
import re
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from pipelines.intake.decide import decide
from pipelines.intake.lookups.asked import asked
from pipelines.operations.refreshing import refresh_while_wanted
from pipelines.register import current
from pipelines.settings import PROJECT
from pipelines.workspace import (
    Overtaken,
    Workspace,
    of_form,
    of_no_change,
    questions,
    trying_as,
    uploaded,
)
from tests.corpus.make_corpus import corpus
from tests.support import patience
from tests.support.door import a_return, new_home, on_track

ROUND = "2025-07"


@pytest.fixture(autouse=True)
def no_refresh(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ask_for_refresh", "prepare_refresh"):
        monkeypatch.setattr(f"pipelines.workspace.desk.{name}", lambda home: None)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


@pytest.fixture
def council(home: Path) -> Workspace:
    return Workspace(home, trying_as("council"))


def test_a_form_and_a_workbook_that_say_the_same_change_the_same(council: Workspace, tmp_path: Path) -> None:
    said = on_track("A11")
    book = uploaded("r.xlsx", a_return(tmp_path / "r.xlsx", [said]).read_bytes())
    form = of_form("A11", {name: value for name, value in said.items() if name != "action_id"}, {})
    one, other = (council.check(upload, "council", ROUND, "en").preview for upload in (book, form))

    assert one.accepted
    assert one.changes == other.changes


def test_a_form_is_answered_with_the_doors_own_problems(council: Workspace) -> None:
    form = of_form("A11", {"stage": "in_progress", "rating": "at_risk", "forecast_finish": "Q1 2027"}, {})
    found = council.check(form, "council", ROUND, "cy").preview

    assert {problem.code for problem in found.problems} >= {
        "reason_missing",
        "next_step_missing",
        "date_is_vague",
    }
    assert {found.subjects[problem.sheet, problem.row] for problem in found.problems} == {"A11"}  # type: ignore[index]


def test_a_form_tells_of_steps_too(council: Workspace) -> None:
    form = of_form("A11", {}, {"A11-M1": {"state": "done", "done_on": "2025-07-20"}})
    found = council.check(form, "council", ROUND, "en").preview

    assert found.accepted, found.problems
    assert [change.milestone_id for change in found.changes] == ["A11-M1"]


def test_nothing_has_changed_is_a_full_answer_for_all(council: Workspace) -> None:
    mine = [each.action.action_id for each in council.actions("council", ROUND)]
    checked = council.check(of_no_change(mine), "council", ROUND, "en")
    receipt = council.submit(checked, "council", ROUND, "en")

    assert all(change.is_confirmation for change in checked.preview.changes)
    assert receipt.rows["updates"] == len(mine)
    assert all(each.is_reported for each in council.actions("council", ROUND))


def test_what_was_said_last_stands_beside_what_is_asked(council: Workspace, home: Path) -> None:
    form = of_form("A11", {"stage": "in_progress", "rating": "on_track", "next_news_by": "2025-07-28"}, {})
    council.submit(council.check(form, "council", "2025-06", "en"), "council", "2025-06", "en")
    first = council.actions("council", ROUND)[0]
    mine = {each.action.action_id: each for each in council.actions("council", ROUND)}["A11"]

    assert first.is_lead
    assert (mine.said["rating"], mine.said_in, mine.is_reported) == ("on_track", "2025-06", False)
    assert mine.news_is_due(council.today())


def test_a_question_of_the_group_is_open_until_it_is_answered(council: Workspace, home: Path) -> None:
    told = {"home": home, "submitted_by": "secretary", "role": "secretary", "decided_on": "2025-07-20"}
    receipt = decide(
        **told, received_at=datetime(2025, 7, 20, 12, tzinfo=UTC), decision="ask", action_id="A11",
        words="When do the lamps come?",
    )  # type: ignore[arg-type]  # fmt: skip
    assert receipt.accepted, receipt.problems
    before = {each.action.action_id: each for each in council.actions("council", ROUND)}["A11"]
    council.submit(council.check(of_no_change(["A11"]), "council", ROUND, "en"), "council", ROUND, "en")
    confirmed = asked(home, current(home), "council")
    form = of_form("A11", {"stage": "not_started", "what_happened": "In May."}, {})
    council.submit(council.check(form, "council", ROUND, "en"), "council", ROUND, "en")

    assert [each.words for each in before.asked] == ["When do the lamps come?"]
    assert list(confirmed) == ["A11"]
    assert asked(home, current(home), "council") == {}
    assert asked(home, current(home), "police") == {}


def test_a_settlement_answers_a_second_view(home: Path) -> None:
    at = datetime(2025, 7, 22, 12, tzinfo=UTC)
    for number, decision in enumerate(("second_view", "settle")):
        receipt = decide(
            home=home, submitted_by="chair", received_at=at + timedelta(hours=number), decision=decision,
            role="chair", action_id="A11", round_id=ROUND, stage="paused", words="We see it shut.",
            decided_on="2025-07-22", words_language="en", look_again_on="2025-09-01",
        )  # fmt: skip
        assert receipt.accepted, receipt.problems
        assert bool(asked(home, current(home), "council")) is (decision == "second_view")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_form_asks_what_the_workbook_asks(language: str) -> None:
    asked_for = {question.name: question for question in questions("updates", language)}

    assert "action_id" not in asked_for
    assert [code for code, _ in asked_for["stage"].answers][:2] == ["not_started", "in_progress"]
    assert asked_for["what_happened"].most_characters == 600
    assert asked_for["forecast_finish"].is_date
    assert all(question.header and question.help for question in asked_for.values())


def test_every_file_of_the_corpus_gets_the_doors_answer(council: Workspace) -> None:
    home = council.home
    youth = Workspace(home, trying_as("youth-service"))
    wrong = []
    for case in corpus():
        checked = youth.check(uploaded(case.file, case.content), "youth-service", ROUND, "en")
        found = [problem.code for problem in checked.preview.problems]
        if (found[:1] or [None])[0] != case.answer:
            wrong.append((case.name, case.answer, found))

    assert wrong == []


def test_a_name_that_leads_elsewhere_is_a_name(council: Workspace, tmp_path: Path) -> None:
    content = a_return(tmp_path / "r.xlsx", [on_track("A11")]).read_bytes()
    checked = council.check(uploaded("../../etc/passwd", content), "council", ROUND, "en")
    receipt = council.submit(checked, "council", ROUND, "en")

    assert receipt.accepted
    assert receipt.original_name == "../../etc/passwd"
    assert not list(tmp_path.rglob("passwd"))


def test_twenty_at_once_are_all_answered_and_none_is_mixed(home: Path) -> None:
    partners = list(current(home).by_partner)

    def report(number: int) -> tuple[str, str, str | None]:
        partner = partners[number % len(partners)]
        place = Workspace(home, trying_as(partner))
        mine = place.actions(partner, ROUND)[number // len(partners)].action.action_id
        form = of_form(mine, {"stage": "not_started", "what_happened": f"word{number}"}, {})
        for _ in range(10):
            try:
                receipt = place.submit(place.check(form, partner, ROUND, "en"), partner, ROUND, "en")
            except Overtaken:
                continue
            return partner, f"word{number}", receipt.receipt_id if receipt.accepted else None
        return partner, f"word{number}", None

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(report, range(20)))

    assert all(receipt_id for _, _, receipt_id in answers)
    for partner, word, receipt_id in answers:
        _, packed = Workspace(home, trying_as(partner)).original(partner, str(receipt_id))
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            said = archive.read("updates.csv").decode()
        assert re.findall(r"word\d+", said) == [word]
    landed = [
        receipt for partner in partners for receipt in Workspace(home, trying_as(partner)).receipts(partner)
    ]
    assert len(landed) == 20


def test_a_refresh_is_made_while_one_is_wanted_and_by_one_process(home: Path) -> None:
    folder = home / "warehouse"
    folder.mkdir()
    made: list[int] = []

    def refresh() -> None:
        made.append(len(made))
        if len(made) == 1:
            (folder / "wanted-again").touch()
            with FileLock(folder / ".other", timeout=0):
                assert refresh_while_wanted(home, lambda: lambda: made.append(-1), 0) == 0

    (folder / "wanted-one").touch()
    (folder / "wanted-two").touch()

    assert refresh_while_wanted(home, lambda: refresh, 0) == 2
    assert made == [0, 1]
    assert refresh_while_wanted(home, lambda: refresh, 0) == 0


def test_the_process_that_refreshes_ends_with_the_server_that_started_it(home: Path) -> None:
    """Started by a process that ends at once, it does what is wanted and stays no longer."""
    (home / "warehouse").mkdir()
    (home / "warehouse" / "wanted-one").touch()
    waits = (
        "import sys; from pathlib import Path\n"
        "from pipelines.operations.refreshing import refresh_while_wanted\n"
        "home, parent = Path(sys.argv[1]), int(sys.argv[2])\n"
        "made = refresh_while_wanted(home, lambda: (lambda: None), 600, parent)\n"
        "(home / 'made').write_text(str(made))"
    )
    starts = (
        "import os, subprocess, sys\n"
        "command = [sys.executable, '-c', *sys.argv[1:], str(os.getpid())]\n"
        "subprocess.Popen(command, start_new_session=True)"
    )
    subprocess.run(
        [sys.executable, "-c", starts, waits, str(home)], cwd=PROJECT, check=True, timeout=patience.SECONDS
    )
    until = time.monotonic() + patience.SECONDS
    while not (home / "made").exists() and time.monotonic() < until:
        time.sleep(0.1)

    assert (home / "made").read_text() == "1"
