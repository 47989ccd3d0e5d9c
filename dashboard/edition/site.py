"""The whole edition of a release: every page in every language of the plan, and what machines ask for.

It is written from a release's folder and from nothing else; what is in it depends on the release and on the
addresses that the deployment says.
"""

import gzip
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import duckdb
from markupsafe import Markup

from dashboard.components.context import Published, Reading, facts_of
from dashboard.components.frame import foot, head
from dashboard.components.listening_parts import PAGES as LISTENING
from dashboard.components.preview import preview
from dashboard.edition.addresses import Spot
from dashboard.edition.cards import card
from dashboard.edition.discovery import about_data, robots, sitemap
from dashboard.edition.document import LOOK, About, document
from dashboard.edition.edition_page import SCRIPT, EditionPage
from dashboard.edition.embeds import OEMBED, can_be_embedded, embed_of, embed_page, oembed, snippet
from dashboard.edition.entry_pages import front_page, lost_page
from dashboard.edition.feeds import FEED, Entry, entries, feed, told_of
from dashboard.edition.finding import finding_script
from dashboard.edition.html import Paints, element
from dashboard.locale.translator import Words, words_in
from dashboard.locale.vocabulary import HEADLINES
from dashboard.public.app_pages.about import about
from dashboard.public.app_pages.accessibility import accessibility
from dashboard.public.app_pages.action import action_page
from dashboard.public.app_pages.changes import changes_page
from dashboard.public.app_pages.find import find
from dashboard.public.app_pages.overview import overview
from dashboard.public.app_pages.privacy import privacy
from dashboard.public.app_pages.said import voices_page
from dashboard.public.app_pages.themes import themes_page
from dashboard.public.app_pages.took import efforts_page
from dashboard.public.app_pages.went import destinations_page
from dashboard.public.contents import PAGES
from dashboard.queries.actions import Tile, tiles
from dashboard.queries.cached_cursor import CachedCursor
from dashboard.queries.files import TABLE_FILE, WHOLE
from dashboard.queries.plan import themes
from dashboard.queries.release import open_locked
from dashboard.settings import Settings

CARD = "card.png"
PACKED = (".html", ".css", ".js", ".xml", ".json")
"""The kinds of files that lie there packed as well, for a web server that sends them on as they are."""

WORTH_PACKING = 1000
"""From how many bytes on."""

FOLDER = Path(__file__).resolve().parent
SHOWING: Mapping[str, Callable[[Reading], None]] = {
    "": overview,
    "action": action_page,
    "themes": themes_page,
    "changes": changes_page,
    "said": voices_page,
    "went": destinations_page,
    "took": efforts_page,
    "find": find,
    "about": about,
    "accessibility": accessibility,
    "privacy": privacy,
}
"""What shows each page of the app."""


