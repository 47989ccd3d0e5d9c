"""The pages of a plan in English alone, where nobody was listened to, as they are served."""

import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import duckdb
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from dashboard.public.contents import PAGES
from pipelines.settings import PROJECT
from tests.e2e.test_public_browser import show, spoken
from tests.e2e.test_public_page_shell import fetched
from tests.support.axe import violations
from tests.support.browser import NARROW, WIDE, overhang, widen
from tests.support.english_plan import OTHER_NUMBER
from tests.support.public_app import PublicApp, all_of, blocks, public_app, texts
from tests.support.release_files import altered, write_release
from tests.support.welsh import welsh_in

PAGE_SCRIPTS = sorted((PROJECT / "dashboard" / "public" / "app_pages").glob("[a-z]*.py"))
LISTENING = ("said", "went", "took")
ADDRESSES = {
    **{name or "overview": f"/{name}?lang=cy" for name in PAGES if name not in LISTENING},
    "action": "/action?lang=cy&action=A01",
    "unreported action": "/action?lang=cy&action=A03&round=q1-2026",
    "action with a number of its own": f"/action?lang=cy&action={OTHER_NUMBER}",
    "no action": "/action?lang=cy&action=A99",
    "theme": "/themes?lang=cy&theme=homes",
    "found": "/find?lang=cy&q=beach",
    "found by number": f"/find?lang=cy&q={OTHER_NUMBER.lower()}",
    "earlier round": "/?lang=cy&round=q1-2026",
}
ON_LISTENING = re.compile(r"(theme_)?voices|listening|reach|cost|comment|topic")
LISTENED = re.compile(r"\b(listen\w*|heard|comments?|quotes?|people said|own words|it went)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def context(english_server: str, browser: Browser) -> Iterator[BrowserContext]:
    """A browser whose reader would rather read Welsh."""
    opened = browser.new_context(viewport={"width": WIDE, "height": 900}, locale="cy-GB")
    yield opened
    opened.close()


def links(page: Page) -> list[str]:
    found: list[str] = page.evaluate("() => [...document.querySelectorAll('a[href]')].map((one) => one.href)")
    return found


def test_an_action_is_called_by_the_number_that_its_plan_gives_it(page: Page, english_server: str) -> None:
    for name in ("overview", "action with a number of its own", "found by number"):
        show(page, english_server + ADDRESSES[name])
        assert OTHER_NUMBER in "\n".join(spoken(page)), name


def test_a_plan_without_months_has_none_in_its_words(page: Page, english_server: str) -> None:
    for name in ("overview", "changes", "about", "action"):
        show(page, english_server + ADDRESSES[name])
        said = "\n".join(spoken(page))
        folded = page.locator("details").evaluate_all("(all) => all.map((one) => one.textContent)")
        assert "once a quarter" in said
        assert not re.search(r"\b[Mm]onth", "\n".join([said, *folded])), name


@pytest.mark.parametrize("width", [NARROW, pytest.param(WIDE, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_has_no_welsh_no_switch_and_no_word_of_listening(
    page: Page, english_server: str, name: str, width: int
) -> None:
    widen(page, width)
    show(page, english_server + ADDRESSES[name])
    said = "\n".join(spoken(page))
    there = links(page)
    switches = page.locator("[hreflang], .switch, .untranslated, [lang=cy]").count()
    language = page.evaluate("() => document.documentElement.lang")
    folded = page.locator("details").evaluate_all("(all) => all.map((one) => one.textContent)")
    faults = violations(page)
    over = overhang(page)

    everything = "\n".join([said, *folded])
    assert "The Harbour plan" in said
    assert (language, switches) == ("en", 0)
    assert welsh_in(everything) == []
    assert not re.search(r"Cymraeg|Welsh|translat", everything)
    assert LISTENED.findall(everything) == []
    assert len(there) > 8
    assert [link for link in there if "lang=" in link or re.search(r"/(said|went|took)\b", link)] == []
    assert (faults, over) == ([], [0, 0])


@pytest.mark.parametrize("name", LISTENING)
def test_the_pages_on_listening_are_not_there(page: Page, english_server: str, name: str) -> None:
    first, _ = fetched(f"{english_server}/{name}?lang=cy")
    show(page, f"{english_server}/{name}?lang=cy")
    heading, title = page.locator("h1").inner_text(), page.title()
    said = "\n".join(spoken(page))

    assert heading == "There is no such page"
    assert title == "There is no such page · The Harbour plan"
    assert "<h1>There is no such page</h1>" in first
    assert LISTENED.findall(f"{said} {first.split('<main')[1].split('</main>')[0]}") == []


@pytest.mark.parametrize("name", [name for name in PAGES if name not in LISTENING])
def test_the_first_words_of_a_page_are_in_english_whatever_is_asked(english_server: str, name: str) -> None:
    page, headers = fetched(f"{english_server}/{name}?lang=cy&action=A01", **{"Accept-Language": "cy-GB,cy"})

    assert headers["Content-Language"] == "en"
    assert '<html lang="en">' in page
    assert 'content="en_GB"' in page
    assert "The Harbour plan" in page
    assert welsh_in(page) == []
    assert "cy_GB" not in page


def test_every_file_that_is_offered_is_there_and_none_is_about_listening(
    page: Page, english_server: str
) -> None:
    show(page, f"{english_server}/about")
    files = [link for link in links(page) if "/data/" in link]

    names = {link.rpartition("/")[2] for link in files}
    assert {"plan.xlsx", "actions.csv", "actions.parquet"} <= names
    assert not [name for name in names if ON_LISTENING.match(name)]
    for link in files:
        assert fetched_bytes(link)


def test_a_file_that_there_is_not_is_refused_in_one_language(english_server: str, server: str) -> None:
    assert refused(f"{english_server}/data/q2-2026-r1/csv/voices.csv") == "There is no such file."
    assert refused(f"{server}/data/2026-10-r1/csv/none.csv") == (
        "There is no such file. / Nid oes ffeil o'r fath."
    )


def fetched_bytes(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        content: bytes = answer.read()
    return content


def refused(address: str) -> str:
    with pytest.raises(HTTPError) as caught:
        fetched(address)
    assert caught.value.code == 404
    return caught.value.read().decode()


def test_the_address_of_a_page_keeps_no_language(opened: PublicApp, english_plan: Path) -> None:
    app = opened(english_plan / "releases", lang="cy")

    assert "lang" not in app.address
    assert texts(all_of(app, "h1")[0]) == "Is the plan happening?"


@pytest.mark.parametrize(
    ("languages", "switches", "title"),
    [
        ("en", 0, "No round has been published yet"),
        ("en;cy", 1, "Nid oes unrhyw rownd wedi'i chyhoeddi eto"),
    ],
)
def test_before_the_first_release_the_pages_speak_what_the_deployment_says(
    tmp_path: Path, languages: str, switches: int, title: str
) -> None:
    with public_app(tmp_path, PLAN_LANGUAGES=languages) as opened:
        app = opened(tmp_path / "none", lang="cy")
    found = [link for link in all_of(app, "a") if "hreflang" in link.get("attributes", {})]

    assert texts(all_of(app, "h1")[0]) == title
    assert len(found) == switches
    assert not any(link["to"]["page"] in LISTENING for link in all_of(app, "a"))


NEW_COLUMNS = {
    "plan": ("time_zone", "rhythm", "languages", "has_listening"),
    "rounds": ("name_en", "name_cy"),
    "milestone_rounds": ("original_due_on", "due_moved_count"),
}


@pytest.fixture(scope="module")
def older_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release that says neither its languages nor anything else that releases did not say at first."""
    releases = tmp_path_factory.mktemp("older")
    with altered(write_release(releases)) as connection:
        for table, columns in NEW_COLUMNS.items():
            for column in columns:
                connection.execute(f"alter table public.{table} drop column {column}")
    return releases


@pytest.mark.parametrize("page", ["overview", "action", "changes", "about", "took"])
def test_a_release_that_does_not_say_its_languages_is_in_both_by_month_and_has_its_listening(
    opened: PublicApp, older_releases: Path, page: str
) -> None:
    app = opened(older_releases, page, lang="cy", action="A09")

    assert app.all("exception") == []
    assert not any(found.get("attributes", {}).get("role") == "alert" for found in all_of(app, "div"))
    assert any("hreflang" in link.get("attributes", {}) for link in all_of(app, "a"))
    assert {link["to"]["page"] for link in all_of(app, "a") if "to" in link} >= set(LISTENING)
    assert page == "took" or "Hydref 2026" in "\n".join(texts(block) for block in blocks(app))


@pytest.fixture(scope="module")
def heard_in_english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Releases of a plan with a listening exercise that speaks Welsh no more; its tables still hold some."""
    releases = tmp_path_factory.mktemp("heard")
    with altered(write_release(releases)) as connection:
        connection.execute("update public.plan set languages = 'en'")
        for table in ("voices", "questions"):
            connection.execute(f"delete from public.{table} where language = 'cy'")
    return releases


@pytest.mark.parametrize("page", [script.stem for script in PAGE_SCRIPTS])
def test_with_listening_too_every_page_is_in_english_alone_whatever_the_release_still_holds(
    opened: PublicApp, heard_in_english: Path, page: str
) -> None:
    app = opened(heard_in_english, page, lang="cy", action="A09", theme="community-safety", q="a")
    said = "\n".join(texts(block) for block in blocks(app))

    assert app.all("exception") == []
    assert len(said) > 300
    assert welsh_in(said) == []
    assert [text for text in left_in_welsh(heard_in_english) if text in said] == []
    assert not re.search(r"Welsh|Cymraeg|translat|In which language", said)
    assert not any("hreflang" in link.get("attributes", {}) for link in all_of(app, "a"))
    assert {link["to"]["page"] for link in all_of(app, "a") if "to" in link} >= set(LISTENING)


def left_in_welsh(releases: Path) -> set[str]:
    """Return what the release's columns in Welsh hold and those in English do not."""
    with duckdb.connect(str(next(releases.glob("*/plan.duckdb"))), read_only=True) as connection:
        columns = connection.execute(
            "select table_name, column_name from duckdb_columns() where schema_name = 'public' "
            "and (column_name like '%!_cy' escape '!' or column_name like '%!_en' escape '!')"
        ).fetchall()
        held: dict[str, set[str]] = {"en": set(), "cy": set()}
        for table, column in columns:
            rows = connection.execute(f'select distinct "{column}" from public."{table}"').fetchall()
            held[column[-2:]] |= {text for (text,) in rows if text}
    assert len(held["cy"] - held["en"]) > 40
    return held["cy"] - held["en"]
