"""Small pages that fit a frame on somebody else's: an action, a theme, the overview's numbers.

Whoever copies the snippet from a page, or whose editor knows oEmbed, shows how things stand as of a day.
"""

import json
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.components.blocks import Block, block, in_its_language, named, pill, sentence
from dashboard.components.context import Published
from dashboard.components.summary import large_numbers, summary
from dashboard.edition.addresses import Spot, way
from dashboard.edition.document import ICON, LOOK, TEMPLATES
from dashboard.edition.edition_page import EditionPage
from dashboard.edition.html import element
from dashboard.locale.numbers import action_number
from dashboard.locale.translator import Words
from dashboard.queries.actions import action, standings
from dashboard.queries.counts import plan_counts, theme_counts

WIDTH = 480
HEIGHTS = {"": 460, "action": 320, "themes": 320}
"""How high the frame of a page is: as much as it shows, where letters are broad."""

OEMBED = "oembed.json"
EMBEDDED = ("", "action", "themes")


@dataclass(frozen=True, slots=True)
class Embed:
    """A page in small: where it is, and its frame as HTML."""

    path: str
    height: int
    frame: str


def can_be_embedded(spot: Spot) -> bool:
    """Tell whether a page has one in small."""
    return spot.part in ("action", "theme") or spot == Spot("")


def embed_of(spot: Spot, title: str, lang: str, base: str) -> Embed:
    """Return where a page in small is, and the frame that shows it."""
    path = f"{lang}/embed/{spot.path(lang).removeprefix(f'{lang}/')}"
    attributes = {
        "src": base + path,
        "title": title,
        "width": WIDTH,
        "height": HEIGHTS[spot.page],
        "style": "max-width:100%;border:1px solid #ccd3da;border-radius:8px",
        "loading": "lazy",
    }
    return Embed(path, HEIGHTS[spot.page], str(element("iframe", attributes)))


def embed_page(leaf: EditionPage, heading: str, book: Published, words: Words, base: str) -> str:
    """Return a page in small: its title, how it stands, as of when, and the way to the whole one."""
    embed = embed_of(leaf.spot, heading, words.lang, base)
    note = words.say(
        "{plan}, figures as at {day}.", plan=book.plan_name(words), day=words.day(book.release.as_of)
    )
    there = leaf.path
    return TEMPLATES.get_template("embed.html").render(
        lang=words.lang,
        title=f"{heading} · {book.plan_name(words)}",
        heading=heading,
        base=base,
        about=there,
        icon=ICON,
        look=way(embed.path, LOOK),
        parts=[leaf.writing.html(part) for part in _parts(leaf.spot, book, words) if part],
        note=f"{note} {book.demonstration_in_short(words)}".strip(),
        home=base + there if base else way(embed.path, there),
        link=words.say("The whole page"),
    )


def oembed(embed: Embed, heading: str, book: Published, words: Words, base: str) -> str:
    """Return what an editor that knows oEmbed asks for."""
    told = {
        "version": "1.0",
        "type": "rich",
        "title": heading,
        "provider_name": book.plan_name(words),
        "provider_url": base,
        "html": embed.frame,
        "width": WIDTH,
        "height": embed.height,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def snippet(embed: Embed, words: Words) -> Markup:
    """Return the part of a page that has the frame to copy, folded up."""
    title = words.say("Show this on your own website")
    told = words.say("Copy these lines into your page. They bring no cookie, and no script.")
    area = element("textarea", {"id": "frame", "readonly": "", "rows": 4, "class": "snippet"}, embed.frame)
    label = element("label", {"for": "frame"}, told)
    return element("details", {"class": "folded"}, element("summary", {}, title), label, area)


def _parts(spot: Spot, book: Published, words: Words) -> list[Block | None]:
    cursor, round_id = book.cursor, book.round.round_id
    if spot.part == "action" and (found := action(cursor, spot.value)):
        now = standings(cursor, found.action_id, round_id)[0]
        told = in_its_language(words.quote(now.in_plain_words, now.words_language), words)
        number = words.say("Action {number}", number=action_number(found.action_id, found.position, words))
        return [
            block("p", pill(now.headline, words), number),
            block("p", told) if told else block("p", named(found.summary_en, found.summary_cy, words)),
        ]
    if spot.part == "theme":
        counts = {found.theme_id: found for found in theme_counts(cursor, round_id)}[spot.value]
        return [block("p", *sentence(summary(counts, words)))]
    counts = plan_counts(cursor, round_id)
    return [block("p", *sentence(summary(counts, words))), large_numbers(counts, words)]
