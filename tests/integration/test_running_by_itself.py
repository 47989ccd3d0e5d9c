"""What a deployment does by itself: the sensors and schedules on a real landing, in Dagster's own hands."""

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.message import Message
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest
from typer.testing import CliRunner

from pipelines import landing
from pipelines.cli import app
from pipelines.cli.withholding import withhold_decided
from pipelines.dagster_home import prepare_dagster
from pipelines.definitions import defs
from pipelines.defs import runs
from pipelines.defs.calendar import calendar, publication
from pipelines.defs.failures import failing_for_good, failing_in_words, told_by
from pipelines.defs.history import keep_run, past_runs
from pipelines.defs.landing import feed_key
from pipelines.defs.resources import Deployment
from pipelines.defs.sensors import faults as note_faults
from pipelines.defs.sensors import landing as landing_sensor
from pipelines.defs.sensors import withholding as withholding_sensor
from pipelines.doctor import examine
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.heads import announce
from pipelines.intake.decide import decide
from pipelines.locale import speaking
from pipelines.mail import NotSent
from pipelines.operations.faults import clear_faults, faults, note_fault, tell_of_faults
from pipelines.operations.leftovers import clear_leftovers
from pipelines.operations.refreshing import (
    ask_for_refresh,
    ask_to_withhold,
    prepare_refresh,
    refresh_while_wanted,
)
from pipelines.operations.rounds import do_task, done, mark_done, not_returned
from pipelines.operations.withholding import finish_withholding, is_pending
from pipelines.receipts.receipt import Receipt
from pipelines.register import current
from pipelines.rounds.calendar import Task
from pipelines.warehouse.builds import Warehouse, WarehouseBusy, reading
from pipelines.warehouse.models import ModelsFailed
from pipelines.warehouse.wanted import MAKING, is_wanted
from tests.support import patience
from tests.support.door import a_return, new_home, on_track, send
from tests.support.mailbox import mailbox
from tests.support.small_build import make_build, release

AT = datetime(2025, 7, 28, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return new_home(tmp_path)


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Message]]:
    """The letters that a mail server on loopback has taken."""
    with mailbox() as (address, taken):
        monkeypatch.setenv("PLAN_SMTP", address)
        monkeypatch.setenv("PLAN_MAIL_FROM", "plan@example.org")
        monkeypatch.setenv("PLAN_ALERTS_TO", "secretary@example.org")
        yield taken


def tick(
    home: Path, cursor: str | None = None, instance: dg.DagsterInstance | None = None
) -> dg.SensorResult:
    context = dg.build_sensor_context(
        instance=instance or dg.DagsterInstance.ephemeral(),
        cursor=cursor,
        resources={"deployment": Deployment(home=str(home))},
    )
    found = landing_sensor(context)
    return found if isinstance(found, dg.SensorResult) else dg.SensorResult(skip_reason=found, cursor=cursor)


def test_what_came_in_is_asked_for_once_however_much_it_is(home: Path, tmp_path: Path) -> None:
    runs.refresh(home)
    at_rest = tick(home)
    for number in range(3):
        said = on_track(what_happened=f"Thing {number}.")
        send(a_return(tmp_path / f"{number}.xlsx", [said]), home)

    asked = tick(home, at_rest.cursor)
    again = tick(home, asked.cursor)

    assert not at_rest.run_requests
    assert [request.tags["why"] for request in asked.run_requests or ()] == ["submissions that wait: 3"]
    assert [event.asset_key for event in asked.asset_events] == [feed_key("return")]
    assert not again.run_requests
    assert "nothing has happened" in str(again.skip_reason)
    runs.refresh(home)
    assert not tick(home, asked.cursor).run_requests


def test_nothing_is_asked_for_while_a_refresh_is_on_its_way(home: Path) -> None:
    instance = dg.DagsterInstance.ephemeral()
    job = defs().resolve_job_def("refresh")
    instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)

    found = tick(home, instance=instance)

    assert not found.run_requests
    assert "on its way already" in str(found.skip_reason)
    assert found.cursor is None, "it looks again when that one has ended"


