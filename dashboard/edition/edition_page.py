"""One page of the edition as its parts are shown: the interface of pages, for HTML."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from dashboard.charts.bars import Drawing
from dashboard.components.blocks import Block
from dashboard.components.medium import Half
from dashboard.edition.addresses import Spot, app_address, spot_of, way
from dashboard.edition.drawing import svg_of
from dashboard.edition.html import Paints, Writing, element

SCRIPT = "find.js"
FIELD = Markup(
    '<form id="ask" role="search" hidden><label for="q">{label}</label><input id="q" type="search" '
    'maxlength="{longest}" autocomplete="off"><p id="told" class="quiet" aria-live="polite"></p></form>'
)


@dataclass
class EditionPage:
    """The page at one address, in one language; what is shown on it is kept until it is written."""

    spot: Spot
    lang: str
    own_round: str
    spots: frozenset[Spot]
    """Every page that there is."""
    paints: Paints
    app: str = ""
    """Where the app is; empty where nobody said."""
    needs_script: bool = False
    title: str = ""
    question: str = ""
    """What its field asks for; empty where there is no field."""
    files: dict[str, bytes] = field(default_factory=dict)
    """What it offers to take away, by the file's name."""
    parts: list[Markup] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.writing = Writing(self.link_to, self.file_link, self.paints)

    @property
    def path(self) -> str:
        """Return the folder of its address."""
        return self.spot.path(self.lang)

    def entitle(self, title: str) -> None:
        """Call the document by a title."""
        self.title = title

    def show(self, key: str, *blocks: Block | None, is_live: bool = False) -> None:
        """Add blocks."""
        self.parts += [self.writing.html(block) for block in blocks if block is not None]

    def draw(self, chart: Drawing, alt_text: str) -> None:
        """Add a chart as SVG."""
        self.parts.append(svg_of(chart, alt_text))

    def halves(self, *, has_table: bool = False) -> tuple[Half, Half]:
        """Return two parts that stand beside each other, the second of which ends the pair."""
        kind = "columns halves tabled" if has_table else "columns halves"
        first = self._half(f'<div class="{kind}"><div>', "</div>")
        return first, self._half("<div>", "</div></div>")

    def offer(self, key: str, label: str, content: bytes, file_name: str) -> None:
        """Add a link to a file, which is written beside the pages of its language."""
        self.files[file_name] = content
        href = way(self.path, f"{self.lang}/files/{file_name}")
        self.parts.append(
            element("p", {}, element("a", {"class": "offer", "href": href, "download": ""}, label))
        )

    def ask(self, label: str, part: str, longest: int) -> None:
        """Add a field that the edition's one script answers; without script there is none."""
        self.question = label
        self.parts.append(FIELD.format(label=label, longest=longest))

    def leads_to(self, page: str, query: Mapping[str, str]) -> bool:
        """Tell whether a page is here in that state, or whether it is known where the app shows it."""
        return bool(self.app) or self._there(spot_of(page, query, self.own_round)) is not None

    def link_to(self, to: Mapping[str, Any]) -> str | None:
        """Return the link to a page: here, else in the app; what this page is about is kept if it can be."""
        page, query = str(to["page"]), {name: str(value) for name, value in to["query"].items()}
        lang = query.pop("lang", self.lang)
        found = self._there(spot_of(page, query, self.own_round))
        if found is None and query.get("round") == self.spot.state.get("round"):
            found = self._there(spot_of(page, query | {"round": ""}, self.own_round))
        if found is not None:
            mark = f"#{to['spot']}" if to.get("spot") else ""
            return way(self.path, found.path(lang)) + mark
        return app_address(self.app, page, {"lang": lang, **query}) if self.app else None

    def file_link(self, file: str) -> str:
        """Return the link to a file of the release."""
        return way(self.path, f"data/{file}")

    def _there(self, spot: Spot | None) -> Spot | None:
        return spot if spot in self.spots else None

    @contextmanager
    def _half(self, begin: str, end: str) -> Iterator[None]:
        self.parts.append(Markup(begin))
        yield
        self.parts.append(Markup(end))
