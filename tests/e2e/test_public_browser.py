"""The public pages in a real browser: wide and narrow, both languages, by keyboard, with hostile words."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect

from tests.support import patience
from tests.support.axe import violations
from tests.support.browser import READERS, listening, overhang, run_again, widen
from tests.support.release_files import HOSTILE
from tests.support.wire import When, wire

ADDRESSES = {
    "overview": "/?lang={lang}",
    "action": "/action?lang={lang}&action=A09",
    "themes": "/themes?lang={lang}",
    "theme": "/themes?lang={lang}&theme=community-safety",
    "changes": "/changes?lang={lang}",
    "said": "/said?lang={lang}",
    "went": "/went?lang={lang}",
    "took": "/took?lang={lang}",
    "find": "/find?lang={lang}&q=a",
    "about": "/about?lang={lang}",
    "accessibility": "/accessibility?lang={lang}",
    "privacy": "/privacy?lang={lang}",
}
LANGUAGES = ("en", "cy")
PHONE: ViewportSize = {"width": 390, "height": 844}

# What Streamlit and Vega say by themselves (conventions W9).
FOREIGN = (
    "Show data",
    "Download as",
    "Fullscreen",
    "Clear all",
    "Upload",
    "Search",
    "Skip to",
    "Press Enter",
)

# Streamlit asks for these beside a page's own address first, to find out under which path it is served.
PROBED = ("/_stcore/health", "/_stcore/host-config")


def spoken(page: Page) -> list[str]:
    """Return everything that a reader sees or a screen reader says."""
    named: list[str | None] = page.evaluate(
        "() => [...document.querySelectorAll('[aria-label], [title], [placeholder], a[href], button')]"
        ".filter((one) => one.checkVisibility())"
        ".flatMap((one) => [one.ariaLabel, one.title, one.placeholder, one.textContent])"
    )
    return [page.locator("body").inner_text(), *(text for text in named if text)]


def show(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def settled(page: Page) -> None:
    page.locator("footer").wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    if page.locator('[data-testid="stVegaLiteChart"]').count():
        for drawn in page.locator('[data-testid="stVegaLiteChart"] svg').all():
            drawn.wait_for()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "read"), [("went", '[data-testid="stVegaLiteChart"]'), ("action", ".story")]
)
def test_what_became_of_it_and_an_actions_story_are_read_in_one_screen_of_a_phone_before_any_table(
    page: Page, server: str, name: str, read: str, lang: str
) -> None:
    show(page, server + ADDRESSES[name].format(lang=lang))
    page.set_viewport_size(PHONE)
    page.locator("table").first.wait_for(state="attached")
    title, told = page.locator("h1").bounding_box(), page.locator(read).first.bounding_box()
    tables = [found.bounding_box() for found in page.locator("table:visible").all()]

    assert title
    assert told
    assert told["y"] + told["height"] - title["y"] < PHONE["height"]
    assert all(table and table["y"] > told["y"] for table in tables)
    assert tables


@pytest.mark.parametrize(("lang", "width"), READERS)
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_is_accessible_quiet_in_its_language_and_never_scrolls_sideways(
    page: Page, server: str, name: str, lang: str, width: int
) -> None:
    widen(page, width)
    noises: list[str] = []
    elsewhere: list[str] = []
    with listening(
        page,
        console=lambda message: noises.extend(noise(message)),
        pageerror=lambda error: noises.append(str(error)),
        request=lambda asked: elsewhere.extend([] if is_here(asked.url, server) else [asked.url]),
    ):
        show(page, server + ADDRESSES[name].format(lang=lang))
        language = page.evaluate("() => document.documentElement.lang")
        found = violations(page)
        over = overhang(page)
        foreign = [word for word in FOREIGN if lang == "cy" and word in "\n".join(spoken(page))]

    assert (found, foreign) == ([], [])
    assert (noises, elsewhere) == ([], [])
    assert (language, over) == (lang, [0, 0])


@pytest.mark.parametrize("name", ["overview", "action", "said", "find"])
def test_the_dark_theme_is_accessible(page: Page, server: str, name: str) -> None:
    page.emulate_media(color_scheme="dark")
    show(page, server + ADDRESSES[name].format(lang="en"))
    found = violations(page)
    dark = page.evaluate(
        "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )

    assert found == []
    assert dark == "rgb(20, 25, 31)"


def noise(message: ConsoleMessage) -> list[str]:
    probed = message.location["url"].endswith(PROBED)
    return [message.text] if message.type in {"error", "warning"} and not probed else []


def is_here(address: str, server: str) -> bool:
    return address.startswith((server, server.replace("http", "ws"), "data:", "blob:"))


def test_the_answer_stands_in_the_first_words(page: Page, server: str) -> None:
    show(page, f"{server}/?lang=en")
    told = page.locator("h1 + p").inner_text()

    assert told.startswith("Of 40 actions, 9 are done and 17 are on track, but 6 are late or at risk")


def test_a_tile_names_its_action_and_opens_it_in_the_same_language(page: Page, server: str) -> None:
    show(page, f"{server}/?lang=cy&round=2026-09")
    name = "Cam 9 – Gosod rhwystrau i atal beiciau oddi ar y ffordd – Ar y trywydd iawn"
    page.get_by_role("link", name=name).click()
    expect(page.locator("h1")).to_have_text("Gosod rhwystrau i atal beiciau oddi ar y ffordd")

    assert "/action?" in page.url
    assert {"lang=cy", "round=2026-09", "action=A09"} <= set(page.url.split("?")[1].split("&"))


def test_the_language_switch_keeps_page_and_state(page: Page, server: str) -> None:
    show(page, f"{server}/changes?lang=en&round=2026-10&from=2026-08")
    page.get_by_role("link", name="Cymraeg").click()
    expect(page.locator("h1")).to_have_text("Beth newidiodd yn rownd Hydref 2026")
    expect(page.get_by_role("heading", name="Ers Awst 2026")).to_be_visible()

    assert page.evaluate("() => document.documentElement.lang") == "cy"
    assert page.title() == "Beth sydd wedi newid · Cynllun Cymunedol Caerau a Threlái"
    page.reload()
    expect(page.get_by_role("heading", name="Ers Awst 2026")).to_be_visible()


def test_a_browser_that_asks_for_welsh_gets_it(browser: Browser, server: str) -> None:
    welsh = browser.new_context(locale="cy-GB")
    page = welsh.new_page()
    show(page, server)
    title = page.locator("h1").inner_text()
    welsh.close()

    assert title == "A yw'r cynllun yn digwydd?"


def test_a_reader_with_a_keyboard_alone_finds_reads_changes_language_and_month_and_downloads(
    page: Page, server: str
) -> None:
    show(page, f"{server}/?lang=en")
    tab_to(page, "Number of actions per theme")
    table = page.evaluate("() => document.activeElement.innerText")
    press_to(page, "Find")
    expect(page.locator("h1")).to_have_text("Find an action")
    tab_to(page, "Words, or an action's number")
    page.keyboard.type("barriers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 action found")).to_be_visible()
    press_to(page, "Fit barriers that stop off-road bikes")
    expect(page.locator("h1")).to_have_text("Fit barriers that stop off-road bikes")
    press_to(page, "Show another month")
    press_to(page, "September 2026")
    expect(page.locator(".pill")).to_contain_text("On track")
    press_to(page, "Cymraeg")
    expect(page.locator(".pill")).to_contain_text("Ar y trywydd iawn")
    press_to(page, "Am y ffigurau")
    expect(page.locator("h1")).to_have_text("Am y ffigurau")
    with page.expect_download() as download:
        press_to(page, "Lawrlwytho fel CSV")

    assert "Children and young people" in table
    assert download.value.suggested_filename == "camau-2026-09-2026-10-r1-cy.csv"


def tab_to(page: Page, name: str, most: int = 90) -> None:
    """Press Tab until the thing of that name or label has the focus, and see that the focus shows."""
    settled(page)
    for _ in range(most):
        page.keyboard.press("Tab")
        names = page.evaluate(
            "() => { const one = document.activeElement;"
            " return [one.ariaLabel, one.labels?.[0]?.innerText, one.textContent]; }"
        )
        if name in {text.strip() for text in names if text}:
            style = "() => { const look = getComputedStyle(document.activeElement);"
            shown = page.evaluate(f"{style} return [look.outlineStyle, look.boxShadow]; }}")
            field = page.evaluate("() => document.activeElement.tagName") == "INPUT"
            assert field or "none" not in shown
            return
    raise AssertionError(f"{name} was not reached in {most} steps")


def press_to(page: Page, name: str) -> None:
    """Go to the thing of that name by Tab, and press Enter."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def test_each_status_is_told_apart_by_its_sign_without_colour(page: Page, server: str) -> None:
    show(page, f"{server}/?lang=en")
    page.add_style_tag(content="html { filter: grayscale(1); }")
    signs = {}
    for tile in page.locator("a.tile").all():
        word = tile.locator(".word").inner_text()
        if word not in signs:
            signs[word] = drawn(tile.locator(".sign").screenshot())

    assert len(signs) == 10
    assert len(set(signs.values())) == 10


