"""The static edition: whole, valid, light and accessible without a server, and saying what the app says."""

import json
import re
from collections import Counter
from copy import copy
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import duckdb
import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from dashboard.edition.bulletin import write_bulletin
from dashboard.edition.cards import DESCRIPTION
from dashboard.edition.html import ATTRIBUTES, TAGS
from dashboard.edition.printed import KINDS as KINDS_OF_PAPER
from dashboard.edition.printed import write_prints
from dashboard.edition.site import SHOWING, write_site
from dashboard.public.contents import PAGES
from dashboard.settings import PROJECT, Settings
from tests.e2e.conftest import APP, EDITION
from tests.support.axe import violations
from tests.support.browser import NARROW, WIDE, WIDTHS, listening, widen
from tests.support.edition_files import dead_links, invalid, pages, soup, text_of
from tests.support.public_app import PublicApp, all_of, blocks, texts
from tests.support.release_files import HOSTILE, write_release
from tests.support.welsh import welsh_in

KINDS = {
    "en": (
        *("en/", "en/action/A09/", "en/action/A39/", "en/themes/", "en/theme/community-safety/"),
        *("en/changes/", "en/said/", "en/went/", "en/took/", "en/find/", "en/about/", "en/accessibility/"),
        *("en/privacy/", "en/round/2026-08/", "en/embed/", "en/embed/action/A09/"),
    ),
    "cy": (
        *("cy/", "cy/cam/A09/", "cy/cam/A39/", "cy/themau/", "cy/thema/community-safety/"),
        *("cy/newidiadau/", "cy/dywedwyd/", "cy/ble-aeth/", "cy/ymdrech/", "cy/canfod/", "cy/ffigurau/"),
        *("cy/hygyrchedd/", "cy/preifatrwydd/", "cy/rownd/2026-08/", "cy/embed/cam/A09/"),
    ),
}
OVERHANG = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CLIPPED = (
    "() => [...document.querySelectorAll('.wide')].filter(box => box.scrollWidth > box.clientWidth + 1)"
    ".map(box => box.getAttribute('aria-label'))"
)
LETTERS = """() => [...document.querySelectorAll(".all *")]
  .filter(tag => [...tag.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(tag => !tag.closest(".hidden, style, script"))
  .map(tag => parseFloat(getComputedStyle(tag).fontSize) * tag.currentCSSZoom * 0.75)"""
ATOM = "{http://www.w3.org/2005/Atom}"
EMBEDS = 1 + 6 + 40
HEAVIEST, MOST_REQUESTS = 150_000, 3
IN_THE_APP: dict[str, dict[str, str]] = {
    "en/": {},
    "en/action/A09/": {"page": "action", "action": "A09"},
    "en/theme/community-safety/": {"page": "themes", "theme": "community-safety"},
    "en/changes/": {"page": "changes"},
    "en/said/": {"page": "said"},
    "en/went/": {"page": "went"},
    "en/took/": {"page": "took"},
    "cy/themau/": {"page": "themes"},
    "cy/cam/A11/": {"page": "action", "action": "A11"},
    "cy/rownd/2026-08/": {"round": "2026-08"},
}


def at(edition: Path, path: str) -> str:
    return (edition / path / "index.html").as_uri()


def test_every_page_of_the_app_is_in_the_edition_and_both_build_the_same_elements() -> None:
    script = (PROJECT / "dashboard" / "components" / "block_view.js").read_text(encoding="utf-8")
    lists = [
        set(re.findall(r'"([\w-]+)"', found)) for found in re.findall(r"new Set\(\[(.*?)\]", script, re.S)
    ]

    assert SHOWING.keys() == PAGES.keys()
    assert lists == [TAGS, ATTRIBUTES]


def test_every_page_is_there_in_each_language_and_every_link_leads_to_something(edition: Path) -> None:
    by_language = {lang: len(pages(edition / lang)) for lang in ("en", "cy")}

    assert by_language == dict.fromkeys(("en", "cy"), 10 + 6 + 40 + 2 + EMBEDS)
    assert all((edition / path / "index.html").is_file() for paths in KINDS.values() for path in paths)
    assert list(dead_links(edition)) == []


def test_each_kind_of_page_is_valid_html(edition: Path) -> None:
    assert invalid(edition, [f"{path}index.html" for paths in KINDS.values() for path in paths]) == []


@pytest.mark.long
def test_every_page_is_valid_html(edition: Path) -> None:
    assert invalid(edition) == []


