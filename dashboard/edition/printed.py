"""Paper: a poster, a hand-out, and a sheet for each theme and action, as pages that a browser prints.

They hold less than the page that they lead to: what stands on a wall is read in passing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import segno
from markupsafe import Markup

from dashboard.components.action_parts import people
from dashboard.components.action_table import action_table
from dashboard.components.action_views import latest_words, view_boxes
from dashboard.components.blocks import Block, block, named, pill
from dashboard.components.changes import change_lists
from dashboard.components.context import Published, Reading, facts_of
from dashboard.components.rounds import agreed
from dashboard.components.summary import large_numbers, lead_paragraph
from dashboard.components.tiles import theme_rows
from dashboard.components.voices import WEB_ONLY, bubbles
from dashboard.edition.addresses import Spot, spot_of
from dashboard.edition.document import TEMPLATES
from dashboard.edition.edition_page import EditionPage
from dashboard.edition.html import Paints, Writing
from dashboard.locale.numbers import action_number
from dashboard.locale.translator import Words, mark, words_in
from dashboard.queries.actions import Tile, action, standings, supporters, tiles, views
from dashboard.queries.changes import Change, changes
from dashboard.queries.counts import plan_counts, theme_counts
from dashboard.queries.listening import voices
from dashboard.queries.plan import Theme, themes
from dashboard.queries.release import open_locked
from dashboard.settings import Settings

KINDS = ("poster", "handout", "theme", "action")
ALSO = {"en": mark("In English too:"), "cy": mark("In Welsh too:")}
FOLDER = Path(__file__).resolve().parent
MOST_CHANGES = 7
"""How many changes a hand-out tells."""


def write_prints(release: Path, target: Path, settings: Settings, kinds: Sequence[str]) -> list[str]:
    """Write the pages to print of a release into a folder, and return their names without their endings.

    Raises:
        ValueError: it is not known where the edition is, which each sheet has to say.
    """
    if not settings.edition_address:
        raise ValueError("the edition's address is not known, and every sheet leads to it: give an address")
    connection = open_locked(release / "plan.duckdb")
    try:
        book, written = facts_of(connection.cursor(), release), []
        for lang in book.plan.spoken:
            press = _Press(book, words_in(lang, book.plan.spoken), settings.edition_address.rstrip("/") + "/")
            for kind in kinds:
                for name, html in press.sheets(kind):
                    (target / f"{name}.html").write_text(html, encoding="utf-8")
                    written.append(name)
    finally:
        connection.close()
    return written


class _Press:
    """What makes the sheets of a release in one language."""

    def __init__(self, book: Published, words: Words, base: str) -> None:
        self.book, self.words, self.base = book, words, base
        self.tiles = tiles(book.cursor, book.round.round_id)
        self.themes = themes(book.cursor)

    def sheets(self, kind: str) -> Iterator[tuple[str, str]]:
        """Give each sheet of a kind: its name and its page."""
        lang = self.words.lang
        if kind == "poster":
            yield f"poster-{lang}", self._sheet(Spot(""), "A3", self._poster)
        elif kind == "handout":
            yield f"handout-{lang}", self._sheet(Spot(""), "A4", self._handout)
        elif kind == "theme":
            for theme in self.themes:
                spot = Spot("themes", "theme", theme.theme_id)
                parts = partial(self._theme, theme=theme)
                yield f"theme-{theme.theme_id}-{lang}", self._sheet(spot, "A4", parts)
        else:
            for tile in self.tiles:
                spot = Spot("action", "action", tile.action_id)
                parts = partial(self._action, tile=tile)
                yield f"action-{tile.action_id}-{lang}", self._sheet(spot, "A4", parts)

    def _sheet(self, spot: Spot, size: str, parts: Callable[[Reading], list[Block | None]]) -> str:
        words, book = self.words, self.book
        paints = Paints()
        writing = Writing(self._link, lambda file: None, paints)
        leaf = EditionPage(spot, words.lang, book.round.round_id, frozenset({spot}), paints)
        run = Reading(words, leaf, {"lang": words.lang}, book)
        run.entitle(words.say("Is the plan happening?"))
        built = [writing.html(part) for part in parts(run) if part]
        voice = self._voice(run) if size == "A3" else None
        said = writing.html(voice) if voice else None
        address = self.base + leaf.path
        look = "\n".join(
            file.read_text(encoding="utf-8")
            for file in (FOLDER.parent / "components" / "block_view.css", FOLDER / "print.css")
        )
        return TEMPLATES.get_template("print.html").render(
            lang=words.lang,
            title=leaf.title,
            look=Markup(f"{look}\n{paints.stylesheet()}".replace("</", "<\\/")),
            size=size,
            plan=book.plan_name(words),
            round=run.round_name,
            parts=built,
            voice=said,
            code=Markup(segno.make(address, error="m", micro=False).svg_inline(border=0, omitsize=True)),
            way=words.say("Every action, and all that is behind these words:"),
            address=_as_typed(address),
            other=self._other(spot),
            agreed=agreed(run),
            note=book.demonstration(words),
        )

    def _other(self, spot: Spot) -> dict[str, str] | None:
        """Return the line that says, in the plan's other language, that the sheet is in it as well."""
        other = self.words.other
        if other is None:
            return None
        said = words_in(other, self.words.languages).say(ALSO[other])
        return {"lang": other, "said": said, "address": _as_typed(self.base + spot.path(other))}

    def _link(self, to: Mapping[str, Any]) -> str | None:
        """Return where a link leads on the web: a sheet may be read on a screen, too."""
        spot = spot_of(str(to["page"]), to["query"], self.book.round.round_id)
        return self.base + spot.path(self.words.lang) if spot else None

    def _poster(self, run: Reading) -> list[Block | None]:
        counts = plan_counts(self.book.cursor, self.book.round.round_id)
        found = theme_counts(self.book.cursor, self.book.round.round_id)
        by_theme = {counts.theme_id: counts for counts in found}
        return [
            block("h1", self.words.say("Is the plan happening?")),
            lead_paragraph(counts, self.words),
            large_numbers(counts, self.words),
            *theme_rows(self.themes, by_theme, self.tiles, run),
        ]

    def _handout(self, run: Reading) -> list[Block | None]:
        counts, words = plan_counts(self.book.cursor, self.book.round.round_id), self.words
        return [
            block("h1", words.say("Is the plan happening?")),
            lead_paragraph(counts, words),
            large_numbers(counts, words),
            block("h2", words.say("What changed in {round}", round=run.round_name)),
            *change_lists(self._changes()[:MOST_CHANGES], run),
        ]

    def _theme(self, run: Reading, theme: Theme) -> list[Block | None]:
        counts = {found.theme_id: found for found in theme_counts(self.book.cursor, self.book.round.round_id)}
        own = [tile for tile in self.tiles if tile.theme_id == theme.theme_id]
        name = self.words.pick(theme.name_en, theme.name_cy)
        run.entitle(name.text if name else theme.theme_id)
        changed = [change for change in self._changes() if change.theme_id == theme.theme_id]
        return [
            block("h1", named(theme.name_en, theme.name_cy, self.words)),
            lead_paragraph(counts[theme.theme_id], self.words),
            action_table(own, run),
            block("h2", self.words.say("What changed in {round}", round=run.round_name)),
            *change_lists(changed[:3], run),
        ]

    def _action(self, run: Reading, tile: Tile) -> list[Block | None]:
        words, cursor, round_id = self.words, self.book.cursor, self.book.round.round_id
        found = action(cursor, tile.action_id)
        if found is None:
            return []
        now = standings(cursor, found.action_id, round_id)[0]
        title = words.pick(found.title_en, found.title_cy)
        run.entitle(title.text if title else words.say("Action"))
        live = [view for view in views(cursor, found.action_id, round_id) if view.round_id == round_id]
        number = words.say("Action {number}", number=action_number(found.action_id, found.position, words))
        return [
            block("h1", named(found.title_en, found.title_cy, words) or words.say("title not yet entered")),
            block("p", pill(now.headline, words), number),
            block("p", named(found.summary_en, found.summary_cy, words), kind="lead"),
            *(
                [view_boxes(live, run)]
                if now.headline == "seen_differently"
                else latest_words(now, live, run)
            ),
            people(found, supporters(cursor, found.action_id), run),
        ]

    def _voice(self, run: Reading) -> Block | None:
        """Return a quote whose consent covers paper, in the reader's language where there is one."""
        may = [voice for voice in voices(self.book.cursor) if voice.consent_scope != WEB_ONLY]
        own = [voice for voice in may if voice.language == self.words.lang] or may
        return bubbles(own[:1], run) if own else None

    def _changes(self) -> tuple[Change, ...]:
        before = self.book.previous
        return changes(self.book.cursor, before.round_id, self.book.round.round_id) if before else ()


def _as_typed(address: str) -> str:
    """Return an address as one types it."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")
