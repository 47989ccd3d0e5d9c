"""Atom feeds: for the plan, each theme and each action, an entry for every published change, in words.

Whoever follows a feed gives no address to anybody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from dashboard.components.context import Published
from dashboard.edition.addresses import Spot, way
from dashboard.locale.numbers import action_number
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import CHANGED_COLUMNS, HEADLINES, REVISION_KINDS, named_in
from dashboard.queries.actions import Standing, Tile, standings
from dashboard.queries.changes import changes
from dashboard.queries.revisions import Revision, revisions

ATOM = "http://www.w3.org/2005/Atom"
FEED = "feed.xml"
MOST = 100
"""How many entries a feed holds; a reader that asks once a month needs fewer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One published change of an action."""

    key: str
    """What it is known by for good, whatever is published later."""
    action_id: str
    title: str
    text: str
    lang: str
    on: date
    place: int


def entries(book: Published, tiles: Sequence[Tile], words: Words) -> list[Entry]:
    """Return every change that the release tells of, the newest first: of status, of words, by correction."""
    found = [*_moved(book, tiles, words), *_corrected(book, tiles, words)]
    return sorted(found, key=lambda entry: (entry.on, -entry.place), reverse=True)


def told_of(book: Published, action: Tile, words: Words) -> list[Entry]:
    """Return what the rounds tell of one action: where its status changed, or its lead said something new."""
    past = standings(book.cursor, action.action_id, book.release.round_id)
    told = [
        _entry(book, action, now, words)
        for now, before in pairwise([*past, None])
        if now and (before is None or _says_more(now, before))
    ]
    corrected = [entry for entry in _corrected(book, [action], words)]
    return sorted([*told, *corrected], key=lambda entry: entry.on, reverse=True)


def feed(found: Sequence[Entry], title: str, spot: Spot, book: Published, words: Words, base: str) -> str:
    """Return a feed as Atom; its addresses are whole where the edition knows its own."""
    ElementTree.register_namespace("", ATOM)
    here = spot.path(words.lang)
    root = _element(None, "feed", "", {"{http://www.w3.org/XML/1998/namespace}lang": words.lang})
    _element(root, "title", title)
    _element(root, "id", _urn(book.plan.plan_id, words.lang, here))
    _element(root, "updated", _moment(found[0].on if found else book.day_of(book.release.published_at)))
    _element(root, "link", "", {"href": base + here if base else way(here, here), "rel": "alternate"})
    if base:
        _element(root, "link", "", {"href": base + here + FEED, "rel": "self"})
    author = _element(root, "author", "")
    group = words.pick(book.plan.steering_group_en, book.plan.steering_group_cy)
    _element(author, "name", group.text if group else book.plan_name(words))
    said = book.demonstration(words)
    if said:
        _element(root, "subtitle", said)
    for entry in found[:MOST]:
        there = Spot("action", "action", entry.action_id).path(words.lang)
        part = _element(root, "entry", "")
        _element(part, "title", entry.title)
        _element(part, "id", _urn(book.plan.plan_id, words.lang, entry.key))
        _element(part, "updated", _moment(entry.on))
        _element(part, "link", "", {"href": base + there if base else way(here, there)})
        spoken = {"{http://www.w3.org/XML/1998/namespace}lang": entry.lang}
        _element(part, "content", entry.text or entry.title, {"type": "text", **spoken})
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _moved(book: Published, tiles: Sequence[Tile], words: Words) -> Iterator[Entry]:
    known = {tile.action_id: tile for tile in tiles}
    for before, after in pairwise(book.released):
        for change in changes(book.cursor, before.round_id, after.round_id):
            said = words.quote(change.in_plain_words, change.words_language)
            moved = f"{_was(change.was, words)} → {_was(change.headline, words)}"
            title = f"{_name(known[change.action_id], words)}: {moved}"
            yield Entry(
                f"{change.action_id}/{after.round_id}",
                change.action_id,
                title,
                said.text if said else "",
                said.lang if said else words.lang,
                _published_on(book, after.round_id),
                change.position,
            )


def _corrected(book: Published, tiles: Sequence[Tile], words: Words) -> Iterator[Entry]:
    known = {tile.action_id: tile for tile in tiles}
    by_cause: dict[tuple[str, str], list[Revision]] = {}
    for one in revisions(book.cursor):
        if one.kind == "correction" and one.action_id in known:
            by_cause.setdefault((one.release_id, one.action_id), []).append(one)
    for (release_id, action_id), found in by_cause.items():
        told = "; ".join(dict.fromkeys(_value(one, words) for one in found))
        title = f"{_name(known[action_id], words)}: {words.say(REVISION_KINDS['correction'])}"
        yield Entry(
            f"{action_id}/{release_id}",
            action_id,
            title,
            told,
            words.lang,
            found[0].revised_on,
            known[action_id].position,
        )


def _value(found: Revision, words: Words) -> str:
    def shown(value: str | None) -> str:
        return words.say("nothing") if value is None else named_in(HEADLINES, value, words)

    return f"{named_in(CHANGED_COLUMNS, found.column_name, words)}: {shown(found.was)} → {shown(found.now)}"


def _entry(book: Published, action: Tile, now: Standing, words: Words) -> Entry:
    said = words.quote(now.in_plain_words, now.words_language)
    of_round = book.round_name(now.round_id, words)
    title = f"{_name(action, words)}: {words.say(HEADLINES[now.headline])} ({of_round})"
    return Entry(
        f"{action.action_id}/{now.round_id}",
        action.action_id,
        title,
        said.text if said else "",
        said.lang if said else words.lang,
        _published_on(book, now.round_id),
        action.position,
    )


def _says_more(now: Standing, before: Standing) -> bool:
    told = (now.headline, now.stated_on, now.in_plain_words)
    return told != (before.headline, before.stated_on, before.in_plain_words)


def _name(action: Tile, words: Words) -> str:
    title = words.pick(action.title_en, action.title_cy)
    number = action_number(action.action_id, action.position, words)
    return f"{number} {title.text if title else words.say('title not yet entered')}"


def _was(headline: str, words: Words) -> str:
    return words.say(HEADLINES[headline]).lower()


def _published_on(book: Published, round_id: str) -> date:
    """Return the day on which a round's news went out: the release's own, or as the calendar announced it."""
    if round_id == book.release.round_id:
        return book.day_of(book.release.published_at)
    return next(found.publish_on for found in book.rounds if found.round_id == round_id)


def _moment(on: date) -> str:
    return f"{on.isoformat()}T00:00:00Z"


def _urn(plan_id: str, lang: str, key: str) -> str:
    return uuid5(NAMESPACE_URL, f"{plan_id}/{lang}/{key}").urn


def _element(
    parent: ElementTree.Element | None, name: str, text: str, attributes: dict[str, str] | None = None
) -> ElementTree.Element:
    tag = f"{{{ATOM}}}{name}"
    made = ElementTree.Element(tag) if parent is None else ElementTree.SubElement(parent, tag)
    made.attrib |= attributes or {}
    made.text = text or None
    return made
