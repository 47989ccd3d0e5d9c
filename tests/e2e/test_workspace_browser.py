"""The workspace as a partner's officer meets it: a real server on the demonstration, and Chromium."""

import io
import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pipelines.intake.submit import submit
from pipelines.intake.workbooks.template import write_template
from pipelines.landing import latest
from pipelines.workspace import Workspace, trying_as, uploaded
from tests.corpus.make_corpus import corpus
from tests.support import patience
from tests.support.axe import violations
from tests.support.browser import (
    NARROW,
    READERS,
    WIDE,
    at_once,
    cut_off,
    listening,
    overhang,
    run_again,
    widen,
)
from tests.support.copies import copy_of
from tests.support.door import DEMO
from tests.support.wire import When, wire
from tests.support.workspace_server import FORMS, drop, names, serving, settled, submit_form

LANGUAGES = ("en", "cy")
ROUND = "2025-07"
PROJECT = Path(__file__).resolve().parents[2]
PAGES = {
    "roles": "/?lang={lang}",
    "actions": "/?lang={lang}&as=council",
    "report": "/report?lang={lang}&as=council",
    "form": "/report?lang={lang}&as=council&way=form&action=A11",
    "nothing has changed": "/report?lang={lang}&as=council&way=none",
    "history": "/history?lang={lang}&as=council",
    "partners": "/partners?lang={lang}&as=secretary",
    "a letter": "/partners?lang={lang}&as=secretary&on=police",
    "a partner's actions": "/?lang={lang}&as=secretary&partner=police",
    "access": "/?lang={lang}&as=administrator",
}
FOREIGN = (
    "Upload", "Browse", "Drag", "Limit", "per file", "Press Enter", "Choose an option", "Add files", '"Open"',
)  # fmt: skip
"""What Streamlit says by itself, in English alone (conventions W9)."""

LABELS_AND_NAMES = """() => [...document.querySelectorAll('[data-testid="stWidgetLabel"]')].map((label) => {
  const around = label.closest('[data-testid="stElementContainer"]');
  const field = around.querySelector('textarea, input:not([type="radio"]), [role="radiogroup"]');
  return [field.tagName, label.innerText, field.getAttribute("aria-label")];
})"""

SCRIPTS = [
    file
    for file in (PROJECT / "dashboard").rglob("*.js")
    if "export default" in file.read_text(encoding="utf-8")
]
"""Those of our components; Streamlit calls off a call that a newer one has overtaken."""
FIRST_HEAD_LATE = """
  const addressOf = URL.createObjectURL;
  URL.createObjectURL = (file) => addressOf(file.type !== "text/javascript" ? file : new Blob([`
    import show from "${addressOf(file)}";
    let cameNewer;
    const newer = new Promise((go) => { cameNewer = go; });
    export default async (call) => {
      const { name } = Object.fromEntries(call.data?.page ?? []);
      if (name === "") await newer;
      const back = show(call);
      if (name) setTimeout(cameNewer);
      if (name === "") setTimeout(() => { document.documentElement.dataset.cameLast = "first"; });
      return back;
    };
  `], { type: "text/javascript" }));
"""
"""Has the first page's head reach the browser's script last, as it may while that is being loaded."""


