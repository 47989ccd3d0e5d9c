"""The public app as a resident's browser meets it: a real server on an invented release, and Chromium."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, ViewportSize, expect, sync_playwright

from dashboard.edition.site import write_site
from dashboard.settings import Settings
from tests.support import patience
from tests.support.public_app import PublicApp, public_app
from tests.support.release_files import HOSTILE, write_release
from tests.support.streamlit_server import streamlit

EDITION, APP = "https://plan.example.org/", "https://plan.example.org/app"
CHROMIUM = "/usr/bin/chromium"
WINDOW: ViewportSize = {"width": 1280, "height": 900}
expect.set_options(timeout=patience.MILLISECONDS)
STATE = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const told = Object.entries(app ? app.dataset : {}).map(([name, value]) => `${name}: ${value}`);
  const titles = [...document.querySelectorAll("h1")].map((title) => title.outerHTML);
  return [...told, ...titles, document.body.innerText].join("\\n");
}"""
"""What a page shows, and how far Streamlit says that it has come."""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("releases")
    write_release(folder)
    return folder


@pytest.fixture(scope="session")
def hostile_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write_release(folder, words=HOSTILE)
    return folder


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static edition of the invented release, of a deployment that says where it and the app are."""
    file = write_release(tmp_path_factory.mktemp("edition"))
    for name in ("release.json", "csv/revisions.csv", "csv/actions.csv"):
        (file.parent / name).parent.mkdir(exist_ok=True)
        (file.parent / name).write_text("a file of the release", encoding="utf-8")
    (file.parents[1] / ".site").symlink_to(f"{file.parent.name}/site")
    return write_site(file.parent, Settings(edition_address=EDITION, public_address=APP))


@pytest.fixture(scope="session")
def server(releases: Path) -> Iterator[str]:
    with _serving(releases) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_server(hostile_releases: Path) -> Iterator[str]:
    with _serving(hostile_releases) as address:
        yield address


@pytest.fixture(scope="session")
def english_server(english_plan: Path) -> Iterator[str]:
    with _serving(english_plan / "releases") as address:
        yield address


@pytest.fixture(scope="session")
def _public_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicApp]:
    with public_app(tmp_path_factory.mktemp("app")) as app:
        yield app


@pytest.fixture
def opened(_public_app: PublicApp) -> Iterator[PublicApp]:
    """What opens a page on a folder of releases, at a server of the public app, without a browser."""
    with _public_app.sessions:
        yield _public_app


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """What serves the public app on a folder of releases, and tells its address."""
    return _serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps what it loaded: pages are opened anew, scripts are not fetched again."""
    opened = browser.new_context(viewport=WINDOW, locale="en-GB")
    opened.set_default_timeout(patience.MILLISECONDS)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab as if it had just been opened: a module's tests share one, for to open one takes longest."""
    tab = context.pages[0] if context.pages else context.new_page()
    tab.set_viewport_size(WINDOW)
    yield tab
    for other in context.pages:
        if other is not tab:
            other.close()
    tab.unroute_all()
    tab.emulate_media(media="null", color_scheme="null")
    tab.goto("about:blank")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[pytest.TestReport]:
    """Say beside a failure what its page showed, and how far the server's script had come."""
    report: pytest.TestReport = yield
    tab = item.funcargs.get("page") if report.when == "call" else None  # type: ignore[attr-defined]
    if report.failed and isinstance(tab, Page):
        with suppress(Error):  # the browser may be what failed
            report.sections.append(("The page", f"{tab.url}\n{tab.evaluate(STATE)}"))
    return report


@contextmanager
def _serving(releases: Path) -> Iterator[str]:
    with streamlit("dashboard/public/served.py", PLAN_RELEASES=str(releases)) as address:
        yield address