@pytest.mark.parametrize(
    ("path", "width"),
    [
        *((path, first) for lang, (first, _) in WIDTHS.items() for path in KINDS[lang]),
        *(
            pytest.param(path, then, marks=pytest.mark.long)
            for lang, (_, then) in WIDTHS.items()
            for path in KINDS[lang]
        ),
    ],
)
def test_a_page_is_accessible_light_and_alone_and_opens_from_a_folder(
    page: Page, edition: Path, path: str, width: int
) -> None:
    widen(page, width)
    loaded, heard = list[str](), list[str]()
    with listening(  # until axe-core asks for files itself
        page,
        request=lambda request: loaded.append(request.url),
        console=lambda message: heard.append(message.text),
    ):
        page.goto(at(edition, path))
    found = violations(page)
    overhang = page.evaluate(OVERHANG)
    cookies = page.evaluate("() => document.cookie")

    files = [urlsplit(address).path for address in loaded if not address.startswith("data:")]
    assert (found, heard, overhang, cookies) == ([], [], 0, "")
    assert all(Path(file).is_relative_to(edition) for file in files)
    assert sum(Path(file).stat().st_size for file in files) <= HEAVIEST
    assert 2 <= len(files) <= MOST_REQUESTS


@pytest.mark.long
@pytest.mark.parametrize("lang", ["en", "cy"])
def test_every_page_is_accessible(page: Page, edition: Path, lang: str) -> None:
    found = []
    for width in (WIDE, NARROW):
        widen(page, width)
        for file in pages(edition / lang):
            page.goto(file.as_uri())
            found += [(file.parent.name, violation) for violation in violations(page)]

    assert found == []


def test_no_page_holds_a_style_or_a_handler_and_only_find_has_a_script(edition: Path) -> None:
    scripts = Counter(
        (str(tag.get("type") or tag.get("src")), file.parent.name)
        for file in pages(edition)
        for tag in soup(file).select("script")
        if tag.get("type") != "application/ld+json"
    )
    styled = [
        str(tag)
        for file in pages(edition)
        for tag in soup(file).select("body *")
        if any(name == "style" or name.startswith("on") for name in tag.attrs)
    ]

    assert scripts == {("find.js", "find"): 1, ("find.js", "canfod"): 1}
    assert styled == []


@pytest.mark.parametrize("path", IN_THE_APP)
def test_a_page_says_word_for_word_and_number_for_number_what_the_app_says(
    opened: PublicApp, edition: Path, releases: Path, path: str
) -> None:
    query = {"page": "overview", **IN_THE_APP[path], "lang": path[:2]}
    app = opened(releases, query.pop("page"), **query)
    shown = "".join(texts(block) for block in blocks(app)[2:-1])
    written = soup(edition / path / "index.html")
    frame = [found.get_text("") for found in written.select("aside, header, footer")]
    main = copy(written.select_one("main"))
    assert main is not None
    for extra in main.select("svg, .offer, .follow"):
        extra.decompose()

    assert len(re.findall(r"\d+", shown)) > 20
    assert squeezed(main.get_text("")) == squeezed(shown)
    assert squeezed("".join(frame)) == squeezed("".join(map(texts, [*blocks(app)[:2], blocks(app)[-1]])))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_chart_is_a_picture_with_words_and_has_the_numbers_of_its_table(edition: Path) -> None:
    overview = soup(edition / "en" / "index.html")
    chart, table = overview.select_one("svg.picture"), overview.select_one("table.figures")
    assert chart is not None
    assert table is not None
    drawn = Counter(text_of(found) for found in chart.select("text") if text_of(found).isdigit())
    told = Counter(
        text_of(cell)
        for row in table.select("tbody tr")
        for cell in row.select("td")[:-1]
        if text_of(cell) != "0"
    )

    assert drawn == told
    assert chart["role"] == "img"
    assert str(chart["aria-label"]).startswith("Bar chart: one bar per theme")
    assert not chart.select("script, a, image, foreignObject")


def test_a_page_says_its_address_its_other_language_and_what_it_is(edition: Path) -> None:
    page = soup(edition / "cy" / "cam" / "A09" / "index.html")
    links = {
        (str(tag["rel"][0]), str(tag.get("hreflang"))): tag["href"] for tag in page.select("head link[rel]")
    }
    data = json.loads(page.select_one("script[type='application/ld+json']").string or "")  # type: ignore[union-attr]
    sitemap = ElementTree.parse(edition / "sitemap.xml")
    named = [found.text for found in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]

    assert page.html["lang"] == "cy"  # type: ignore[index]
    assert links[("canonical", "None")] == f"{EDITION}cy/cam/A09/"
    assert links[("alternate", "en")] == f"{EDITION}en/action/A09/"
    assert (data["@type"], data["inLanguage"], data["url"]) == ("WebPage", "cy", f"{EDITION}cy/cam/A09/")
    assert len(set(named)) == len(named) == 2 * (10 + 6 + 40 + 2)
    assert all((edition / str(name).removeprefix(EDITION) / "index.html").is_file() for name in named)


