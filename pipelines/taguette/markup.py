"""A document's text as Taguette counts it, in UTF-8 bytes over text nodes, and the block of each piece."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from pipelines.taguette.limits import Deadline, Limits
from pipelines.taguette.tree import Element, parse

_ONE_PERSON = frozenset({"li", "tr"})
"""A list item or a table row is what one person said, however many paragraphs or cells it has."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th", "caption", "title"})
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hgroup",
    "html", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "thead", "ul",
})
# fmt: on
_BREAKS = _ONE_PERSON | _HEADINGS | _BLOCKS | {"br", "hr"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A block of the document that is read as one: a paragraph, a list item, a table row, or a heading."""

    number: int
    kind: str


@dataclass(frozen=True, slots=True)
class Run:
    """One text node: where it lies in bytes, its unit, and how many block edges came before it."""

    start: int
    end: int
    text: str
    unit: Unit
    edge: int


@dataclass(frozen=True)
class Text:
    """A document's text nodes, in order."""

    runs: list[Run]
    encoded: bytes
    _starts: list[int] = field(repr=False)

    def within(self, start: int, end: int) -> Iterator[tuple[Run, str]]:
        """Give each run that the byte range touches, with the part that lies inside it."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        for run in self.runs[at:]:
            if run.start >= end:
                return
            part = self.encoded[max(run.start, start) : min(run.end, end)]
            if part:
                yield run, part.decode("utf-8", "ignore")

    def read(self, start: int, end: int) -> str:
        """Return the words of a byte range: a space where a block ends, and single spaces throughout."""
        return joined(self.within(start, end))


def joined(parts: Iterator[tuple[Run, str]]) -> str:
    """Return the parts as one line of words, a space between those in different blocks."""
    words: list[str] = []
    edge = -1
    for run, part in parts:
        words.append(part if run.edge == edge else f" {part}")
        edge = run.edge
    return " ".join("".join(words).split())


def read_markup(markup: str, limits: Limits, deadline: Deadline) -> Text:
    """Return the text of a document's HTML.

    Raises:
        UnreadableExport: `markup_too_complex` or `took_too_long`.
    """
    runs = list(_Walk().runs(parse(markup, limits, deadline)))
    return Text(runs, "".join(run.text for run in runs).encode(), [run.start for run in runs])


class _Leave:
    """The mark, on the walk's stack, that an element's children are done."""

    def __init__(self, name: str) -> None:
        self.name = name


class _Walk:
    """One pass over a tree, without recursion, as its depth is a stranger's choice."""

    def __init__(self) -> None:
        self._numbers = count()
        self._units = [self._new("block")]
        self._edge = 0
        self._byte = 0

    def runs(self, root: Element) -> Iterator[Run]:
        ahead: list[Element | str | _Leave] = [root]
        while ahead:
            item = ahead.pop()
            if isinstance(item, str):
                yield self._run(item)
            elif isinstance(item, _Leave):
                self._leave(item.name)
            else:
                self._enter(item.name)
                ahead.append(_Leave(item.name))
                ahead.extend(reversed(item.childNodes))

    def _new(self, kind: str) -> Unit:
        return Unit(next(self._numbers), kind)

    def _run(self, text: str) -> Run:
        start = self._byte
        self._byte += len(text.encode())
        return Run(start, self._byte, text, self._units[-1], self._edge)

    def _enter(self, name: str) -> None:
        self._edge += name in _BREAKS
        if name in _ONE_PERSON:
            self._units.append(self._new("row" if name == "tr" else "item"))
        elif name in _HEADINGS:
            self._units.append(self._new("heading"))
        elif name in _BLOCKS and self._units[-1].kind == "block":
            self._units.append(self._new("block"))
        elif name in _BREAKS or name in _BLOCKS:
            self._units.append(self._units[-1])

    def _leave(self, name: str) -> None:
        self._edge += name in _BREAKS
        if name not in _BREAKS:
            return
        self._units.pop()
        if name in _BLOCKS and self._units[-1].kind == "block":
            self._units[-1] = self._new("block")