def drawn(picture: bytes, size: int = 16) -> bytes:
    """Return which dots of a sign are drawn, whatever its colours: those that differ from the corner."""
    grey = Image.open(BytesIO(picture)).convert("L")
    corner = int(grey.getpixel((0, grey.height - 1)))
    return (
        grey.point(lambda dot: 255 * (abs(dot - corner) > 60))
        .resize((size, size))
        .point(lambda dot: 255 * (dot > 127))
        .tobytes()
    )


def test_no_cookie_is_set_before_one_is_needed(page: Page, server: str) -> None:
    for address in (f"{server}/?lang=en", f"{server}/about?lang=cy"):
        show(page, address)

        assert page.context.cookies() == []


@pytest.mark.parametrize("name", ["overview", "action", "changes", "find", "theme", "said", "went", "took"])
def test_hostile_words_stay_words(page: Page, hostile_server: str, name: str) -> None:
    address = hostile_server + ADDRESSES[name].format(lang="en").replace("A09", "A16")
    show(page, address)
    commands = page.locator("a[href^='javascript']").count()
    links = page.locator("a[href*='example.invalid'], a[href*='example.org']").count()
    counted = [page.locator(found).count() for found in ("main img", "main b:text-is('bold')", ".katex")]
    shown = page.locator("body").inner_text()

    assert (links, commands, counted) == (0, 0, [0, 0, 0])
    assert name in {"find", "themes"} or HOSTILE in shown