def test_what_only_the_app_does_is_linked_there(edition: Path) -> None:
    rounds = [
        tag["href"] for tag in soup(edition / "en" / "action" / "A09" / "index.html").select(".choice a")
    ]
    compared = [tag["href"] for tag in soup(edition / "cy" / "newidiadau" / "index.html").select(".choice a")]

    assert rounds[1:] == [f"{APP}/action?lang=en&round={name}&action=A09" for name in ("2026-09", "2026-08")]
    assert f"{APP}/changes?lang=cy&from=2026-08" in compared


def test_where_nobody_said_an_address_none_is_given_and_nothing_leads_to_an_app(tmp_path: Path) -> None:
    site = write_site(write_release(tmp_path).parent, Settings())
    action = soup(site / "en" / "action" / "A09" / "index.html")
    outside = {str(tag["href"]) for file in pages(site) for tag in soup(file).select("a[href^=http]")}

    assert not (site / "sitemap.xml").exists()
    assert not action.select("[rel=canonical], .choice")
    assert not [address for address in outside if "127.0.0.1" in address or "example.org/app" in address]
    assert [link for link in dead_links(site) if "/data/" not in link] == []


def test_find_needs_no_script_and_with_it_finds_what_the_app_finds(
    browser: Browser, opened: PublicApp, edition: Path, releases: Path
) -> None:
    without = browser.new_context(java_script_enabled=False).new_page()
    without.goto(at(edition, "cy/canfod/"))
    titles = without.locator(".actions tbody a").all_inner_texts()
    expect(without.locator("#ask")).to_be_hidden()
    without.context.close()
    page = browser.new_page()
    page.goto(at(edition, "cy/canfod/"))
    found = {}
    for typed in ("gwyl haf", "GŴYL", "9", "a09", "youth", "nowhere"):
        page.get_by_label("Geiriau, neu rif cam").fill(typed)
        found[typed] = sorted(page.locator(".actions tbody tr:visible b").all_inner_texts())
    said = page.locator("#told").inner_text()
    page.close()
    app = {}
    for typed in found:
        rows = all_of(opened(releases, "find", lang="cy", q=typed), "tr")[1:]
        app[typed] = sorted(texts(row["children"][0]["children"][0]) for row in rows)

    assert len(titles) == 40
    assert found == app
    assert found["9"] == found["a09"] == ["9"]
    assert said


def test_words_with_markup_are_shown_plainly_wherever_they_stand(browser: Browser, tmp_path: Path) -> None:
    file = write_release(tmp_path, words=HOSTILE)
    title = f"<script>alert(1)</script> \u202etfel ot thgir\u202c {'x' * 340}"
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "update public.actions set title_en = ?, summary_en = ? where action_id = 'A09'", [title, title]
        )
    site = write_site(file.parent, Settings(edition_address=EDITION))
    page = browser.new_page(viewport={"width": NARROW, "height": 900})
    faults = []
    for path in ("en/action/A09/", "cy/cam/A09/", "en/", "en/themes/", "en/find/", "en/embed/action/A09/"):
        page.goto(at(site, path))
        faults += [
            path
            for count in (page.evaluate(OVERHANG), page.locator("img, .katex, main script").count())
            if count
        ]
        faults += [path for _ in page.locator("a[href*='example.invalid']").all()]
    page.close()
    write_prints(file.parent, tmp_path, Settings(edition_address=EDITION), ["poster", "action"])
    write_bulletin(file.parent, tmp_path, Settings(edition_address=EDITION))
    sheet, letter = (soup(tmp_path / name) for name in ("action-A09-en.html", "email-en.html"))

    assert [len(found.select("script")) for found in (sheet, letter)] == [1, 0]
    assert not sheet.select("main script, .katex, main img") + letter.select("img")
    assert faults == []
    assert text_of(soup(site / "en" / "action" / "A09" / "index.html").select_one("h1")) == " ".join(
        title.split()
    )  # type: ignore[arg-type]
    assert HOSTILE in text_of(soup(site / "en" / "action" / "A11" / "index.html"))
    validated = invalid(site, ["en/action/A09/", "cy/cam/A09/", "en/index.html", "en/embed/action/A09/"])
    assert [message for message in validated if "no-implicit" not in message] == []
    told = ElementTree.parse(site / "en" / "action" / "A09" / "feed.xml").iter(f"{ATOM}title")
    assert all("<script>alert(1)</script>" in str(found.text) for found in told)
    with Image.open(site / "en" / "action" / "A09" / "card.png") as card:
        assert "<script>alert(1)</script>" in card.text[DESCRIPTION]  # type: ignore[attr-defined]


