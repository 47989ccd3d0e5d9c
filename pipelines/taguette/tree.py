"""A tree for html5lib that keeps text apart, counts what it builds and watches the time.

Taguette counts offsets over the text nodes that html5lib makes, so html5lib it must be. Its own trees join
strings as they grow, and build whatever a hostile document asks for; this one does neither.
"""

from html5lib import HTMLParser
from html5lib.treebuilders.base import Node, TreeBuilder

from pipelines.taguette.limits import Deadline, Limits
from pipelines.taguette.problems import UnreadableExport

_XHTML = "http://www.w3.org/1999/xhtml"


class Element(Node):
    """An element whose children are elements and pieces of text, in the order of the document."""

    parent: "Element | None"

    def __init__(self, name: str, namespace: str | None = None) -> None:
        super().__init__(name)
        self.namespace = namespace
        self.nameTuple = (namespace or _XHTML, name)
        self.childNodes: list[Element | str] = []

    def appendChild(self, node: "Element") -> None:
        """Put an element last."""
        self.childNodes.append(node)
        node.parent = self

    def insertText(self, data: str, insertBefore: "Element | None" = None) -> None:
        """Put a piece of text last, or before an element."""
        if insertBefore is None:
            self.childNodes.append(data)
        else:
            self.childNodes.insert(self.childNodes.index(insertBefore), data)

    def insertBefore(self, node: "Element", refNode: "Element") -> None:
        """Put an element before another."""
        self.childNodes.insert(self.childNodes.index(refNode), node)
        node.parent = self

    def removeChild(self, node: "Element") -> None:
        """Take an element out."""
        self.childNodes.remove(node)
        node.parent = None

    def reparentChildren(self, newParent: "Element") -> None:
        """Hand everything inside to another element, in order."""
        for child in self.childNodes:
            if isinstance(child, Element):
                child.parent = newParent
        newParent.childNodes.extend(self.childNodes)
        self.childNodes = []

    def cloneNode(self) -> "Element":  # type: ignore[override]
        """Return an empty element of the same name and attributes."""
        clone = Element(self.name, self.namespace)
        clone.attributes = dict(self.attributes)
        return clone

    def hasContent(self) -> bool:  # type: ignore[override]
        """Whether anything is inside."""
        return bool(self.childNodes)


class _Document(Element):
    def __init__(self) -> None:
        super().__init__("#document")


class _Silent(Element):
    """A comment or a doctype: nobody reads it, so no offset counts it."""

    def __init__(self, *_: str | None) -> None:
        super().__init__("#silent")


def _builder(limits: Limits, deadline: Deadline) -> type[TreeBuilder]:
    """Return a tree builder for one document, with its own count of elements."""

    class Bounded(TreeBuilder):
        documentClass = _Document
        commentClass = _Silent
        doctypeClass = _Silent
        fragmentClass = _Document
        count = 0

        def elementClass(self, name: str, namespace: str | None) -> Element:
            self.count += 1
            if self.count > limits.markup_elements:
                raise UnreadableExport("markup_too_complex", limit=limits.markup_elements)
            if len(self.openElements) > limits.markup_depth:
                raise UnreadableExport("markup_too_complex", limit=limits.markup_depth)
            return Element(name, namespace)

    return Bounded


class _TimedText:
    """Markup as a stream: html5lib asks for it in pieces, and each time the clock is looked at."""

    def __init__(self, markup: str, deadline: Deadline) -> None:
        self._markup = markup
        self._at = 0
        self._deadline = deadline

    def read(self, size: int = -1) -> str:
        self._deadline.check()
        end = len(self._markup) if size < 0 else self._at + size
        piece = self._markup[self._at : end]
        self._at += len(piece)
        return piece


def parse(markup: str, limits: Limits, deadline: Deadline) -> Element:
    """Return the tree of a document's HTML.

    Raises:
        UnreadableExport: `markup_too_complex` or `took_too_long`.
    """
    parser = HTMLParser(tree=_builder(limits, deadline))
    document = parser.parse(_TimedText(markup, deadline))
    assert isinstance(document, Element)
    return document
