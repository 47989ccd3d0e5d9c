"""Blocks of words, as data: what the component `block_view` builds in the browser, text always as text.

A block is plain JSON. Only the tags and attributes that `block_view.js` knows are built; nothing is ever
parsed as markup, so that no partner's or resident's words can become code (conventions X15).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from dashboard.charts.theme import LOOKS
from dashboard.locale.translator import TextInLanguage, Words, strong_parts
from dashboard.locale.vocabulary import HEADLINES

Block: TypeAlias = dict[str, object]
Child: TypeAlias = Block | str | None


def block(tag: str, *children: Child, kind: str = "", **attributes: object) -> Block:
    """Return an element; `kind` is its class, attributes are written with `_` for `-`."""
    built: Block = {"tag": tag, "children": [child for child in children if child is not None]}
    if kind:
        built["kind"] = kind
    kept = {
        name.strip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None
    }
    return built | ({"attributes": kept} if kept else {})


def sentence(text: str) -> list[Child]:
    """Return a sentence of ours with the parts between `**` strong."""
    return [block("strong", part) if is_strong else part for part, is_strong in strong_parts(text)]


def link(
    text: Child, page: str, query: Mapping[str, str], kind: str = "", spot: str = "", **attributes: object
) -> Block:
    """Return a link to a page of this app with its state in the address, and to a heading by its id."""
    to: dict[str, object] = {"page": page, "query": dict(query)}
    if spot:
        to["spot"] = spot
    return block("a", text, kind=kind, **attributes) | {"to": to}


def unseen(text: str) -> Block:
    """Return words for those who do not see what stands around them.

    They stand among the visible words, so that what a thing is called holds what it shows (WCAG 2.5.3). A
    browser puts a space before and after them: a dash joins them, and a comma would stand alone.
    """
    return block("span", text, kind="hidden")


def file_link(text: str, file: str, told_apart_by: str) -> Block:
    """Return a link to a file of a release, by its release and its name there."""
    return block("a", text, unseen(f" – {told_apart_by}")) | {"file": file}


def spot_link(text: str, spot: str) -> Block:
    """Return a link to a place on the same page, by the id of its heading."""
    return block("a", text) | {"spot": spot}


def heading(spot: str, title: str) -> Block:
    """Return the heading of a section that links can lead to."""
    return block("h2", title, id=spot)


def folded(title: str, *children: Child, kind: str = "folded") -> Block:
    """Return something that its title unfolds."""
    return block("details", block("summary", title), *children, kind=kind)


def outside_link(text: str, address: str, told_apart_by: str) -> Block:
    """Return a link to another site; anything but a web address becomes plain text in the browser."""
    return block("a", text, unseen(f" – {told_apart_by}"), href=address)


def in_its_language(text: TextInLanguage | None, words: Words) -> Block | None:
    """Return a text in its own language, and say so where the reader's has none (conventions A17, W7)."""
    if text is None:
        return None
    if text.is_translated:
        return block("span", text.text)
    told = block("span", text.text, lang=text.lang)
    if words.other is None:
        return told
    return block("span", told, " ", block("small", words.say("Not yet translated"), kind="untranslated"))


def named(en: str | None, cy: str | None, words: Words) -> Block | None:
    """Return the reader's language of a pair of texts, as `said` does."""
    return in_its_language(words.pick(en, cy), words)


def painted(built: Block, headline: str) -> Block:
    """Return a block in the look of a headline."""
    look = LOOKS[headline]
    paint = {"fill": look.fill, "edge": look.edge, "ink": look.ink, "second": look.second_fill or look.fill}
    return built | {"paint": paint, "kind": f"{built.get('kind', '')} look {look.style}".strip()}


def pill(headline: str, words: Words) -> Block:
    """Return a headline as a pill: sign, word and colours."""
    sign = block("span", LOOKS[headline].sign, aria_hidden="true", kind="sign")
    return painted(block("span", sign, " ", words.say(HEADLINES[headline]), kind="pill"), headline)


def parted(items: Sequence[Child]) -> list[Child]:
    """Return items with a comma between each two."""
    return [part for item in items for part in (", ", item)][1:]


def day(value: date | None, words: Words) -> Block | None:
    """Return a date that a machine can read too."""
    return None if value is None else block("time", words.day(value), datetime=value.isoformat())
