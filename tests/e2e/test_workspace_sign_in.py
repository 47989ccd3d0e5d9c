"""Signing in to the workspace with a real OpenID provider on loopback: who gets in, and who is who."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from pipelines.intake.submit import submit
from pipelines.landing import landed, latest
from pipelines.landing.verify import who_sent
from pipelines.workspace import Workspace, trying_as
from tests.e2e.test_workspace_browser import filled_in, rows_of
from tests.integration.test_workspace_sessions import only_of
from tests.support import patience
from tests.support.axe import install, violations
from tests.support.copies import copy_of
from tests.support.ports import free_port
from tests.support.streamlit_server import wait_for
from tests.support.streamlit_session import Session, clicked, dropped, pressed, session
from tests.support.workspace_server import drop, serving, settled, submit_form

SUPPORT = Path(__file__).resolve().parents[1] / "support"
ROUND = "2025-07"
LIST = """email,role,partner_id,from_on,until_on
council@example.org,partner,council,,
police@example.org,partner,police,,
unverified@example.org,partner,police,,
gone@example.org,partner,housing-association,,
expired@example.org,partner,council,,2025-07-27
secretary@example.org,secretary,,,
chair@example.org,chair,,,
"""
SIGN_IN = """[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "only-for-tests-on-loopback-0123456789"
client_id = "workspace"
client_secret = "only-for-tests-on-loopback"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid email", prompt = "login" }}
"""


@pytest.fixture(scope="module")
def home(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = copy_of(demonstration, tmp_path_factory.mktemp("signed-in") / "home")
    give_access(home, LIST)
    return home


def give_access(home: Path, rows: str) -> None:
    file = home.parent / "access.csv"
    file.write_text(rows, encoding="utf-8")
    now = datetime(2025, 7, 28, 12, tzinfo=UTC)
    receipt = submit(file, home=home, feed="access", submitted_by="plan officer", received_at=now)
    assert receipt.accepted, receipt.problems


@pytest.fixture(scope="module")
def modules() -> None:
    """The provider's packages, by their lock."""
    install()


@contextmanager
def provided(port: int, callback_port: int, seconds_off: int = 0) -> Iterator[subprocess.Popen[bytes]]:
    """Run a provider whose clock is off by some seconds."""
    callback = f"http://127.0.0.1:{callback_port}/oauth2callback"
    command = ["node", "provider.mjs", str(port), callback, str(seconds_off)]
    with subprocess.Popen(
        command, cwd=SUPPORT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as provider:
        try:
            wait_for(f"http://127.0.0.1:{port}/.well-known/openid-configuration")
            yield provider
        finally:
            provider.kill()


@contextmanager
def workspace(home: Path, provider: int, port: int) -> Iterator[str]:
    secrets = home.parent / "sign-in.toml"
    secrets.write_text(SIGN_IN.format(port=port, provider=provider), encoding="utf-8")
    with serving(home, "--secrets.files", str(secrets), port=port) as address:
        yield address


@pytest.fixture(scope="module")
def server(home: Path, modules: None) -> Iterator[str]:
    provider, port = free_port(), free_port()
    with provided(provider, port), workspace(home, provider, port) as address:
        yield address


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Any]:
    opened: list[BrowserContext] = []

    def new() -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        context.set_default_timeout(patience.MILLISECONDS)
        opened.append(context)
        return context.new_page()

    yield new
    for context in opened:
        context.close()


def sign_in(page: Page, server: str, who: str, lang: str = "en") -> None:
    """Sign in at the provider as whoever has an address."""
    page.goto(f"{server}/?lang={lang}")
    page.locator('[class*="st-key-sign-in"] button').click()
    page.locator('input[name="login"]').fill(f"{who}@example.org")
    page.locator('input[name="password"]').fill("anything")
    page.locator('button[type="submit"]').click()
    page.wait_for_url("**/interaction/**")
    page.locator('button[type="submit"]').click()
    page.wait_for_url(f"{server}/**")
    settled(page)


@pytest.mark.parametrize(
    ("lang", "who", "partner"),
    [("cy", "police", "police"), pytest.param("en", "council", "council", marks=pytest.mark.long)],
)
def test_an_officer_signs_in_reports_in_three_ways_and_signs_out(
    server: str, home: Path, contexts: Any, tmp_path: Path, lang: str, who: str, partner: str
) -> None:
    page = contexts()
    sign_in(page, server, who, lang)
    assert spoken(page) == lang  # and not the browser's
    page.goto(f"{server}/report?lang={lang}")
    settled(page)
    book = filled_in(home, tmp_path / "r.xlsx", partner, {})
    mine = [str(row[0]) for row in rows_of(book)]
    wrong = {"Stage": "In progress", "Rating": "At risk", "Reason": None, "Forecast finish": "Q1 2027"}
    drop(page, filled_in(home, book, partner, {mine[0]: wrong}))
    assert page.locator(".mend li").count() >= 2
    page.locator('[class*="st-key-away"] button').click()
    expect(page.locator(".read")).to_have_count(0)
    drop(page, filled_in(home, book, partner, {mine[0]: {"No change": "yes"}}))
    confirm(page)
    by_book = latest(home, "return", partner, ROUND)
    page.locator(".st-key-again button").click()
    led = Workspace(home, trying_as(partner)).actions(partner, ROUND)[0].action.action_id
    page.goto(f"{server}/report?lang={lang}&way=form&action={led}")
    page.locator('[data-testid="stForm"]').wait_for()
    settled(page)
    page.locator('[data-testid="stForm"] textarea:visible').first.fill(f"Said in a form, {lang}.")
    submit_form(page)
    confirm(page)
    by_form = latest(home, "return", partner, ROUND)
    page.goto(f"{server}/report?lang={lang}&way=none")
    page.locator('[data-testid="stCheckbox"]').first.wait_for()
    settled(page)
    if not page.locator('input[type="checkbox"]:checked').count():
        page.locator('[data-testid="stCheckbox"] label').first.click()
    submit_form(page)
    confirm(page)
    unchanged = latest(home, "return", partner, ROUND)

    sent = [found.receipt() for found in (by_book, by_form, unchanged) if found]
    assert len({receipt.receipt_id for receipt in sent}) == 3
    assert {(receipt.submitted_by, receipt.signed_in) for receipt in sent} == {(f"{who}@example.org", True)}
    assert who_sent(home)[1] >= 3
    assert violations(page) == []
    page.goto(f"{server}/out?lang={lang}")
    page.locator('button[name="logout"]').first.click()
    page.locator('[class*="st-key-sign-in"] button').wait_for()
    assert spoken(page) == lang
    page.goto(f"{server}/history?lang={lang}")
    page.locator('[class*="st-key-sign-in"] button').wait_for()
    assert page.locator("table").count() == 0


def spoken(page: Page) -> str:
    """Return the language of a page, once its address says one."""
    page.wait_for_url("**lang=*")
    settled(page)
    return str(page.evaluate("() => document.documentElement.lang"))


def confirm(page: Page) -> None:
    page.locator('[class*="st-key-confirm"] button:enabled').click()
    page.locator(".facts").wait_for()
    settled(page)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        pytest.param("stranger", "You are not on the list yet", marks=pytest.mark.long),
        ("expired", "You are not on the list yet"),
        ("unverified", "has not verified your e-mail address"),
    ],
)
def test_whoever_is_not_on_the_list_is_told_whom_to_ask(
    server: str, contexts: Any, who: str, said: str
) -> None:
    page = contexts()
    sign_in(page, server, who)
    for address in ("/", "/history?partner=council", "/report?as=secretary"):
        page.goto(server + address)
        settled(page)
        text = page.locator("body").inner_text()

        assert said in text
        assert "the Community Steering Group" in text
        assert page.locator('[data-testid="stFileUploader"], table').count() == 0
    assert violations(page) == []
    page.goto(f"{server}/?lang=cy")
    settled(page)
    assert violations(page) == []


