"""The workspace's real server without a browser: many at once, any name, what no page sends."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest

from dashboard.components.notices import FAILED
from pipelines.intake.submit import submit
from pipelines.landing import landed
from pipelines.operations.reminders import sent
from pipelines.workspace import Workspace, trying_as
from tests.integration.test_workspace_permissions import load
from tests.support import patience
from tests.support.door import a_return, new_home, on_track, send
from tests.support.large_plan import LargePlan
from tests.support.mailbox import mailbox, silent
from tests.support.ports import free_port
from tests.support.streamlit_server import streamlit
from tests.support.streamlit_session import Session, clicked, dropped, pressed, put, session
from tests.support.workspace_server import serving

ROUND = "2025-07"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_home(tmp_path_factory.mktemp("sessions"))


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[str]:
    with serving(home, PLAN_WORKSPACE_DEMO="true") as address:
        yield address


def reporting(opened: Session, who: str, **more: str) -> dict[str, str]:
    """Go to the page where a partner reports; return what stands in its address."""
    query = {"lang": "en", "as": who, **more}
    opened.run("", query).run("report", query)
    return query


def only_of(home: Path, partner: str, but: str = "council") -> set[str]:
    """Return the titles of a partner's actions in which another one has no part."""

    def titles(of: str) -> set[str]:
        mine = Workspace(home, trying_as(of)).actions(of, ROUND)
        return {str(each.action.title_en) for each in mine}

    found = titles(partner) - titles(but)
    assert found
    return found


def handed_over(opened: Session, query: dict[str, str], name: str, content: bytes) -> Session:
    """Drop one file, and have it answered."""
    places = opened.upload(name, content)
    (box,) = opened.ids("file_uploader")
    return opened.run("report", query, states=dropped(box, (name, content, places)))


@pytest.mark.parametrize("count", [6, pytest.param(20, marks=pytest.mark.long)])
def test_partners_at_the_same_moment_are_all_answered_and_none_is_mixed(tmp_path: Path, count: int) -> None:
    home, large = tmp_path / "home", LargePlan(actions=2 * count, themes=4, partners=count, title_length=80)
    register = large.register(tmp_path / "register")
    now = datetime(2026, 1, 5, tzinfo=UTC)
    receipt = submit(register, home=home, feed="register", submitted_by="plan officer", received_at=now)
    assert receipt.accepted, receipt.problems
    everybody, together = large.partner_ids(), Barrier(large.partners)
    files = {
        who: a_return(
            tmp_path / f"{who}.xlsx",
            [on_track(action, what_happened=f"Said by {who}.") for action in large.led_by(who)],
        ).read_bytes()
        for who in everybody
    }

    def report(who: str, opened: Session) -> float:
        query = reporting(opened, who)
        together.wait(timeout=patience.SECONDS)
        began = time.perf_counter()
        handed_over(opened, query, "July.xlsx", files[who])
        (button,) = opened.ids("button", "confirm-")
        opened.run("report", query, states=pressed(button))
        assert "Thank you. Your receipt:" in opened.words()
        return time.perf_counter() - began

    with serving(home, PLAN_WORKSPACE_DEMO="true") as server, ExitStack() as stack:
        sessions = [stack.enter_context(session(server)) for _ in everybody]
        with ThreadPoolExecutor(len(everybody)) as pool:
            seconds = list(pool.map(report, everybody, sessions))
    print(f"{len(seconds)} at once: the last had its receipt {max(seconds):.1f} s after all had begun")

    came = {found.partner_id: found for found in landed(home, "return")}
    assert len(landed(home, "return")) == len(came) == len(everybody)
    for who, found in came.items():
        assert next(found.folder.glob("original.*")).read_bytes() == files[str(who)]
        assert {row["what_happened"] for row in found.rows("updates")} == {f"Said by {who}."}
    assert max(seconds) < 60


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..\\..\\boot.ini",
        "a" * 300 + ".xlsx",
        "<b>x</b>&$1:red[x].xlsx",
        ".xlsx",
    ],
    ids=["up and out", "from the root", "backwards", "very long", "markup", "an ending alone"],
)
def test_a_file_of_any_name_is_taken_and_keeps_to_its_place(
    server: str, home: Path, tmp_path: Path, name: str
) -> None:
    content = a_return(tmp_path / "r.xlsx", [on_track("A11", what_happened=f"As {len(name)}.")]).read_bytes()
    outside = set(home.parent.iterdir())
    with session(server) as opened:
        query = reporting(opened, "council")
        handed_over(opened, query, name, content)
        (button,) = opened.ids("button", "confirm-")
        opened.run("report", query, states=pressed(button))

        assert "Thank you. Your receipt:" in opened.words()
    receipt = Workspace(home, trying_as("council")).receipts("council")[0]
    assert receipt.original_name == name[:120]
    assert set(home.parent.iterdir()) == outside
    assert not [found for found in home.rglob("*") if "passwd" in found.name or "boot" in found.name]