def test_a_page_is_walked_with_the_keyboard_alone(page: Page, edition: Path) -> None:
    page.goto(at(edition, "en/action/A09/"))
    page.keyboard.press("Tab")
    first = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details").first).to_have_attribute("open", "")
    page.goto(at(edition, "en/find/"))
    field = page.locator("#q")
    for _ in range(30):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("youth space")
    found = page.locator(".actions tbody tr:visible").count()
    page.keyboard.press("Tab")
    leads_on = page.locator(":focus").evaluate("found => found.tagName")

    assert first == "Skip to main content"
    assert 0 < found < 40
    assert leads_on == "A"


def test_words_on_the_dark_tiles_of_a_poster_are_light(page: Page, edition: Path, tmp_path: Path) -> None:
    write_prints(edition.parent, tmp_path, Settings(edition_address=EDITION), ["poster"])
    page.goto((tmp_path / "poster-en.html").as_uri())
    colours = page.locator("a.tile").evaluate_all("tiles => tiles.map(tile => getComputedStyle(tile).color)")

    assert colours.count("rgb(255, 255, 255)") >= 9


def test_a_sheet_says_in_the_other_language_where_it_is_in_that(
    edition: Path, english_plan: Path, tmp_path: Path
) -> None:
    settings = Settings(edition_address=EDITION)
    written = write_prints(edition.parent, tmp_path, settings, KINDS_OF_PAPER)
    alone = write_prints(
        (english_plan / "releases" / ".site").resolve().parent, tmp_path, settings, ["handout"]
    )
    said = {
        name: [(line["lang"], text_of(line)) for line in soup(tmp_path / f"{name}.html").select(".other")]
        for name in ("poster-en", "poster-cy", "action-A09-en", *alone)
    }

    assert len(set(written)) == 2 * (1 + 1 + 6 + 40)
    assert said == {
        "poster-en": [("cy", "Yn Gymraeg hefyd: plan.example.org/cy")],
        "poster-cy": [("en", "In English too: plan.example.org/en")],
        "action-A09-en": [("cy", "Yn Gymraeg hefyd: plan.example.org/cy/cam/A09")],
        "handout-en": [],
    }
    title = soup(tmp_path / "action-A09-en.html").title
    assert title is not None
    assert title.get_text() == "Fit barriers that stop off-road bikes · Caerau and Ely Community Plan"


@pytest.mark.parametrize(
    ("kind", "name", "path"),
    [("poster", "poster-cy", "cy/"), ("action", "action-A09-en", "en/action/A09/")],
)
def test_a_sheet_is_read_from_the_wall_in_grey_too_and_its_code_leads_to_the_page(
    page: Page, edition: Path, tmp_path: Path, kind: str, name: str, path: str
) -> None:
    """The letters are measured in points, as they are printed; a status is told by sign and word alone."""
    write_prints(edition.parent, tmp_path, Settings(edition_address=EDITION), [kind])
    page.goto((tmp_path / f"{name}.html").as_uri())
    points = page.evaluate(LETTERS)
    sheet = soup(tmp_path / f"{name}.html")
    told = {
        (str(found["class"]), text_of(found.select_one(".sign")), text_of(found.select_one(".word")))  # type: ignore[arg-type]
        for found in sheet.select("a.tile")
    }
    code = segno.make(f"{EDITION}{path}", error="m", micro=False).svg_inline(border=0, omitsize=True)

    assert min(points) >= 9
    assert len({sign for _, sign, _ in told}) == len({word for *_, word in told}) == len(told)
    assert (len(told) > 8) == (kind == "poster")
    assert code in (tmp_path / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["en/", "cy/cam/A09/", "en/changes/", "cy/ffigurau/"])