def test_the_daemon_gives_way_to_the_process_that_the_workspace_keeps_ready(home: Path) -> None:
    folder = Warehouse.of(home).folder
    folder.mkdir()
    made = []

    def load() -> Callable[[], object]:
        return lambda: made.append(str(tick(home).skip_reason))

    (folder / "wanted-1").touch()
    before = tick(home)
    refresh_while_wanted(home, load, ready_seconds=0)

    assert "by a process that is ready for it" in str(before.skip_reason)
    assert ["ready for it" in each for each in made] == [True]
    assert tick(home).run_requests, "nobody makes it now, and there is no build"
    (folder / "wanted-2").touch()
    os.utime(folder / "wanted-2", (0, 0))
    assert tick(home).run_requests, "whoever was to make it has died"


def test_what_a_shell_sends_where_a_deployment_runs_by_itself_is_built_by_a_process_that_is_ready(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int | None]] = []
    for name in ("prepare_refresh", "ask_for_refresh"):
        monkeypatch.setattr(f"pipelines.cli.door.{name}", lambda _, of, name=name: asked.append((name, of)))
    good = a_return(tmp_path / "good.xlsx", [on_track()])
    about = ["--feed", "return", "--by", "officer", "--partner", "council", "--round", "2025-07"]
    command = ["submit", str(good), *about, "--home", str(home)]

    assert CliRunner().invoke(app, command).exit_code == 0
    assert asked == [], "nothing runs by itself here"

    (home / "dagster").mkdir()
    (home / "dagster" / "supervisord.pid").write_text(f"{os.getpid()}\n")
    assert CliRunner().invoke(app, ["submit", *command[1:]]).exit_code == 0
    decided = ["close", "--role", "chair", "--by", "secretary", "round_id=2025-07", "reason=All is here."]
    assert CliRunner().invoke(app, ["decide", *decided, "--home", str(home)]).exit_code == 0
    assert asked == [("prepare_refresh", os.getpid()), ("ask_for_refresh", os.getpid())] * 2
    wrong = a_return(tmp_path / "wrong.xlsx", [on_track("A99")])
    assert CliRunner().invoke(app, ["submit", str(wrong), *command[2:]]).exit_code == 1
    assert asked[4:] == [("prepare_refresh", os.getpid())]


def test_a_deployment_without_a_plan_waits(tmp_path: Path) -> None:
    assert not tick(tmp_path / "new").run_requests


