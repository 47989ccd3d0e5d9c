"""Pages of the public app as a browser is sent them by a server, read without a browser."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.request import urlopen

from streamlit.proto.Element_pb2 import Element

from tests.support.streamlit_server import streamlit
from tests.support.streamlit_session import SECONDS, Session, session

PAPER = "plan.blocks"


@dataclass
class Shown:
    """A page in a session that stays open; `again` shows it anew, as a reader's browser asks for it."""

    session: Session
    page: str
    query: dict[str, str]

    def again(self) -> Self:
        self.session.run(self.page, self.query)
        return self

    def all(self, kind: str) -> list[Any]:
        """Return what the page holds of a kind of element, in order."""
        return [getattr(each, kind) for each in self.elements if each.WhichOneof("type") == kind]

    @property
    def elements(self) -> list[Element]:
        return self.session.elements

    @property
    def address(self) -> str:
        """Return the query in the address that a browser now shows."""
        return self.session.query_string

    def fetched(self, path: str) -> bytes:
        """Return a file that the page offers, as a browser gets it."""
        with urlopen(self.session.server + path, timeout=SECONDS) as answer:
            content: bytes = answer.read()
        return content

    @property
    def papers(self) -> list[dict[str, Any]]:
        """Return what each of the page's components was told: `blocks`, and how they are shown."""
        told = [each for each in self.all("bidi_component") if each.component_name == PAPER]
        return [json.loads(each.json) for each in told]


@dataclass
class PublicApp:
    """A server of the public app; `shows` is a link to the releases that it has, which each call turns."""

    address: str
    shows: Path
    log: Path
    sessions: ExitStack = field(default_factory=ExitStack)

    def __call__(self, releases: Path, page: str = "overview", **query: str) -> Shown:
        """Open a page on a folder of releases, in a session of its own."""
        self.shows.unlink(missing_ok=True)
        self.shows.symlink_to(releases)
        opened = self.sessions.enter_context(session(self.address))
        return Shown(opened, "" if page == "overview" else page, query).again()


@contextmanager
def public_app(folder: Path, **settings: str) -> Iterator[PublicApp]:
    """Serve the public app with some settings."""
    shows, log = folder / "shows", folder / "server.log"
    with streamlit("dashboard/public/served.py", log=log, PLAN_RELEASES=str(shows), **settings) as address:
        app = PublicApp(address, shows, log)
        with app.sessions:
            yield app


def blocks(shown: Shown) -> list[dict[str, Any]]:
    """Return every block of a page, in order."""
    return [block for paper in shown.papers for block in paper["blocks"]]


def walk(block: dict[str, Any] | str) -> Iterator[dict[str, Any]]:
    """Yield a block and every block in it."""
    if isinstance(block, dict):
        yield block
        for child in block["children"]:
            yield from walk(child)


def texts(block: dict[str, Any] | str) -> str:
    """Return the words of a block."""
    return block if isinstance(block, str) else "".join(texts(child) for child in block["children"])


def texts_of_cells(row: dict[str, Any]) -> list[str]:
    """Return the words of each cell of a row."""
    return [texts(cell) for cell in row["children"]]


def all_of(shown: Shown, tag: str) -> list[dict[str, Any]]:
    """Return every block of a page that has a tag, in order."""
    return [found for block in blocks(shown) for found in walk(block) if found["tag"] == tag]


def words_of(shown: Shown) -> str:
    """Return all that a page says, a line for each block."""
    return "\n".join(texts(block) for block in blocks(shown))
