"""What a page says before any script has run: its language, its title, its answer, and its preview elsewhere.

Streamlit sends one empty English shell for every page. Here it gets the words of the page that was asked for,
so that nobody looks at a blank page, a link that is sent to a neighbour says what it leads to, and a browser
without JavaScript is told where the figures are.
"""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template

import streamlit

from dashboard.components.context import languages, opened
from dashboard.components.preview import preview
from dashboard.locale.translator import Words, words_for
from dashboard.public.contents import PAGES
from dashboard.settings import Settings

FOLDER = Path(__file__).resolve().parent
LOCALES = {"en": "en_GB", "cy": "cy_GB"}
FILES = ("README.txt", "csv/actions.csv", "csv/action_rounds.csv")
FILE_LINK = '<a href="./data/{release}/{file}">{file}</a>'
PLACES = {
    '<html lang="en">': '<html lang="$lang">',
    '<link rel="shortcut icon"[^>]*>': "",
    r'<!--\s+Machine-readable.*?<link rel="service-desc"[^>]*>': "",
    "<title>.*?</title>": (FOLDER / "head.html").read_text(encoding="utf-8"),
    "<noscript>.*?</noscript>": "",
    '<div id="root"></div>': (FOLDER / "body.html").read_text(encoding="utf-8") + '<div id="root"></div>',
}
"""What stands in Streamlit's shell, and what takes its place."""


def first_page(name: str, address: Mapping[str, str], accepted: str) -> tuple[str, str]:
    """Return the document of a page, and its language: the address's, else the browser's, else English."""
    asked = address.get("lang") or accepted[:2].lower()
    published, is_damaged = opened(address.get("round", ""))
    words = words_for(asked, languages(published))
    if published is None:
        told = (
            words.say("The figures cannot be shown just now")
            if is_damaged
            else words.say("No round has been published yet")
        )
        return _filled(
            words, words.say("Community plan"), told, words.say("Please come back later.")
        ), words.lang
    title, text = preview(name, words.say(PAGES[name][1]), address, published, words)
    said = f"{text.strip()} {published.demonstration(words)}"
    release_id = published.release.release_id
    return _filled(words, published.plan_name(words), title, said, release_id), words.lang


def _filled(words: Words, plan: str, title: str, text: str, release_id: str = "") -> str:
    """Return the shell with its words, all of them escaped."""
    safe = {
        name: escape(value)
        for name, value in {
            "lang": words.lang,
            "locale": LOCALES[words.lang],
            "plan": plan,
            "title": title,
            "text": text.strip(),
            "script": words.say("The pages need JavaScript."),
        }.items()
    }
    files = words.say("All figures are here as files, too:") if release_id else ""
    links = ", ".join(FILE_LINK.format(release=release_id, file=file) for file in FILES if release_id)
    return _shell().substitute(safe, files=f"{escape(files)} {links}", edition=_edition(words))


def _edition(words: Words) -> str:
    """Return the way to the same pages as files, for whoever sees no more than the first words; if any."""
    base = Settings().edition_address
    if not base:
        return ""
    told = words.say("The same pages as files, without JavaScript")
    return f'<p><a href="{escape(base.rstrip("/"))}/{words.lang}/">{escape(told)}</a></p>'


@cache
def _shell() -> Template:
    """Return Streamlit's shell with places for our words; RuntimeError when it is not the one we know."""
    shell = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    shell = shell.replace("$", "$$")
    for place, ours in PLACES.items():
        shell, found = re.subn(place, ours, shell, flags=re.DOTALL)
        if found != 1:
            raise RuntimeError(f"Streamlit's shell has {found} times, not once: {place}")
    return Template(shell)