@pytest.fixture(scope="module")
def home(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(demonstration, tmp_path_factory.mktemp("workspace") / "home")


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[str]:
    with serving(home, PLAN_WORKSPACE_DEMO="true") as address:
        yield address


def go(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def filled_in(home: Path, path: Path, partner: str, rows: dict[str, dict[str, object]]) -> Path:
    """Write a partner's own workbook, with some cells filled in by the names of their columns."""
    write_template(home, partner, ROUND, "en", path)
    book = openpyxl.load_workbook(path)
    sheet = book["Updates"]
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Action number")
    columns = {cell.value: cell.column for cell in sheet[top]}
    places = {sheet.cell(row, 1).value: row for row in range(top + 1, sheet.max_row + 1)}
    for action, cells in rows.items():
        for header, value in cells.items():
            sheet.cell(places[action], columns[header]).value = value
    book.save(path)
    return path


@pytest.mark.parametrize(("lang", "width"), READERS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_in_its_language_and_never_scrolls_sideways(
    page: Page, server: str, name: str, lang: str, width: int
) -> None:
    widen(page, width)
    errors: list[str] = []
    with listening(page, pageerror=lambda error: errors.append(str(error))):
        go(page, server + PAGES[name].format(lang=lang))
        language = page.evaluate("() => document.documentElement.lang")
        found = violations(page)

    assert found == []
    assert errors == []
    assert language == lang
    assert max(overhang(page)) <= 0
    assert cut_off(page) == []
    assert lang == "en" or [word for word in FOREIGN if word in names(page)] == []


def test_words_that_newer_ones_have_overtaken_are_not_shown_where_they_arrive_last(
    context: BrowserContext, server: str
) -> None:
    with closing(context.new_page()) as tab:
        tab.add_init_script(FIRST_HEAD_LATE)
        go(tab, f"{server}/?lang=en&as=council")
        tab.locator("a.button").click()
        tab.locator('html[data-came-last="first"]').wait_for(state="attached")
        current = tab.locator('[aria-current="page"]').all_inner_texts()
        page = tab.locator('[data-testid="stApp"]').get_attribute("data-page")

    assert current == ["Report"]
    assert page == "report"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_that_is_called_off_at_once_does_nothing(page: Page, script: Path) -> None:
    page.goto("about:blank")
    done = page.evaluate(
        """async (script) => {
            const { default: show } = await import(`data:text/javascript,${encodeURIComponent(script)}`);
            const done = [];
            const call = { get data() { done.push("data"); return { words: [], blocks: [] }; } };
            show(call)();
            await new Promise((go) => setTimeout(go, 50));
            return done;
        }""",
        script.read_text(encoding="utf-8"),
    )

    assert done == []


@pytest.mark.parametrize(
    ("lang", "partner"), [("en", "police"), pytest.param("cy", "health-board", marks=pytest.mark.long)]
)
def test_a_workbook_with_two_mistakes_is_mended_and_confirmed(
    page: Page, server: str, home: Path, tmp_path: Path, lang: str, partner: str
) -> None:
    go(page, f"{server}/report?lang={lang}&as={partner}")
    with page.expect_download() as downloaded:
        page.locator(".st-key-download-en button").click()
    assert book_at(downloaded.value.path()).sheetnames[1] == "Updates"
    mine = [row[0] for row in rows_of(downloaded.value.path())]
    wrong = {
        mine[0]: {"Stage": "In progress", "Rating": "At risk", "Reason": None, "Forecast finish": "Q1 2027"}
    }
    drop(page, filled_in(home, tmp_path / "wrong.xlsx", partner, wrong))
    settled(page)
    problems = page.locator(".mend li").all_inner_texts()
    assert len(problems) >= 2
    assert page.locator('[class*="st-key-confirm"] button').is_disabled()
    widen(page, NARROW)
    assert cut_off(page) == []
    widen(page, WIDE)
    with page.expect_download() as marked:
        page.locator('[class*="st-key-marked"] button').click()
    assert book_at(marked.value.path()).sheetnames[0] in ("Problems", "Problemau")
    assert latest(home, "return", partner, ROUND) is None
    page.locator('[class*="st-key-away"] button').click()
    expect(page.locator(".read")).to_have_count(0)
    right = {mine[0]: {"No change": "yes"}}
    drop(page, filled_in(home, tmp_path / "right.xlsx", partner, right))
    page.locator('[class*="st-key-confirm"] button').click()
    number = page.locator(".facts .code").inner_text()
    landed = latest(home, "return", partner, ROUND)

    assert landed is not None
    assert landed.receipt_id == number
    assert violations(page) == []
    page.locator(".progress li.done").nth(2).wait_for(timeout=patience.MILLISECONDS)


def book_at(path: Path) -> openpyxl.Workbook:
    """Return a workbook that a browser keeps under a name without an ending."""
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def rows_of(path: Path) -> list[tuple[object, ...]]:
    sheet = book_at(path)["Updates"]
    rows = list(sheet.iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if row[0] == "Action number")
    return [row for row in rows[top + 1 :] if row[0]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_is_filled_in_and_answered_beside_its_questions(page: Page, server: str, lang: str) -> None:
    go(page, f"{server}/report?lang={lang}&as=youth-service&way=form")
    page.locator('[data-testid="stSelectbox"] input').click()
    page.locator('[role="option"]').first.click()
    page.locator('[data-testid="stForm"]').wait_for()
    stages = page.locator('[data-testid="stRadio"]').first
    stages.locator('[role="radiogroup"] label').nth(3).click()
    page.locator('[class*="-look_again_on"] input').wait_for()
    submit_form(page)
    page.locator(".mend li").first.wait_for()
    settled(page)
    shown = page.locator(".mend").inner_text()

    assert ("Look again on" if lang == "en" else "Edrych eto") in shown
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_field_is_called_what_its_label_shows(page: Page, server: str, lang: str) -> None:
    go(page, f"{server}/report?lang={lang}&as=council&way=form&action=A11")
    page.locator('[data-testid="stExpander"] summary').click()
    page.locator('[data-testid="stExpander"] textarea').first.wait_for()
    pairs = page.evaluate(LABELS_AND_NAMES)

    assert len(pairs) > 5
    assert {element for element, _, _ in pairs} == {"DIV", "INPUT", "TEXTAREA"}
    assert [name for _, _, name in pairs] == [" ".join(label.split()) for _, label, _ in pairs]


def test_a_form_is_never_there_twice_while_another_stage_is_chosen(
    context: BrowserContext, server: str
) -> None:
    without = ("evidence", "completed_on", "forecast_finish", "evidence", "look_again_on")
    with at_once(context, *FORMS) as (tab, most):
        go(tab, f"{server}/report?lang=en&as=council&way=form&action=A11")
        stages = tab.locator('[data-testid="stRadio"]').first.locator('[role="radiogroup"] label')
        for place, name in enumerate(without):
            stages.nth(place).click()
            expect(tab.locator(f'[class*="-{name}"] input')).to_have_count(0)
            settled(tab)

    assert most == [1, 1]


def test_nothing_has_changed_takes_one_press_and_one_confirmation_by_keyboard_alone(
    page: Page, server: str, home: Path
) -> None:
    go(page, f"{server}/report?lang=en&as=residents-group")
    press_on(page, "Say so")
    page.locator('[data-testid="stCheckbox"]').first.wait_for()
    settled(page)
    press_on(page, "See what it says")
    page.locator('[class*="st-key-confirm"] button:enabled').wait_for()
    settled(page)
    press_on(page, "Confirm and send")
    page.locator(".facts").wait_for()

    landed = latest(home, "return", "residents-group", ROUND)
    assert landed is not None
    assert {row["no_change"] for row in landed.rows("updates")} == {True}


def test_the_whole_report_by_form_needs_the_keyboard_alone(page: Page, server: str, home: Path) -> None:
    go(page, f"{server}/?lang=en&as=secondary-school")
    press_on(page, "Report for July 2025")
    page.locator(".way").wait_for()
    settled(page)
    press_on(page, "Choose an action")
    page.locator('[data-testid="stSelectbox"]').wait_for()
    settled(page)
    tab_to(page, "element.role === 'combobox'")
    page.keyboard.press("ArrowDown")
    page.locator('[role="option"]').first.wait_for()
    page.keyboard.press("Enter")
    page.locator('[data-testid="stForm"]').wait_for()
    settled(page)
    tab_to(page, "element.type === 'radio'")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    settled(page)
    tab_to(page, "element.tagName === 'TEXTAREA'")
    page.keyboard.press("Control+A")
    page.keyboard.type("Said by keyboard alone.")
    press_on(page, "See what it says")
    page.locator('[class*="st-key-confirm"] button:enabled').wait_for()
    settled(page)
    press_on(page, "Confirm and send")
    page.locator(".facts").wait_for()

    landed = latest(home, "return", "secondary-school", ROUND)
    assert landed is not None
    assert {row["what_happened"] for row in landed.rows("updates")} == {"Said by keyboard alone."}


def test_the_whole_report_by_workbook_needs_the_keyboard_alone(
    page: Page, server: str, home: Path, tmp_path: Path
) -> None:
    file = filled_in(home, tmp_path / "r.xlsx", "secondary-school", {})
    mine = str(rows_of(file)[0][0])
    filled_in(home, file, "secondary-school", {mine: {"No change": "yes"}})
    go(page, f"{server}/report?lang=en&as=secondary-school")
    with page.expect_download():
        press_on(page, "Download it")
    with page.expect_file_chooser() as chooser:
        tab_to(page, "element.innerText?.includes('Choose a file')")
        page.keyboard.press("Enter")
    chooser.value.set_files(file)
    page.locator('[class*="st-key-confirm"] button:enabled').wait_for()
    settled(page)
    press_on(page, "Confirm and send")
    page.locator(".facts").wait_for()

    landed = latest(home, "return", "secondary-school", ROUND)
    assert landed is not None
    assert next(landed.folder.glob("original.*")).read_bytes() == file.read_bytes()


def press_on(page: Page, label: str) -> None:
    """Go to a button or a link with the tab key alone, see that its focus shows, and press it."""
    tab_to(page, f"element.innerText?.trim() === {json.dumps(label)}")
    page.keyboard.press("Enter")


def tab_to(page: Page, what: str) -> None:
    """Press the tab key until the focus is on what is meant, and see that it shows."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => ((element) => {what})(document.activeElement)"):
            outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            is_field = page.evaluate("() => ['INPUT', 'TEXTAREA'].includes(document.activeElement.tagName)")
            assert is_field or outline != "none"
            return
    raise AssertionError(f"{what} cannot be reached by keyboard")


def test_a_double_click_gives_one_receipt(page: Page, server: str, home: Path, tmp_path: Path) -> None:
    go(page, f"{server}/report?lang=en&as=primary-schools")
    file = filled_in(home, tmp_path / "r.xlsx", "primary-schools", {})
    mine = str(rows_of(file)[0][0])
    drop(page, filled_in(home, file, "primary-schools", {mine: {"No change": "yes"}}))
    page.locator('[class*="st-key-confirm"] button:enabled').dblclick()
    page.locator(".facts").wait_for()
    settled(page)

    assert page.locator(".facts").count() == 1
    assert len(logged(home, "primary-schools")) == 1


@pytest.mark.parametrize(
    ("row", "when"), [(0, "before it arrived"), (1, "after it arrived"), (2, "as the answer began")]
)
def test_a_connection_that_is_lost_while_confirming_gives_one_receipt_or_none_and_the_page_says_which(
    page: Page, server: str, home: Path, tmp_path: Path, row: int, when: When
) -> None:
    file = filled_in(home, tmp_path / "r.xlsx", "community-anchor", {})
    mine = str(rows_of(file)[row][0])
    filled_in(home, file, "community-anchor", {mine: {"No change": "yes"}})
    before = len(logged(home, "community-anchor"))
    with wire(server) as line:
        go(page, f"{line.address}/report?lang=en&as=community-anchor")
        drop(page, file)
        button = page.locator('[class*="st-key-confirm"] button:enabled')
        button.wait_for()
        settled(page)
        with run_again(page):
            line.cut_at_next(when)
            button.click()
            assert line.was_cut.wait(patience.SECONDS)
        page.locator('.facts, [class*="st-key-confirm"] button:enabled, .st-key-choose-form').first.wait_for()
        settled(page)
        came = logged(home, "community-anchor")[before:]
        assert len(came) <= (when != "before it arrived")
        for each in came:
            expect(page.locator("main")).to_contain_text(str(each["receipt_id"]))
        if not came:
            assert page.locator(".facts").count() == 0
            if not button.is_visible():
                drop(page, file)
            button.click()
            page.locator(".facts").wait_for()
        go(page, f"{line.address}/report?lang=en&as=community-anchor")

    (receipt,) = logged(home, "community-anchor")[before:]
    told = f"The last that came from you for July 2025: receipt {receipt['receipt_id']}"
    assert told in page.locator("main").inner_text()


def logged(home: Path, partner: str) -> list[dict[str, object]]:
    """Return the entries of the log of a partner's submissions for the open round."""
    lines = (home / "receipts.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return [each for each in entries if (each["partner_id"], each["round_id"]) == (partner, ROUND)]


@pytest.mark.parametrize(
    ("lang", "made", "none"),
    [
        ("en", "They are being made anew.", "Nothing has run by itself here yet."),
        ("cy", "Maent yn cael eu gwneud o'r newydd.", "Nid oes dim wedi rhedeg ar ei ben ei hun yma eto."),
    ],
)
def test_the_administrator_sees_the_runs_and_has_the_figures_made_anew(
    page: Page, server: str, lang: str, made: str, none: str
) -> None:
    go(page, f"{server}/?lang={lang}&as=administrator")
    page.locator(".st-key-runs button").click()
    expect(page.locator("main")).to_contain_text(none)
    page.locator(".st-key-refresh button").click()
    expect(page.locator("main")).to_contain_text(made)
    settled(page)

    assert violations(page) == []


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.long)])
def test_the_files_of_the_corpus_get_the_doors_answer_and_no_traceback(
    page: Page, server: str, home: Path, every: int
) -> None:
    desk = Workspace(home, trying_as("youth-service"))
    cases = corpus()[::every]
    assert len(cases) > 60 // every
    go(page, f"{server}/report?lang=en&as=youth-service")
    for start in range(0, len(cases), 25):
        some = cases[start : start + 25]
        given = [{"name": c.file, "mimeType": "application/octet-stream", "buffer": c.content} for c in some]
        drop(page, *given, wait=False)  # type: ignore[arg-type]
        expect(page.locator(".read")).to_have_count(len(some), timeout=patience.MILLISECONDS)
        settled(page)
        answers = [
            desk.check(uploaded(c.file, c.content), "youth-service", ROUND, "en").preview for c in some
        ]
        shown = page.locator(".mend li").all_inner_texts()
        said = [" ".join(problem.message.split()) for answer in answers for problem in answer.problems]
        assert [line for line in said if not any(line in " ".join(each.split()) for each in shown)] == []
        assert page.locator(".mend").count() == sum(bool(answer.problems) for answer in answers)
        text = page.locator("body").inner_text()
        assert "Traceback" not in text
        assert page.locator('[data-testid="stException"]').count() == 0
        page.reload()
        settled(page)


def test_a_file_that_the_server_does_not_take_is_answered_in_words(page: Page, server: str) -> None:
    go(page, f"{server}/report?lang=en&as=youth-service")
    drop(page, {"name": "big.xlsx", "mimeType": "application/zip", "buffer": b"x" * 5_000_000}, wait=False)
    alert = page.locator('[data-testid="stFileChip"] [role="alert"]')
    alert.wait_for()
    expect(alert).to_contain_text("too large to be taken in")


def test_the_upload_address_takes_nothing_of_an_unknown_session_and_nothing_too_large(server: str) -> None:
    for body in (b"x", b"x" * 5_000_000):
        request = urllib.request.Request(
            f"{server}/_stcore/upload_file/nobody/nothing", data=body, method="PUT"
        )
        with pytest.raises((urllib.error.URLError, ConnectionResetError)):
            urllib.request.urlopen(request, timeout=patience.SECONDS)


@pytest.mark.parametrize(
    "address",
    [
        "/?as=council&partner=police",
        "/history?as=council&partner=police",
        "/report?as=council&partner=police",
    ],
)
def test_a_forged_partner_in_the_address_shows_ones_own(page: Page, server: str, address: str) -> None:
    go(page, server + address)
    text = page.locator("body").inner_text()

    assert "The actions of the police" not in text
    assert "submissions of the police" not in text


@pytest.mark.parametrize("role", ["secretary", "chair"])
def test_who_may_only_read_is_offered_no_way_to_report(page: Page, server: str, role: str) -> None:
    go(page, f"{server}/report?as={role}&partner=police")

    assert page.locator('[data-testid="stFileUploader"]').count() == 0
    assert page.locator('[class*="st-key-confirm"]').count() == 0


@pytest.mark.parametrize("role", ["administrator", "voices_lead"])
def test_who_may_not_read_a_partner_sees_nothing_of_it(page: Page, server: str, role: str) -> None:
    go(page, f"{server}/history?as={role}&partner=police")

    assert page.locator("table").count() == 0


def test_a_receipt_of_another_partner_is_not_shown(page: Page, server: str, home: Path) -> None:
    theirs = latest(home, "return", "police", "2025-06")
    assert theirs is not None
    go(page, f"{server}/receipt?as=council&receipt={theirs.receipt_id}")
    text = page.locator("body").inner_text()

    assert theirs.sha256 not in text
    assert "no such receipt" in text


def test_a_receipt_can_be_printed_and_its_original_kept(page: Page, server: str, home: Path) -> None:
    mine = latest(home, "return", "council", "2025-06")
    assert mine is not None
    go(page, f"{server}/receipt?as=council&receipt={mine.receipt_id}")
    with page.expect_download() as downloaded:
        page.locator(".st-key-original button").click()
    original = next(mine.folder.glob("original.*"))
    page.emulate_media(media="print")

    assert violations(page) == []
    assert Path(downloaded.value.path()).read_bytes() == original.read_bytes()
    assert page.locator(".facts .code").is_visible()
    assert not page.locator(".st-key-original button").is_visible()
    assert not page.locator("nav").first.is_visible()
    assert "Action" in page.locator("body").inner_text()


def test_a_title_stays_text_wherever_it_is_a_label(
    demonstration: Path, tmp_path: Path, browser: Browser
) -> None:
    """The labels of native widgets are read as Markdown (conventions X15)."""
    hostile = "![a](http://x.example/i.png) [x](http://x.example) $5 :red[x] **b** <b>b</b> www.x.example"
    home = copy_of(demonstration, tmp_path / "home")
    register = Path(shutil.copytree(DEMO / "register", tmp_path / "register"))
    actions = (register / "actions.csv").read_text(encoding="utf-8")
    (register / "actions.csv").write_text(
        actions.replace("Fit barriers that stop off-road bikes", hostile), encoding="utf-8"
    )
    now = datetime(2025, 7, 28, 12, tzinfo=UTC)
    receipt = submit(
        register,
        home=home,
        feed="register",
        submitted_by="plan officer",
        received_at=now,
    )
    assert receipt.accepted, receipt.problems
    with serving(home, PLAN_WORKSPACE_DEMO="true") as server:
        page = browser.new_page()
        go(page, f"{server}/report?lang=en&as=council&way=none")
        expect(page.locator('[data-testid="stForm"]')).to_contain_text(hostile)
        markup = "main img, .katex, main strong:text-is('b'), section a[href*='x.example']"
        assert page.locator(markup).count() == 0
        page.close()