def test_a_round_that_has_closed_and_a_day_that_has_passed_make_a_new_build(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs.refresh(home, datetime(2025, 7, 1, 12, tzinfo=UTC))
    whys = []
    for moment in (datetime(2025, 7, 2, 9, tzinfo=UTC), datetime(2025, 7, 3, 9, tzinfo=UTC)):
        monkeypatch.setattr("pipelines.register.load.clock.now", lambda *_, moment=moment: moment)
        whys += [request.tags["why"] for request in tick(home).run_requests or ()]

    assert whys == ["a day has passed since", "a round has closed since"]


def test_one_model_alone_can_be_made_again_and_its_build_is_current_but_not_to_be_published(
    home: Path,
) -> None:
    before = runs.refresh(home)
    job = defs().resolve_implicit_global_asset_job_def()
    result = job.execute_in_process(
        asset_selection=[dg.AssetKey(["review", "dim_actions"])],
        run_config={"resources": {"build": {"config": {"home": str(home)}}}},
    )

    after = Warehouse.of(home).current()
    assert result.success
    assert after.build_id != before.build_id
    assert after.as_of == before.as_of
    assert {check.check_name for check in result.get_asset_check_evaluations()} >= {
        "relationships_dim_actions_theme_id__theme_id__ref_themes_"
    }
    assert "run `plan refresh` first" in (after.test_problem(before.passed_test_count) or "")
    with reading(before.file) as old, reading(after.file) as new:
        query = "select * from review.dim_actions order by all"
        assert new.execute(query).fetchall() == old.execute(query).fetchall()


def test_a_model_that_is_made_with_the_raw_tables_has_all_the_others_made_too(home: Path) -> None:
    job = defs().resolve_implicit_global_asset_job_def()
    raw = [key for key in job.asset_layer.executable_asset_keys if key.path[0] == "raw"]
    result = job.execute_in_process(
        asset_selection=[*raw, dg.AssetKey(["review", "dim_actions"])],
        run_config={"resources": {"build": {"config": {"home": str(home)}}}},
    )

    made = {event.asset_key for event in result.get_asset_materialization_events()}
    assert result.success
    assert made == {*raw, dg.AssetKey(["review", "dim_actions"])}, "what was asked for"
    with reading(Warehouse.of(home).current().file) as build:
        assert build.execute("select count(*) > 0 from public.actions").fetchall() == [(True,)]


def held(home: Path) -> Receipt:
    receipt = decide(
        home=home, submitted_by="secretary", received_at=AT, decision="hold", action_id="A01",
        role="secretary", decided_on="2025-07-28", reason="A complaint.",
    )  # fmt: skip
    assert receipt.accepted, receipt.problems
    return receipt


def test_words_are_pending_from_the_decision_until_they_are_out(home: Path) -> None:
    release(home / "releases", make_build(home), "2025-05")
    finish_withholding(home)
    assert not is_pending(home)
    held(home)
    context = dg.build_sensor_context(
        instance=dg.DagsterInstance.ephemeral(), resources={"deployment": Deployment(home=str(home))}
    )

    assert is_pending(home)
    assert isinstance(withholding_sensor(context), dg.RunRequest)
    run_config = {"resources": {"deployment": {"config": {"home": str(home)}}}}
    assert defs().resolve_job_def("withhold").execute_in_process(run_config=run_config).success

    assert not is_pending(home)
    assert isinstance(withholding_sensor(context), dg.SkipReason)


def closed(home: Path) -> Receipt:
    receipt = decide(
        home=home, submitted_by="secretary", received_at=AT, decision="close", round_id="2025-07",
        role="chair", decided_on="2025-07-28", reason="All returns are here.",
    )  # fmt: skip
    assert receipt.accepted, receipt.problems
    return receipt


def test_a_decision_that_takes_no_words_back_makes_no_run(home: Path) -> None:
    finish_withholding(home)
    closed(home)

    assert not is_pending(home)


def test_words_are_taken_back_though_another_decision_came_before_that_was_done(home: Path) -> None:
    finish_withholding(home)
    first = held(home)
    second = closed(home)
    assert is_pending(home), "the sensor looks at all that came since words were last taken out"

    withhold_decided(second, home, as_json=True)
    assert is_pending(home), "the second takes nothing back"
    withhold_decided(first, home, as_json=True)

    assert not is_pending(home), "the command acts on the receipt that it gave"


def test_the_doctor_says_what_is_pending_broken_or_ending(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    release(home / "releases", make_build(home), "2025-05")
    well = {finding.subject: finding for finding in examine(home)}
    assert well["calendar"].is_well
    assert "the next round to close is 2025-07" in well["calendar"].found
    assert all(
        well[subject].is_well for subject in ("words to take out", "faults", "backup", "bank holidays")
    )

    decide(
        home=home, submitted_by="secretary", received_at=AT, decision="hold", action_id="A01",
        role="secretary", decided_on="2025-07-28", reason="A complaint.",
    )  # fmt: skip
    note_fault(home / "dagster", "backup", "no room", AT, "run-1")
    monkeypatch.setenv("PLAN_BACKUP_TARGET", str(tmp_path / "target"))
    monkeypatch.setattr("pipelines.register.load.clock.now", lambda *_: datetime(2030, 1, 1, tzinfo=UTC))
    ill = {finding.subject: finding for finding in examine(home)}

    assert "are being taken out" in ill["words to take out"].found
    assert "no room" in ill["faults"].found
    assert "plan backup" in ill["backup"].found
    assert "the calendar ended with round 2025-12" in ill["calendar"].found
    assert "seeds/bank_holidays.csv" in ill["bank holidays"].found
    ends = ("words to take out", "faults", "backup", "calendar", "bank holidays")
    assert not any(ill[subject].is_well for subject in ends)


def due(home: Path, schedule: dg.ScheduleDefinition) -> dict[str, dg.RunRequest]:
    context = dg.build_schedule_context(
        instance=dg.DagsterInstance.ephemeral(), resources={"deployment": Deployment(home=str(home))}
    )
    data = schedule.evaluate_tick(context)
    return {request.tags["task"]: request for request in data.run_requests or ()}


def test_a_round_that_opens_gets_a_workbook_for_each_partner_once(home: Path, letters: list[Message]) -> None:
    asked = due(home, calendar)
    request = asked["open_round"]
    resources = {"deployment": {"config": {"home": str(home)}}}
    result = (
        defs()
        .resolve_job_def("round_task")
        .execute_in_process(run_config={**request.run_config, "resources": resources})
    )

    assert result.success
    assert str(request.run_key).startswith("open_round:2025-07:")
    written = sorted(path.name for path in (home / "templates" / "2025-07").iterdir())
    languages = current(home).languages
    assert len(written) == len(not_returned(home, "2025-07")) * len(languages)
    assert "open_round:2025-07" in done(home)
    assert "open_round" not in due(home, calendar)
    assert [letter["To"] for letter in letters] == ["secretary@example.org"]


def test_a_reminder_names_who_has_not_reported_and_a_mail_server_that_is_down_is_tried_again(
    home: Path, letters: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    task = Task("remind_after", "2025-07", AT)

    said = do_task(home, task, AT)

    assert "Still missing: " in said
    assert "council" in said
    assert "council" in letters[0].get_payload()
    monkeypatch.setenv("PLAN_SMTP", "127.0.0.1:9")
    with pytest.raises(NotSent):
        do_task(home, task, AT)
    assert task.key not in done(home)
    mark_done(home, task, said)
    assert done(home)[task.key] == said


def test_partners_are_reminded_at_their_own_addresses_and_left_alone_for_five_days(
    home: Path, letters: list[Message], tmp_path: Path
) -> None:
    access = tmp_path / "access.csv"
    access.write_text(
        "email,role,partner_id,from_on,until_on\na@council.example,partner,council,,\n"
        "b@police.example,partner,police,,\nold@police.example,partner,police,,2025-01-01\n"
    )
    own = {"partner_id": None, "round_id": None, "received_at": AT}
    assert send(access, home, feed="access", **own).accepted
    task = Task("remind_before", "2025-07", AT)

    said = [do_task(home, task, AT + timedelta(days=days)) for days in (0, 4, 6)]

    assert ["Reminded by e-mail: council, police." in each for each in said] == [True, False, True]
    to_partners = [letter["To"] for letter in letters if letter["To"] != "secretary@example.org"]
    assert to_partners == ["a@council.example", "b@police.example"] * 2


def test_a_task_that_was_missed_says_so_when_it_is_done(home: Path) -> None:
    said = do_task(home, Task("remind_before", "2025-07", AT - timedelta(days=7)), AT)

    assert said.endswith("This was due on 21 July 2025; nothing ran here then.")
    assert "nothing ran" not in do_task(home, Task("remind_before", "2025-07", AT), AT)


def test_a_round_that_is_to_be_published_is_asked_for_by_its_job(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert due(home, publication) == {}
    monkeypatch.setattr("pipelines.defs.calendar.tasks_due", lambda *_: [Task("publish", "2025-07", AT)])

    request = due(home, publication)["publish"]

    assert dg.validate_run_config(defs().resolve_job_def("publish"), request.run_config)
    assert due(home, calendar) == {}, "the other schedule leaves it alone"


def test_a_fault_is_told_of_once_and_again_after_it_was_mended(
    tmp_path: Path, letters: list[Message]
) -> None:
    words = "the landed submission 20250101T000000000000Z-aaaaaa (feed return) is damaged"
    assert note_fault(tmp_path, "refresh", words, AT, "run-1")
    assert not note_fault(tmp_path, "refresh", words.replace("2025", "2026"), AT, "run-2")
    for _ in range(2):
        tell_of_faults(tmp_path)
    assert [letter["Subject"] for letter in letters] == ["The job refresh failed"]
    assert f"First seen: {AT.day} {AT:%B %Y, %H:%M} UTC." in letters[0].get_payload()

    clear_faults(tmp_path, "refresh")
    assert faults(tmp_path) == []
    assert note_fault(tmp_path, "refresh", words, AT, "run-3")
    tell_of_faults(tmp_path)
    assert len(letters) == 2


@pytest.mark.parametrize("content", ["[{", '{"job": "refresh"}', '[{"task": "refresh"}]'])
def test_a_damaged_file_of_faults_is_told_of_once_until_a_job_succeeds(
    tmp_path: Path, letters: list[Message], content: str
) -> None:
    (tmp_path / "faults.json").write_text(content)
    with speaking("cy"):
        (fault,) = faults(tmp_path)
        assert "Ni ellir darllen" in fault.in_words
    for _ in range(2):
        tell_of_faults(tmp_path)
    assert note_fault(tmp_path, "backup", "no room", AT, "run-1")

    assert [letter["Subject"] for letter in letters] == ["The job faults failed"]
    assert "faults.json cannot be read" in letters[0].get_payload()
    clear_faults(tmp_path, "refresh")
    assert [each.job for each in faults(tmp_path)] == ["backup"]


def test_a_fault_waits_for_a_mail_server_that_is_down(
    tmp_path: Path, letters: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    note_fault(tmp_path, "backup", "no room", AT, "run-1")
    with monkeypatch.context() as patch:
        patch.setenv("PLAN_SMTP", "127.0.0.1:9")
        with pytest.raises(NotSent):
            tell_of_faults(tmp_path)

    tell_of_faults(tmp_path)

    assert len(letters) == 1


@pytest.mark.parametrize(
    ("error", "retry_count", "tries"), [(NotSent("down"), 2, 3), (Refusal("wrong"), 2, 1), (OSError(), 0, 1)]
)
def test_what_may_pass_is_tried_again_and_what_cannot_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, retry_count: int, tries: int
) -> None:
    monkeypatch.setattr("pipelines.defs.failures._FIRST_WAIT_SECONDS", 0)
    tried = []

    @dg.op
    def failing(context: dg.OpExecutionContext, deployment: Deployment) -> None:
        tried.append(context.retry_number)
        with failing_for_good(context, deployment):
            raise error

    @dg.job(resource_defs={"deployment": Deployment(home=str(tmp_path), retry_count=retry_count)})
    def a_job() -> None:
        failing()

    assert not a_job.execute_in_process(raise_on_error=False).success
    assert tried == list(range(tries))


class NotReadable(Exception):
    """An error of somebody else's, which may quote what it could not read."""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (WarehouseBusy("Another refresh is running."), "Another refresh is running."),
        (Refusal("Wrong."), "Wrong."),
        (ModelsFailed("could not read O'Hara"), "ModelsFailed"),
        (type("WarehouseBusy", (Exception,), {})("O'Hara is busy"), "WarehouseBusy"),
        (NotReadable("O'Hara"), "NotReadable"),
    ],
)
def test_a_fault_is_told_in_our_own_sentence_and_of_what_may_quote_a_row_the_kind_alone(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    monkeypatch.setattr("pipelines.defs.sensors.dagster_folder", lambda: tmp_path)

    @dg.op
    def failing(deployment: Deployment) -> None:
        with failing_in_words(deployment):
            raise error

    @dg.job(resource_defs={"deployment": Deployment(home=str(home))})
    def a_job() -> None:
        failing()

    (tmp_path / "kept").mkdir()
    with dg.DagsterInstance.local_temp(str(tmp_path / "kept")) as instance:
        run_id = a_job.execute_in_process(instance=instance, raise_on_error=False).run_id
    with dg.DagsterInstance.local_temp(str(tmp_path / "kept")) as instance:
        kept = [entry.dagster_event for entry in instance.all_logs(run_id) if entry.dagster_event]
        context = dg.build_run_status_sensor_context(
            sensor_name="faults",
            dagster_event=next(event for event in kept if event.is_job_failure),
            dagster_instance=instance,
            dagster_run=instance.get_run_by_id(run_id),
        )
        note_faults(context.for_run_failure())

    (fault,) = faults(tmp_path)
    is_refusal = [found.is_refusal for found in map(told_by, kept) if found]
    assert told in fault.words
    assert "O'Hara" not in fault.words
    assert is_refusal == ([isinstance(error, Refusal)] if isinstance(error, Refusal | NotPossibleNow) else [])


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (NotPossibleNow("The disk is full."), "The disk is full."),
        (ModelsFailed("could not read O'Hara"), "could not be built into the figures"),
        (NotReadable("O'Hara"), "could not be built into the figures"),
    ],
)
def test_a_wanted_refresh_that_fails_is_a_fault_and_the_next_one_is_made(
    tmp_path: Path, error: Exception, told: str
) -> None:
    folder = tmp_path / "warehouse"
    folder.mkdir()
    (folder / "wanted-one").touch()
    found = []

    def refresh() -> None:
        found.append([fault.words for fault in faults(tmp_path / "dagster")])
        if len(found) == 1:
            assert is_wanted(folder)
            (folder / "wanted-two").touch()
            raise error

    assert refresh_while_wanted(tmp_path, lambda: refresh, ready_seconds=0) == 2
    before, [words] = found
    assert before == []
    assert told in words
    assert "O'Hara" not in words
    assert faults(tmp_path / "dagster") == []
    assert not is_wanted(folder)


def test_a_refresh_that_is_interrupted_is_wanted_still(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    folder.mkdir()
    (folder / "wanted-one").touch()

    def refresh() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh_while_wanted(tmp_path, lambda: refresh, ready_seconds=0)

    assert (folder / "wanted-one").exists()
    assert not (folder / MAKING).exists()


def test_a_wanted_refresh_waits_until_another_has_ended(home: Path) -> None:
    begun = threading.Event()

    def another() -> None:
        with Warehouse.of(home).making():
            begun.set()
            time.sleep(1)  # as long as the other takes

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(another)
        assert begun.wait(patience.SECONDS)
        build = runs.refresh(home, wait_seconds=patience.SECONDS)
        other.result()

    assert Warehouse.of(home).current() == build


def test_what_was_recorded_stands_where_nothing_can_be_asked_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "warehouse").write_text("no folder")

    for ask in (ask_for_refresh, prepare_refresh, ask_to_withhold):
        caplog.clear()
        assert not ask(tmp_path)
        assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_heads_are_sent_by_e_mail(home: Path, letters: list[Message]) -> None:
    lines, wrong = announce(home, AT)

    assert wrong == []
    assert lines[0] in letters[0].get_payload()


def test_what_a_killed_submission_left_is_cleared_and_one_that_is_being_made_is_not(home: Path) -> None:
    old, young = (home / "landing" / f".incoming-{name}" for name in ("old", "young"))
    for folder in (old, young):
        folder.mkdir()
    now = datetime.now(UTC)  # noqa: TID251
    os.utime(old, ((now - timedelta(hours=2)).timestamp(),) * 2)

    assert clear_leftovers(home, now) == [".incoming-old"]
    assert young.exists()


def test_what_was_logged_and_not_moved_in_is_moved_in(home: Path) -> None:
    register = landing.landed(home, "register")[0]
    shutil.move(register.folder, home / "landing" / f".incoming-{register.receipt_id}")

    clear_leftovers(home, datetime(2030, 1, 1, tzinfo=UTC))

    assert landing.landed(home, "register")[0].file("receipt.json").exists()
    assert json.loads((register.folder / "receipt.json").read_text())["receipt_id"] == register.receipt_id


def test_what_a_shell_ran_is_in_the_history_too_but_what_was_refused_and_answered(home: Path) -> None:
    folder = prepare_dagster(home, 4000)

    runs.refresh(home)
    with pytest.raises(Refusal):
        runs.publish(home, "2024-06")
    shutil.rmtree(next((home / "landing" / "register").iterdir()))
    with pytest.raises(NotPossibleNow):
        runs.refresh(home)

    assert [(each.job, each.status) for each in past_runs(folder, 5)] == [
        ("refresh", "FAILURE"),
        ("refresh", "SUCCESS"),
    ]
    assert all(each.began_at and each.ended_at for each in past_runs(folder, 5))
    with dg.DagsterInstance.from_config(str(folder)) as instance:
        made = instance.get_latest_materialization_event(dg.AssetKey(["warehouse", "current_build"]))
    assert made
    assert made.asset_materialization
    assert made.asset_materialization.metadata["file"].value == Warehouse.of(home).current().file.name


def test_a_copy_of_a_run_that_is_cut_short_leaves_none_that_looks_alive(home: Path) -> None:
    folder = prepare_dagster(home, 4000)

    @dg.job(executor_def=dg.in_process_executor)
    def nothing() -> None:
        pass

    with dg.DagsterInstance.ephemeral() as instance:
        run_id = nothing.execute_in_process(instance=instance).run_id
        broken = SimpleNamespace(dagster_event_type=None)  # no event: where storing stops
        cut_short: Any = SimpleNamespace(
            get_run_by_id=instance.get_run_by_id,
            run_storage=instance.run_storage,
            all_logs=lambda run_id: [*instance.all_logs(run_id)[:-1], broken],
        )
        with pytest.raises(AttributeError):
            keep_run(folder, run_id, cut_short)

    with dg.DagsterInstance.from_config(str(folder)) as kept:
        assert [run.is_finished for run in kept.get_runs()] == [True]


def test_a_build_is_made_though_its_run_cannot_be_kept(home: Path) -> None:
    (prepare_dagster(home, 4000) / "dagster.yaml").write_text("storage: [nowhere", encoding="utf-8")

    assert runs.refresh(home) == Warehouse.of(home).current()
