"""A whole page of HTML around what was shown on it: a head for machines, a frame for readers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard.components.blocks import Block
from dashboard.edition.addresses import way
from dashboard.edition.edition_page import SCRIPT, EditionPage

LOOK = "look.css"
LOCALES = {"en": "en_GB", "cy": "cy_GB"}
ICON = (
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2032%2032'%3E%3Crect%20"
    "width='32'%20height='32'%20rx='6'%20fill='%2312436D'/%3E%3Cpath%20d='M8%2017l5%205%2011-12'%20fill='none'%20"
    "stroke='%23fff'%20stroke-width='4'%20stroke-linecap='round'/%3E%3C/svg%3E"
)
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    keep_trailing_newline=True,
)


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself to machines, and where the edition is."""

    plan: str
    text: str
    """What it answers, in a line."""
    languages: Sequence[str]
    base: str = ""
    """The edition's address, with a slash at its end; empty where nobody said."""
    data: Mapping[str, object] | None = None
    """What it is about, as JSON-LD."""
    feed: str = ""
    """The file of the feed that follows it; empty where none does."""
    oembed: str = ""
    """Where an editor asks how to show it in a frame; empty where it is not known or not shown in one."""
    card: str = ""
    """Where its picture is; empty where it has none."""


def document(leaf: EditionPage, about: About, skip: str, head: Sequence[Block | None], foot: Block) -> str:
    """Return a page as it is written to its file."""
    banner, masthead = (leaf.writing.html(block) if block else None for block in head)
    others = about.languages if len(about.languages) > 1 else ()
    there = {lang: leaf.spot.path(lang) for lang in others}
    return TEMPLATES.get_template("page.html").render(
        lang=leaf.lang,
        locale=LOCALES[leaf.lang],
        path=leaf.path,
        title=leaf.title,
        heading=leaf.title.removesuffix(f" · {about.plan}"),
        about=about,
        alternates=[
            (lang, about.base + path if about.base else way(leaf.path, path)) for lang, path in there.items()
        ],
        icon=ICON,
        look=way(leaf.path, LOOK),
        data=json_ld(about.data) if about.data else None,
        script=SCRIPT if leaf.question else None,
        skip=skip,
        banner=banner,
        masthead=masthead,
        parts=leaf.parts,
        foot=leaf.writing.html(foot),
    )


def json_ld(data: Mapping[str, object]) -> Markup:
    """Return data as a script element holds them: nothing in them ends it."""
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026"))