def test_a_printed_overview_is_whole(page: Page, server: str) -> None:
    show(page, f"{server}/?lang=en")
    page.emulate_media(media="print")
    hidden = page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return [getComputedStyle(main).overflow, getComputedStyle(main).position]; }"
    )

    assert hidden == ["visible", "static"]


@pytest.mark.parametrize("when", ["after it arrived", "as the answer began"])
def test_a_page_that_was_cut_off_while_it_was_made_comes_back_by_itself(
    page: Page, server: str, when: When
) -> None:
    with wire(server) as line:
        show(page, f"{line.address}/?lang=en")
        with run_again(page):
            line.cut_at_next(when)
            page.locator("a.switch").click()
            assert line.was_cut.wait(patience.SECONDS)

        expect(page.locator("h1").first).to_be_visible(timeout=patience.MILLISECONDS)


def test_a_page_that_is_given_up_after_its_connection_was_lost_is_loaded_anew(
    page: Page, server: str
) -> None:
    give_up = "() => document.getElementById('root').replaceChildren()"
    with wire(server) as line:
        show(page, f"{line.address}/?lang=en")
        with run_again(page):
            line.cut_at_next("after it arrived")
            page.locator("a.switch").click()
            assert line.was_cut.wait(patience.SECONDS)
        page.evaluate(give_up)

        expect(page.locator("h1").first).to_be_visible(timeout=patience.MILLISECONDS)
