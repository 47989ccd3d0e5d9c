"""What a browser's tab says while something happens in it, and whether a page and its words fit into it."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, WebSocketRoute
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.support import patience

WIDE, NARROW, HEIGHT = 1280, 320, 900
WIDTHS = {"en": (WIDE, NARROW), "cy": (NARROW, WIDE)}
"""At which a language is looked at: Welsh, whose words are longer, narrow first; then, in the long form."""
READERS = (
    *((lang, first) for lang, (first, _) in WIDTHS.items()),
    *(pytest.param(lang, then, marks=pytest.mark.long) for lang, (_, then) in WIDTHS.items()),
)
"""Each language and width of window."""
BETWEEN = 0.03
"""Seconds between two messages of a slow server: Streamlit shows together what comes within one hundredth."""
COUNTED = """(places) => {
  window.most = places.map(() => 0);
  const counted = (place, most) => Math.max(most, document.querySelectorAll(place).length);
  const watch = () => { window.most = places.map((place, which) => counted(place, window.most[which])); };
  new MutationObserver(watch).observe(document, { childList: true, subtree: true });
}"""
"""Keeps in a page how many of some places it has shown at once at most."""


def widen(page: Page, width: int) -> None:
    """Give a page's window a width."""
    page.set_viewport_size({"width": width, "height": HEIGHT})


@contextmanager
def listening(page: Page, **heard: Callable[[Any], object]) -> Iterator[None]:
    """Have what a page says heard meanwhile, and no longer: `console`, `pageerror`, `request`."""
    for event, hear in heard.items():
        page.on(event, hear)  # type: ignore[call-overload]
    try:
        yield
    finally:
        for event, hear in heard.items():
            page.remove_listener(event, hear)


@contextmanager
def run_again(page: Page) -> Iterator[None]:
    """Wait at the end until a connection that the page made meanwhile has brought a whole run."""
    runs: list[bytes] = []

    def hear(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: runs.append(frame) if _ends_a_run(frame) else None)

    with listening(page, websocket=hear):
        yield
        deadline = time.monotonic() + patience.SECONDS
        while not runs:
            assert time.monotonic() < deadline, "the page has not been made again"
            page.wait_for_timeout(50)
    page.evaluate("() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")


@contextmanager
def at_once(context: BrowserContext, *places: str) -> Iterator[tuple[Page, list[int]]]:
    """Give a tab, and a list that is filled in at the end: how many of each place it showed at once at most.

    Its server is slow: each message is shown before the next one is there.
    """

    def one_by_one(near: WebSocketRoute) -> None:
        def hand_on(message: str | bytes) -> None:
            time.sleep(BETWEEN)
            near.send(message)

        near.connect_to_server().on_message(hand_on)

    most: list[int] = []
    with closing(context.new_page()) as tab:
        tab.route_web_socket(re.compile("/_stcore/stream"), one_by_one)
        tab.add_init_script(f"({COUNTED})({json.dumps(places)})")
        yield tab, most
        most += tab.evaluate("() => window.most")


def _ends_a_run(frame: str | bytes) -> bool:
    told = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
    is_end = told.WhichOneof("type") == "script_finished"
    return is_end and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


def overhang(page: Page) -> list[int]:
    """Return by how much a page is wider than its window: of the document, and of what scrolls in it."""
    found: list[int] = page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".map((box) => box.scrollWidth - box.clientWidth)"
    )
    return found


def cut_off(page: Page) -> list[str]:
    """Return the words of each button that are not shown whole, for want of room."""
    found: list[str] = page.evaluate(
        """() => {
          const isCut = (box) =>
            getComputedStyle(box).overflowX === "hidden" && box.scrollWidth > box.clientWidth + 1;
          return [...document.querySelectorAll("button")]
            .filter((button) => [button, ...button.querySelectorAll("*")].some(isCut))
            .map((button) => button.innerText);
        }"""
    )
    return found