@dataclass(frozen=True)
class Edition:
    """A release that is being written out: where to, and what all its pages share."""

    site: Path
    book: Published
    spots: tuple[Spot, ...]
    paints: Paints
    base: str
    app: str
    tiles: tuple[Tile, ...]
    """Every action, as it stands."""
    news: Mapping[str, Sequence[Entry]]
    """What the feeds tell, by language."""

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file of the edition, and packed beside it; RuntimeError where its path would leave it."""
        file = self.site / path
        if not file.resolve().is_relative_to(self.site.resolve()):
            raise RuntimeError(f"{path} is outside the edition")
        file.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode("utf-8") if isinstance(content, str) else content
        file.write_bytes(data)
        if file.suffix in PACKED and len(data) >= WORTH_PACKING:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(data, mtime=0))


def write_site(release: Path, settings: Settings) -> Path:
    """Write the edition of the release in a folder into its folder `site`, and return that.

    Raises:
        duckdb.Error: the release's file cannot be read.
        OSError: a file cannot be written.
    """
    connection = open_locked(release / "plan.duckdb")
    try:
        return _write(connection, release, settings)
    finally:
        connection.close()


def _write(connection: duckdb.DuckDBPyConnection, release: Path, settings: Settings) -> Path:
    cursor = cast(duckdb.DuckDBPyConnection, CachedCursor(connection.cursor()))
    book = facts_of(cursor, release)
    base = settings.edition_address.rstrip("/") + "/" if settings.edition_address else ""
    actions = tiles(book.cursor, book.round.round_id)
    speaking = {lang: words_in(lang, book.plan.spoken) for lang in book.plan.spoken}
    edition = Edition(
        release / "site",
        book,
        tuple(_spots(book)),
        Paints(),
        base,
        settings.app_of_the_edition,
        actions,
        {lang: entries(book, actions, words) for lang, words in speaking.items()},
    )
    for words in speaking.values():
        for spot in edition.spots:
            _write_page(edition, spot, words)
    edition.write("index.html", front_page(book, base))
    edition.write("404.html", lost_page(book, base))
    edition.write("robots.txt", robots(base))
    if base:
        edition.write("sitemap.xml", sitemap(edition.spots, book, base))
    look = "\n".join(
        file.read_text(encoding="utf-8")
        for file in (FOLDER.parent / "components" / "block_view.css", FOLDER / "edition.css")
    )
    edition.write(LOOK, f"{look}\n{edition.paints.stylesheet()}")
    _add_files(edition, release)
    return edition.site


def _spots(book: Published) -> Iterator[Spot]:
    """Give every page that there is."""
    for page in PAGES:
        if page != "action" and (page not in LISTENING or book.plan.has_listening):
            yield Spot(page)
    for theme in themes(book.cursor):
        yield Spot("themes", "theme", theme.theme_id)
    for tile in tiles(book.cursor, book.round.round_id):
        yield Spot("action", "action", tile.action_id)
    for earlier in book.released:
        if earlier != book.round:
            yield Spot("", "round", earlier.round_id)


def _write_page(edition: Edition, spot: Spot, words: Words) -> None:
    book = edition.book.at(spot.value) if spot.part == "round" else edition.book
    leaf = EditionPage(
        spot, words.lang, edition.book.round.round_id, frozenset(edition.spots), edition.paints, edition.app
    )
    run = Reading(words, leaf, {"lang": words.lang, **spot.state}, book)
    title, text = preview(spot.page, words.say(PAGES[spot.page][1]), spot.state, book, words)
    run.entitle(title)
    SHOWING[spot.page](run)
    said = f"{text.strip()} {book.demonstration(words)}".strip()
    is_followed = can_be_embedded(spot)
    if is_followed:
        leaf.parts.append(_elsewhere(edition, leaf, title, words))
    told = About(
        book.plan_name(words),
        said,
        book.plan.spoken,
        edition.base,
        about_data(spot, title, said, book, words, edition.base),
    )
    if is_followed:
        _follow(edition, leaf, title, text, words)
        embed = edition.base + embed_of(spot, title, words.lang, edition.base).path
        told = replace(
            told,
            feed=FEED,
            oembed=embed + OEMBED if edition.base else "",
            card=edition.base + leaf.path + CARD if edition.base else "",
        )
    skip = words.say("Skip to main content")
    edition.write(f"{leaf.path}index.html", document(leaf, told, skip, head(run, spot.page), foot(run)))
    for name, content in leaf.files.items():
        edition.write(f"{words.lang}/files/{name}", content)
    if leaf.question:
        edition.write(f"{leaf.path}{SCRIPT}", finding_script(leaf, words))


def _elsewhere(edition: Edition, leaf: EditionPage, title: str, words: Words) -> Markup:
    """Return the part of a page that says how to follow it, and how to show it elsewhere."""
    told = words.say(
        "A feed reader tells you of every change, and you give nobody your address. Copy this link into one:"
    )
    link = element("a", {"href": FEED, "type": "application/atom+xml"}, words.say("Feed of changes"))
    paragraph = element("p", {}, f"{told} ", link)
    heading = element("h2", {}, words.say("Follow what happens"))
    embed = embed_of(leaf.spot, title, words.lang, edition.base)
    frame = snippet(embed, words) if edition.base else ""
    return element("section", {"class": "follow"}, heading, paragraph, frame)


def _follow(edition: Edition, leaf: EditionPage, title: str, text: str, words: Words) -> None:
    """Write the feed of a page and the page in small; where the edition has an address, its picture too."""
    book, base, spot = edition.book, edition.base, leaf.spot
    name = f"{title} · {book.plan_name(words)}"
    edition.write(f"{leaf.path}{FEED}", feed(_news(edition, spot, words), name, spot, book, words, base))
    embed = embed_of(spot, title, words.lang, base)
    edition.write(f"{embed.path}index.html", embed_page(leaf, title, book, words, base))
    if base:
        edition.write(f"{embed.path}{OEMBED}", oembed(embed, title, book, words, base))
        headline = {tile.action_id: tile.headline for tile in edition.tiles}.get(spot.value)
        shown = words.say(HEADLINES[headline]) if headline else text.strip()
        drawn = card(book.plan_name(words), title, shown, headline, book.demonstration_in_short(words))
        edition.write(f"{leaf.path}{CARD}", drawn)


def _news(edition: Edition, spot: Spot, words: Words) -> Sequence[Entry]:
    """Return what the feed of a page tells."""
    if spot.part == "action":
        (action,) = (tile for tile in edition.tiles if tile.action_id == spot.value)
        return told_of(edition.book, action, words)
    if spot.part == "theme":
        own = {tile.action_id for tile in edition.tiles if tile.theme_id == spot.value}
        return [entry for entry in edition.news[words.lang] if entry.action_id in own]
    return edition.news[words.lang]


def _add_files(edition: Edition, release: Path) -> None:
    """Put the release's own files into the edition: as further names of the same files where the disk can."""
    folder = edition.site / "data" / edition.book.release.release_id
    for file in sorted(release.rglob("*")):
        name = file.relative_to(release).as_posix()
        if name in WHOLE or TABLE_FILE.fullmatch(name):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(file, target)
            except OSError:
                shutil.copyfile(file, target)