def test_a_name_that_turns_what_it_says_around_is_refused_in_words(
    server: str, home: Path, tmp_path: Path
) -> None:
    content = a_return(tmp_path / "r.xlsx", [on_track("A11", what_happened="Turned.")]).read_bytes()
    before = len(landed(home, "return"))
    with session(server) as opened:
        query = reporting(opened, "council")
        handed_over(opened, query, "\u202excod.\u202c.xlsx", content)
        assert "name holds hidden characters" in opened.words()
        (button,) = opened.ids("button", "confirm-")
        opened.run("report", query, states=pressed(button))

    assert len(landed(home, "return")) == before


def test_a_press_that_comes_twice_gives_one_receipt(server: str, home: Path, tmp_path: Path) -> None:
    mine = Workspace(home, trying_as("health-board")).actions("health-board", ROUND)[0].action.action_id
    content = a_return(tmp_path / "r.xlsx", [on_track(mine)]).read_bytes()
    with session(server) as opened:
        query = reporting(opened, "health-board")
        handed_over(opened, query, "r.xlsx", content)
        (button,) = opened.ids("button", "confirm-")
        for _ in range(3):
            opened.run("report", query, states=pressed(button))
        told = {
            lang: opened.run("", query | {"lang": lang}).run("history", query | {"lang": lang}).words()
            for lang in ("en", "cy")
        }

    assert len(Workspace(home, trying_as("health-board")).receipts("health-board")) == 1
    assert "the health board (not signed in)" in told["en"]
    assert "y bwrdd iechyd (heb fewngofnodi)" in told["cy"]


@pytest.mark.parametrize(
    "target",
    [
        {"page": "history", "query": {"as": "council", "partner": "police"}},
        {"page": "receipt", "query": {"as": "council", "partner": "police", "receipt": "any"}},
        {"page": "../../served", "query": {"as": "council"}},
        {"page": "report", "query": {"as": "council", "partner": ["police"], "way": {"a": 1}}},
        {"page": None, "query": "partner=police"},
        {},
    ],
)
def test_a_link_that_no_page_shows_leads_to_ones_own_pages(
    server: str, home: Path, target: dict[str, object]
) -> None:
    with session(server) as opened:
        query = reporting(opened, "council")
        (component,) = opened.ids("bidi_component", "report-title")
        opened.run("report", query, states=clicked(component, target))
        said = opened.words()

        assert [title for title in only_of(home, "police") if title in said] == []
        assert opened.ids("exception") == []
        assert "Traceback" not in said


def test_a_file_put_where_another_session_waits_for_its_own_is_not_taken_for_it(
    server: str, home: Path, tmp_path: Path
) -> None:
    """What somebody puts at an address of another's session is not what that one's page has dropped."""
    content = a_return(tmp_path / "r.xlsx", [on_track("A02")]).read_bytes()
    with session(server) as mine, session(server) as theirs:
        query = reporting(theirs, "police")
        reporting(mine, "council")
        mine.upload("r.xlsx", content)
        place = f"{server}/_stcore/upload_file/{theirs.session_id}/an-id-of-my-own"
        put(place, content, mine.cookies)
        theirs.run("report", query)

        assert "r.xlsx" not in theirs.words()
        assert theirs.ids("button", "confirm-") == []
        with pytest.raises(urllib.error.HTTPError):
            put(place, content)


