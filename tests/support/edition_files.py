"""Editions as a test reads them: their pages, links and texts, and what a validator finds wrong with them."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from tests.support.axe import MODULES, TESTS, install

RULES = {
    "extends": ["html-validate:standard", "html-validate:document"],
    "rules": {
        # A title of up to 400 letters is the plan's own.
        "long-title": "off",
        # Nothing comes from anywhere else; what does, has to be known by its hash.
        "require-sri": ["error", {"target": "crossorigin"}],
    },
}


def pages(site: Path) -> list[Path]:
    """Return the HTML files of an edition."""
    return sorted(site.rglob("*.html"))


def soup(page: Path) -> BeautifulSoup:
    """Return a page as a tree, to be looked at only: whoever asks again gets the same."""
    return _read(page, page.stat().st_mtime_ns)


@lru_cache(maxsize=512)
def _read(page: Path, written_at: int) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html5lib")


def text_of(found: BeautifulSoup | Tag) -> str:
    """Return the words of a part of a page, parted by single spaces."""
    return " ".join(found.get_text(" ").split())


def dead_links(site: Path) -> Iterator[str]:
    """Give every link of an edition to a file that is not there, or to a place on a page that is not."""
    site = site.resolve()
    ids = {page: {str(tag["id"]) for tag in soup(page).select("[id]")} for page in pages(site)}
    for page in ids:
        if page.name == "404.html":
            continue
        for tag in soup(page).select("[href], [src]"):
            address = urlsplit(str(tag.get("href") or tag.get("src")))
            if address.scheme in {"http", "https", "data", "mailto"}:
                continue
            target = (page.parent / unquote(address.path)).resolve() if address.path else page
            is_there = target.is_file() and target.is_relative_to(site)
            if not is_there or (address.fragment and address.fragment not in ids.get(target, set())):
                yield f"{page.relative_to(site)}: {address.geturl()}"


def invalid(site: Path, folders: Sequence[str] = ("",)) -> list[str]:
    """Return what html-validate finds wrong with the pages in some folders of an edition, with its place."""
    install()
    rules = site.parent / "htmlvalidate.json"
    rules.write_text(json.dumps({"root": True, **RULES}), encoding="utf-8")
    told = site.parent / "htmlvalidate-found.json"  # its whole answer does not fit into a pipe
    told.unlink(missing_ok=True)
    command = [str(MODULES / ".bin" / "html-validate"), "--config", str(rules), "--formatter", f"json={told}"]
    done = subprocess.run(
        [*command, *(str(site / folder) for folder in folders)],
        cwd=TESTS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.is_file(), done.stderr
    return [
        f"{found['filePath']}:{message['line']}: {message['ruleId']}: {message['message']}"
        for found in json.loads(told.read_bytes())
        for message in found["messages"]
    ]