@pytest.mark.parametrize("who", ["secretary", "chair"])
def test_the_secretary_and_the_chair_come_to_the_agenda_when_they_sign_in(
    server: str, contexts: Any, who: str
) -> None:
    page = contexts()
    sign_in(page, server, who)

    expect(page.locator(".part .agenda a").first).to_be_visible()
    expect(page.locator('[aria-current="page"]')).to_have_text("Round")


def test_whoever_is_taken_off_the_list_can_do_nothing_more_on_an_open_page(
    server: str, home: Path, contexts: Any, tmp_path: Path
) -> None:
    page = contexts()
    sign_in(page, server, "gone")
    page.goto(f"{server}/report")
    settled(page)
    book = filled_in(home, tmp_path / "r.xlsx", "housing-association", {})
    mine = str(rows_of(book)[0][0])
    drop(page, filled_in(home, book, "housing-association", {mine: {"No change": "yes"}}))
    before = len(landed(home, "return"))
    give_access(home, LIST.replace("gone@example.org,partner,housing-association,,\n", ""))
    page.locator('[class*="st-key-confirm"] button:enabled').click()
    page.get_by_text("You are not on the list yet").wait_for()

    assert len(landed(home, "return")) == before


def test_two_browsers_are_two_people(server: str, contexts: Any) -> None:
    council, police = contexts(), contexts()
    sign_in(council, server, "council")
    sign_in(police, server, "police")
    texts = []
    for page in (council, police):
        page.goto(f"{server}/history?as=secretary")
        settled(page)
        texts.append(page.locator("body").inner_text())
    police.goto(f"{server}/history?partner=council")
    settled(police)

    assert "the council" in texts[0]
    assert "the police" in texts[1]
    assert "the council" not in texts[1]
    assert "submissions of the council" not in police.locator("body").inner_text()