def test_a_reminder_that_the_mail_server_does_not_take_is_not_noted_and_the_next_try_sends_it(
    tmp_path: Path,
) -> None:
    home, port = new_home(tmp_path), free_port()
    query = {"lang": "en", "as": "secretary", "on": "police"}
    mail = {"PLAN_SMTP": f"127.0.0.1:{port}", "PLAN_SMTP_SECONDS": "3", "PLAN_MAIL_FROM": "plan@example.org"}
    with serving(home, PLAN_WORKSPACE_DEMO="true", **mail) as server, session(server) as opened:
        load(home, "email,role,partner_id,from_on,until_on\nofficer@example.org,partner,police,,\n")

        def press() -> str:
            opened.run("", query).run("partners", query)
            (button,) = opened.ids("button", "send-")
            return opened.run("partners", query, states=pressed(button)).words()

        for it in (nullcontext(), silent(port)):
            with it:  # nobody is there, then somebody who never answers
                told = press()
            assert "so it is not noted as sent. Try again in a few minutes" in told
            assert "Reminders that went out" not in told
            assert sent(home) == []
        with mailbox(port) as (_, letters):
            for _ in range(2):
                told = press()
        assert "by e-mail to 1 address" in told
        for who in ("voices_lead", "council"):
            assert opened.run("partners", query | {"as": who}).ids("button", "send-") == []

    assert [each["To"] for each in letters] == ["officer@example.org"]
    assert [each.partner_id for each in sent(home)] == ["police"]


def test_figures_that_cannot_be_made_anew_are_not_said_to_be(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    (home / "warehouse" / ".wanted.lock").mkdir(parents=True)  # no process can take this lock
    told = {"en": "That could not be asked for", "cy": "Ni ellid gofyn am hynny"}
    with serving(home, PLAN_WORKSPACE_DEMO="true") as server, session(server) as opened:
        for lang, words in told.items():
            query = {"lang": lang, "as": "administrator"}
            (button,) = opened.run("", query).run("upkeep", query).ids("button", "refresh")
            assert words not in opened.words()
            assert words in opened.run("upkeep", query, states=pressed(button)).words()
            assert words not in opened.run("upkeep", query).words()


def test_what_was_sent_is_said_to_wait_where_nothing_takes_it_into_the_figures(tmp_path: Path) -> None:
    home = new_home(tmp_path)
    receipt = send(a_return(tmp_path / "r.xlsx", [on_track()]), home)
    mark, query = home / "warehouse" / "wanted-1", {"as": "youth-service", "receipt": receipt.receipt_id}
    told = {"en": "The figures are not being made anew just now", "cy": "eu gwneud o'r newydd ar hyn o bryd"}
    with serving(home, PLAN_WORKSPACE_DEMO="true") as server, session(server) as opened:

        def said(lang: str) -> str:
            return opened.run("", query | {"lang": lang}).run("receipt", query | {"lang": lang}).words()

        for lang, words in told.items():
            assert receipt.receipt_id in said(lang)
            assert words in opened.words()
            mark.parent.mkdir(exist_ok=True)
            mark.touch()
            assert receipt.receipt_id in said(lang)
            assert words not in opened.words()
            mark.unlink()


def test_a_command_to_type_is_set_apart_from_the_sentence_around_it(tmp_path: Path) -> None:
    with serving(new_home(tmp_path), PLAN_WORKSPACE_DEMO="true") as server, session(server) as opened:
        query = {"lang": "en", "as": "administrator"}
        told = opened.run("", query).run("upkeep", query).words()

    assert '"plan refresh"' in told
    assert "`plan" not in told


@pytest.mark.parametrize("told", ["raise ZeroDivisionError", f"import logging\nlogging.error('{FAILED}')"])
def test_a_page_that_failed_fails_the_test_that_its_server_was_started_for(tmp_path: Path, told: str) -> None:
    script = tmp_path / "page.py"
    script.write_text(told, encoding="utf-8")

    def look() -> None:
        with streamlit(str(script)) as server, session(server) as opened:
            opened.run()

    with pytest.raises(AssertionError, match=f"{FAILED}|ZeroDivisionError"):
        look()


def test_whoever_watches_the_server_is_told_how_it_is(tmp_path: Path) -> None:
    with serving(new_home(tmp_path)) as fresh, pytest.raises(urllib.error.HTTPError) as nothing_yet:
        urllib.request.urlopen(f"{fresh}/health", timeout=patience.SECONDS)

    assert nothing_yet.value.code == 503
    assert json.load(nothing_yet.value) == {"can_take_in": True, "state": "nothing_built"}
