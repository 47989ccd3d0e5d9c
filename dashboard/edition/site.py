"""The whole edition of a release: every page in every language of the plan, and what machines ask for.

It is written from a release's folder and from nothing else; what is in it depends on the release and on the
addresses that the deployment says.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import duckdb

from dashboard.components.context import Published, Reading, facts_of
from dashboard.components.frame import foot, head
from dashboard.components.listening_parts import PAGES as LISTENING
from dashboard.components.preview import preview
from dashboard.edition.addresses import Spot
from dashboard.edition.document import LOOK, About, document
from dashboard.edition.finding import finding_script
from dashboard.edition.front import front_page, lost_page
from dashboard.edition.html import Paints
from dashboard.edition.leaf import SCRIPT, Leaf
from dashboard.edition.machines import about_data, robots, sitemap
from dashboard.locale.translator import Words, words_in
from dashboard.public.app_pages.about import about
from dashboard.public.app_pages.accessibility import accessibility
from dashboard.public.app_pages.action import action_page
from dashboard.public.app_pages.changes import changes_page
from dashboard.public.app_pages.find import find
from dashboard.public.app_pages.overview import overview
from dashboard.public.app_pages.privacy import privacy
from dashboard.public.app_pages.said import said_page
from dashboard.public.app_pages.themes import themes_page
from dashboard.public.app_pages.took import took_page
from dashboard.public.app_pages.went import went_page
from dashboard.public.contents import PAGES
from dashboard.queries.actions import tiles
from dashboard.queries.files import TABLE_FILE, WHOLE
from dashboard.queries.plan import themes
from dashboard.queries.release import open_locked
from dashboard.queries.remembered import Remembered
from dashboard.settings import Settings

FOLDER = Path(__file__).resolve().parent
SHOWING: Mapping[str, Callable[[Reading], None]] = {
    "": overview,
    "action": action_page,
    "themes": themes_page,
    "changes": changes_page,
    "said": said_page,
    "went": went_page,
    "took": took_page,
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

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file of the edition; RuntimeError where its path would leave it."""
        file = self.site / path
        if not file.resolve().is_relative_to(self.site.resolve()):
            raise RuntimeError(f"{path} is outside the edition")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


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
    remembered = cast(duckdb.DuckDBPyConnection, Remembered(connection.cursor()))
    book = facts_of(remembered, release)
    base = settings.edition_address.rstrip("/") + "/" if settings.edition_address else ""
    edition = Edition(
        release / "site", book, tuple(_spots(book)), Paints(), base, settings.app_of_the_edition
    )
    for lang in book.plan.spoken:
        words = words_in(lang, book.plan.spoken)
        for spot in edition.spots:
            _write_page(edition, spot, words)
    edition.write("index.html", front_page(book, base))
    edition.write("404.html", lost_page(book, base))
    edition.write("robots.txt", robots(base))
    if base:
        edition.write("sitemap.xml", sitemap(edition.spots, book, base))
    look = "\n".join(
        file.read_text(encoding="utf-8")
        for file in (FOLDER.parent / "components" / "paper.css", FOLDER / "edition.css")
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
    leaf = Leaf(
        spot, words.lang, edition.book.round.round_id, frozenset(edition.spots), edition.paints, edition.app
    )
    run = Reading(words, leaf, {"lang": words.lang, **spot.state}, book)
    title, text = preview(spot.page, words.say(PAGES[spot.page][1]), spot.state, book, words)
    run.entitle(title)
    SHOWING[spot.page](run)
    said = f"{text.strip()} {book.demonstration(words)}".strip()
    told = About(
        book.plan_name(words),
        said,
        book.plan.spoken,
        edition.base,
        about_data(spot, title, said, book, words, edition.base),
    )
    skip = words.say("Skip to main content")
    edition.write(f"{leaf.path}index.html", document(leaf, told, skip, head(run, spot.page), foot(run)))
    for name, content in leaf.files.items():
        edition.write(f"{words.lang}/files/{name}", content)
    if leaf.question:
        edition.write(f"{leaf.path}{SCRIPT}", finding_script(leaf, words))


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