def test_the_websocket_does_nothing_for_whoever_has_not_signed_in(server: str, home: Path) -> None:
    before = len(landed(home, "return"))
    address = server.replace("http", "ws") + "/_stcore/stream"
    forged = BackMsg()
    forged.rerun_script.query_string = "lang=en&as=council&partner=council"
    forged.rerun_script.page_name = "report"
    state = forged.rerun_script.widget_states.widgets.add()
    state.id = "$$ID-forged-confirm-no-change"
    state.trigger_value = True
    with connect(address, origin=server, subprotocols=["streamlit"]) as socket:  # type: ignore[arg-type,list-item]
        socket.send(forged.SerializeToString())
        answers = b""
        while b"Report on your actions" not in answers:
            answers += bytes(socket.recv(timeout=patience.SECONDS))
        with suppress(TimeoutError):
            while True:
                answers += bytes(socket.recv(timeout=2))

    assert b"Due **" not in answers
    assert len(landed(home, "return")) == before
    with pytest.raises(InvalidStatus):
        connect(address, origin="http://evil.example", subprotocols=["streamlit"])  # type: ignore[arg-type,list-item]


def test_a_signed_in_partner_gets_nothing_of_anothers_whatever_the_websocket_is_sent(
    server: str, home: Path, contexts: Any, tmp_path: Path
) -> None:
    page = contexts()
    sign_in(page, server, "council")
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
    theirs = latest(home, "return", "police", "2025-06")
    assert theirs is not None
    only_theirs = only_of(home, "police")
    lies = {"lang": "en", "as": "secretary", "partner": "police", "receipt": theirs.receipt_id}
    before = {found.receipt_id for found in landed(home, "return")}
    content = filled_in(home, tmp_path / "r.xlsx", "police", {}).read_bytes()
    with session(server, cookies) as opened:
        opened.run("", lies)
        assert "You lead 16 actions" in opened.words()
        for name in ("", "report", "history", "receipt", "round", "sign-off", "upkeep"):
            for states in (None, *forged(opened, lies)):
                opened.run(name, lies, states=states)
                assert [told for told in (*only_theirs, theirs.sha256) if told in opened.words()] == []
                assert opened.ids("exception") == []
        opened.run("report", lies)
        places = opened.upload("r.xlsx", content)
        (box,) = opened.ids("file_uploader")
        opened.run("report", lies, states=dropped(box, ("r.xlsx", content, places)))
        for button in opened.ids("button", "confirm-"):
            opened.run("report", lies, states=pressed(button))

    came = [found for found in landed(home, "return") if found.receipt_id not in before]
    assert {found.partner_id for found in came} <= {"council"}
    assert {action for found in came for action in found.rows("updates")} == set()


def forged(opened: Session, lies: dict[str, str]) -> Iterator[WidgetStates]:
    """Yield what no page says: a link of each component to another's pages, and states of nothing."""
    for component in opened.ids("bidi_component"):
        yield clicked(component, {"page": "history", "query": lies})
    states = WidgetStates()
    states.widgets.add(id="pending", json_value='{"partner_id": "police"}')
    states.widgets.add(id="$$ID-0-confirm-no-change", trigger_value=True)
    yield states


@pytest.mark.long
def test_a_provider_that_is_down_and_one_whose_clock_is_wrong_are_answered_on_a_plain_page(
    home: Path, modules: None, contexts: Any
) -> None:
    provider, port = free_port(), free_port()
    with workspace(home, provider, port) as server:
        page = contexts()
        page.goto(server)
        page.locator('[class*="st-key-sign-in"] button').click()
        page.get_by_text("cannot be reached just now").wait_for()
        assert violations(page) == []
        with provided(provider, port, seconds_off=3600):
            page.locator('[class*="st-key-sign-in"] button').click()
            page.locator('input[name="login"]').fill("council@example.org")
            page.locator('input[name="password"]').fill("anything")
            page.locator('button[type="submit"]').click()
            page.wait_for_url("**/interaction/**")
            page.locator('button[type="submit"]').click()
            page.get_by_text("The sign-in did not work").wait_for()
            assert page.locator("table").count() == 0
    log = (home.parent / "workspace.log").read_text(encoding="utf-8")

    assert "a sign-in did not work: unreachable" in log
    assert "a sign-in did not work: failed" in log
    assert "council@example.org" not in log
