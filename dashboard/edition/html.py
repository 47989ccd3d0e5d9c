"""Blocks as HTML: the closed lists of tags and attributes of `block_view.js`, every text escaped."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from markupsafe import Markup, escape

from dashboard.components.blocks import Block

TAGS = frozenset(
    {
        *("a", "aside", "b", "blockquote", "caption", "code", "dd", "details", "div", "dl", "dt", "footer"),
        *("h1", "h2", "h3", "h4", "header", "li", "nav", "ol", "p", "section", "small", "span", "strong"),
        *("summary", "table", "tbody", "td", "th", "thead", "time", "tr", "ul"),
    }
)
ATTRIBUTES = frozenset(
    {
        *("aria-current", "aria-hidden", "aria-label", "aria-labelledby", "aria-live", "data-label"),
        *("datetime", "hreflang", "id", "lang", "role", "scope", "tabindex", "title"),
    }
)
WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
FILE = re.compile(r"[\w.-]+(/[\w-]+(\.\w+)*)+")


def element(tag: str, attributes: Mapping[str, object], *children: object) -> Markup:
    """Return an element around its children; whatever is not HTML already is escaped."""
    given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return Markup(f"<{tag}{given}>{''.join(map(escape, children))}</{tag}>")


@dataclass
class Paints:
    """The colours that blocks were painted in, each as a class of the stylesheet: no page has styles."""

    found: dict[str, Mapping[str, object]] = field(default_factory=dict)

    def name(self, paint: Mapping[str, object]) -> str:
        """Return the class of a paint."""
        name = "p" + sha256(repr(sorted(paint.items())).encode()).hexdigest()[:6]
        self.found[name] = paint
        return name

    def stylesheet(self) -> str:
        """Return a rule for each paint."""
        rules = {
            name: ";".join(f"--{part}:{value}" for part, value in paint.items())
            for name, paint in self.found.items()
        }
        return "".join(f".{name}{{{rule}}}\n" for name, rule in sorted(rules.items()))


@dataclass(frozen=True)
class Writing:
    """Where the links of a page lead, how its blocks are painted, and what they are found by."""

    link_to: Callable[[Mapping[str, Any]], str | None]
    file_link: Callable[[str], str | None]
    paints: Paints
    sought: list[object] = field(default_factory=list)

    def html(self, block: Block) -> Markup:
        """Return a block as an element; one that is not on the lists becomes a span."""
        pieces: list[str] = []
        self._write(block, pieces)
        return Markup("".join(pieces))

    def _write(self, block: Block, pieces: list[str]) -> None:
        tag = str(block["tag"]) if block["tag"] in TAGS else "span"
        given: dict[str, object] = block.get("attributes", {})  # type: ignore[assignment]
        attributes = {name: value for name, value in given.items() if name in ATTRIBUTES}
        if tag == "a":
            href = self._href(block, given.get("href"))
            tag = "a" if href else "span"
            attributes |= {"href": href} if href else {}
            attributes |= {"rel": "noopener noreferrer"} if href and "href" in given else {}
        if kind := self._class(block):
            attributes["class"] = kind
        if "sought" in block:
            attributes["data-sought"] = len(self.sought)
            self.sought.append(block["sought"])
        pieces.append(f"<{tag}")
        pieces += [f' {name}="{escape(value)}"' for name, value in attributes.items()]
        pieces.append(">")
        for child in block["children"]:  # type: ignore[attr-defined]
            if isinstance(child, str):
                pieces.append(escape(child))
            else:
                self._write(child, pieces)
        pieces.append(f"</{tag}>")

    def _class(self, block: Block) -> str:
        paint: Any = block.get("paint")
        return f"{block.get('kind', '')} {self.paints.name(paint) if paint else ''}".strip()

    def _href(self, block: Block, address: object) -> str | None:
        """Return where a link leads; None where it leads nowhere."""
        to: Any = block.get("to")
        if to:
            return self.link_to(to)
        if spot := block.get("spot"):
            return f"#{spot}"
        if file := block.get("file"):
            return self.file_link(str(file)) if FILE.fullmatch(str(file)) else None
        return str(address) if WEB_ADDRESS.match(str(address)) else None