def test_a_page_on_paper_is_cut_off_nowhere_and_without_what_only_a_screen_can_do(
    browser: Browser, edition: Path, path: str
) -> None:
    page = browser.new_page(viewport={"width": 718, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")
    page.goto(at(edition, path))
    overhang, clipped = page.evaluate(OVERHANG), page.evaluate(CLIPPED)
    shown = [found.is_visible() for found in page.locator("nav, .skip, .follow").all()]
    heading = page.locator("h1").is_visible()
    page.close()

    assert (overhang, clipped, heading) == (0, [], True)
    assert not any(shown)


def test_an_edition_of_a_plan_in_english_has_no_welsh_and_no_page_on_listening(english_plan: Path) -> None:
    site = english_plan / "releases" / ".site"
    said = "\n".join(text_of(soup(file)) for file in pages(site))

    assert {folder.name for folder in site.iterdir() if folder.is_dir()} == {"en", "data"}
    assert welsh_in(said) == []
    assert not {"said", "went", "took"} & {folder.name for folder in (site / "en").iterdir()}
    assert not soup(site / "en" / "index.html").select("[hreflang]")
    assert list(dead_links(site)) == []


def test_a_feed_tells_of_each_published_change_in_words_and_is_linked(edition: Path) -> None:
    feeds = {
        path: ElementTree.parse(edition / path / "feed.xml")
        for path in ("en/", "cy/cam/A09/", "en/theme/health-wellbeing/")
    }
    titles = {
        path: [str(found.findtext(f"{ATOM}title")) for found in feed.iter(f"{ATOM}entry")]
        for path, feed in feeds.items()
    }
    ids = [found.text for found in feeds["en/"].iter(f"{ATOM}id")]
    page = soup(edition / "cy" / "cam" / "A09" / "index.html")

    assert "11 Light the dark paths people use most: on track → delayed" in titles["en/"]
    assert (
        "16 Run a free bulky waste day each season: Correction: something published was wrong."
        in titles["en/"]
    )
    assert set(titles["en/theme/health-wellbeing/"]) <= set(titles["en/"])
    assert (
        titles["cy/cam/A09/"][0]
        == "9 Gosod rhwystrau i atal beiciau oddi ar y ffordd: Barn wahanol (Hydref 2026)"
    )
    assert feeds["en/"].findall(f"{ATOM}link[@rel='self']")[0].get("href") == f"{EDITION}en/feed.xml"
    assert len(ids) == len(set(ids)) > 5
    assert page.select("head link[type='application/atom+xml']")[0]["href"] == "feed.xml"
    assert page.select(".follow a")[0]["href"] == "feed.xml"


def test_a_page_can_be_shown_in_a_frame_and_says_how(edition: Path) -> None:
    page = soup(edition / "en" / "action" / "A09" / "index.html")
    told = json.loads(
        (edition / "en" / "embed" / "action" / "A09" / "oembed.json").read_text(encoding="utf-8")
    )
    small = soup(edition / "en" / "embed" / "action" / "A09" / "index.html")

    assert (
        page.select("link[type='application/json+oembed']")[0]["href"]
        == f"{EDITION}en/embed/action/A09/oembed.json"
    )
    assert page.select("textarea")[0].get_text() == told["html"]
    assert f'src="{EDITION}en/embed/action/A09/"' in told["html"]
    assert "Seen differently" in text_of(small)
    assert "figures as at 12 November 2026" in text_of(small)
    assert small.select("main a[target=_top]")[0]["href"] == f"{EDITION}en/action/A09/"


def test_what_a_frame_shows_fits_into_it(page: Page, edition: Path) -> None:
    cut = []
    for file in sorted(edition.glob("*/embed/**/oembed.json")):
        told = json.loads(file.read_bytes())
        page.set_viewport_size({"width": told["width"], "height": told["height"]})
        page.goto(file.with_name("index.html").as_uri())
        if page.evaluate("() => document.documentElement.scrollHeight > innerHeight"):
            cut.append(file.parent.name)

    assert cut == []


def test_a_link_that_is_sent_has_a_picture_in_its_language(edition: Path) -> None:
    for path in ("en/", "cy/", "en/action/A09/", "cy/cam/A09/"):
        (image,) = soup(edition / path / "index.html").select("meta[property='og:image']")
        with Image.open(edition / path / "card.png") as card:
            assert card.size == (1200, 630)
        assert image["content"] == f"{EDITION}{path}card.png"
        assert (edition / path / "card.png").stat().st_size < 100_000
    assert (edition / "en" / "card.png").read_bytes() != (edition / "cy" / "card.png").read_bytes()
