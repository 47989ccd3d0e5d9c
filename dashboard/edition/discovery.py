"""What the edition says to machines: where its pages are, and what each is about."""

import json
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from dashboard.components.context import Published
from dashboard.edition.addresses import Spot
from dashboard.locale.translator import Words

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
WITH_DATA = ("", "about")
"""The pages that describe the release's data as a whole (conventions O4)."""


def robots(base: str) -> str:
    """Return `robots.txt`: everything may be read."""
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {base}sitemap.xml\n" if base else "")


def sitemap(spots: Sequence[Spot], book: Published, base: str) -> str:
    """Return the list of every page, each with the same page in the plan's other language."""
    ElementTree.register_namespace("", SITEMAPS)
    ElementTree.register_namespace("xhtml", XHTML)
    urls = ElementTree.Element(f"{{{SITEMAPS}}}urlset")
    changed = book.day_of(book.release.published_at).isoformat()
    for spot in spots:
        for lang in book.plan.spoken:
            url = ElementTree.SubElement(urls, f"{{{SITEMAPS}}}url")
            ElementTree.SubElement(url, f"{{{SITEMAPS}}}loc").text = base + spot.path(lang)
            ElementTree.SubElement(url, f"{{{SITEMAPS}}}lastmod").text = changed
            for other in book.plan.spoken if len(book.plan.spoken) > 1 else ():
                href = base + spot.path(other)
                ElementTree.SubElement(url, f"{{{XHTML}}}link", rel="alternate", hreflang=other, href=href)
    return ElementTree.tostring(urls, encoding="unicode", xml_declaration=True) + "\n"


def about_data(spot: Spot, title: str, text: str, book: Published, words: Words, base: str) -> dict[str, Any]:
    """Return what a page is about, as schema.org has it: the data set itself, or a page of the plan."""
    if spot.page in WITH_DATA and not spot.part and (data := _data_set(book, base)):
        return data
    about = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "description": text,
        "inLanguage": words.lang,
        "dateModified": book.day_of(book.release.published_at).isoformat(),
        "isPartOf": {"@type": "WebSite", "name": book.plan_name(words), **({"url": base} if base else {})},
        "license": LICENCE,
    }
    return about | ({"url": base + spot.path(words.lang)} if base else {})


def _data_set(book: Published, base: str) -> dict[str, Any] | None:
    """Return the release's own description of its data, its files named as they are in the edition."""
    file = book.folder / "dataset.jsonld"
    if not file.is_file():
        return None
    told: dict[str, Any] = json.loads(file.read_bytes())
    place = f"{base}data/{book.release.release_id}/"
    told["distribution"] = [one | {"contentUrl": place + one["contentUrl"]} for one in told["distribution"]]
    return told | ({"url": base} if base else {})
