"""A plan of 200 actions with titles of 300 characters, from `plan init` to a resident's browser."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page
from typer.testing import CliRunner

from pipelines.cli import app
from tests.support import patience
from tests.support.axe import violations
from tests.support.browser import overhang, widen
from tests.support.large_plan import LargePlan, play

pytestmark = pytest.mark.long

PLAN = LargePlan(actions=200, themes=12, partners=8, title_length=300)
WIDTHS = (1280, 320)


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("large")
    begun = CliRunner().invoke(app, ["init", str(folder / "home")], catch_exceptions=False)
    assert begun.exit_code == 0, begun.output
    with ThreadPoolExecutor(1) as worker:  # in this thread the browser's event loop may be running
        worker.submit(play, PLAN, folder / "home", folder).result()
    with serve(folder / "home" / "releases") as served:
        yield served


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(locale="en-GB")
    opened.set_default_timeout(patience.MILLISECONDS)
    yield opened
    opened.close()


def go(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("footer").wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def faults(page: Page) -> list[object]:
    """Return what axe-core finds at both widths, and how far the page stands out at the side."""
    found: list[object] = []
    for width in WIDTHS:
        widen(page, width)
        found += violations(page)
        found += [over for over in overhang(page) if over]
    widen(page, WIDTHS[0])
    return found


def test_every_page_is_accessible_at_both_widths(address: str, page: Page) -> None:
    go(page, f"{address}/?lang=en")
    links = page.locator("nav a, footer a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    pages = {urljoin(f"{address}/", link.partition("#")[0]) for link in links}
    pages |= {f"{address}/action?lang=en&action=A009", f"{address}/themes?lang=en&theme=theme-03"}
    pages |= {f"{address}/find?lang=en&q=path", f"{address}/themes?lang=cy&theme=theme-03"}

    found = {}
    for one in sorted(pages):
        go(page, one)
        found[one] = faults(page)

    assert len(pages) >= 10
    assert {one: told for one, told in found.items() if told} == {}


def test_the_overview_of_a_large_plan_has_a_small_tile_for_each_action_and_says_what_signs_mean(
    address: str, page: Page
) -> None:
    go(page, f"{address}/?lang=en")
    tiles = page.locator(".tiles.small a.tile")
    shown = tiles.locator(".top").all_inner_texts()
    legend = {text.strip().split(maxsplit=1)[1] for text in page.locator(".legend li").all_inner_texts()}
    words = set(tiles.locator(".word").all_text_contents())

    assert [text.split()[1] for text in shown] == [str(number) for number in range(1, PLAN.actions + 1)]
    assert legend == words
    assert len(words) > 4
    assert max(box["height"] for tile in tiles.all()[:20] if (box := tile.bounding_box())) <= 48
    name = f"Action 9 – {PLAN.title(9)} – {tiles.nth(8).locator('.word').text_content()}"
    assert page.get_by_role("link", name=name, exact=True).count() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_a_tile_shows_four_lines_of_a_long_title_and_is_called_by_all_of_it(
    address: str, page: Page, width: int
) -> None:
    widen(page, width)
    go(page, f"{address}/themes?lang=en&theme=theme-01")
    names = page.locator("a.tile .name")
    lines = names.evaluate_all(
        "all => all.map((one) => one.clientHeight / parseFloat(getComputedStyle(one).lineHeight))"
    )

    assert {round(count) for count in lines} == {4}
    assert len(lines) == page.locator("a.tile").count() > 1
    assert page.get_by_role("link", name=f"Action 1 – {PLAN.title(1)} – ").count() == 1


def test_what_is_long_is_grouped_and_folded_up(address: str, page: Page) -> None:
    go(page, f"{address}/changes?lang=en")
    changed = int(page.locator("p.lead strong").inner_text().split()[0])
    groups = page.locator("details:has(.changes)")
    told = [int(text.rpartition(": ")[2]) for text in groups.locator("summary").all_inner_texts()]
    listed = groups.evaluate_all("all => all.map((one) => one.querySelectorAll('.changes > li').length)")
    go(page, f"{address}/find?lang=en&q=path")
    found = page.locator("details:has(.actions) summary").all_inner_texts()

    assert changed > 40
    assert sum(told) == changed
    assert listed == told
    assert sum(int(text.rpartition(": ")[2]) for text in found) == PLAN.actions


def test_an_action_with_a_long_title_and_many_partners_shows_the_one_whole_and_counts_the_others(
    address: str, page: Page
) -> None:
    go(page, f"{address}/action?lang=en&action=A009")
    partners = page.locator("details", has_text="7 partners")

    assert page.locator("h1.long").inner_text() == PLAN.title(9)
    assert partners.locator("li").count() == 7
