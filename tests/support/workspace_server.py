"""A real server of the workspace on a deployment, and what its pages are looked at with."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.support.streamlit_server import streamlit

_SHOWN = '[data-testid="stElementContainer"]:not([data-retained])'
FORMS = ('[data-testid="stForm"]', f'{_SHOWN} [data-testid="stFormSubmitButton"] button')
"""A page's forms, and their buttons; Streamlit keeps what it replaces for a moment, without showing it."""


@contextmanager
def serving(home: Path, *options: str, port: int | None = None, **settings: str) -> Iterator[str]:
    """Serve the workspace of a deployment; give its address."""
    about = {"PLAN_HOME": str(home), "PLAN_RELEASES": str(home / "releases"), **settings}
    log = home.parent / "workspace.log"
    with streamlit("dashboard/workspace/served.py", *options, port=port, log=log, **about) as address:
        yield address


def settled(page: Page) -> None:
    """Wait until a page has been shown whole."""
    page.locator("h1").first.wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def submit_form(page: Page) -> None:
    """Press the button of the page's one form."""
    page.locator(FORMS[1]).click()


def names(page: Page) -> str:
    """Return everything that is read out: the page's tree as a screen reader gets it."""
    return str(page.locator("body").aria_snapshot())


def drop(page: Page, *files: Path | dict[str, object], wait: bool = True) -> None:
    """Hand files to the page's uploader."""
    given: Sequence[object] = list(files)
    page.locator('input[type="file"]').set_input_files(given)  # type: ignore[arg-type]
    if wait:
        page.locator(".read").first.wait_for()
