"""What a browser's tab says while something happens in it, and whether a page fits into it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page


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


def overhang(page: Page) -> list[int]:
    """Return by how much a page is wider than its window: of the document, and of what scrolls in it."""
    found: list[int] = page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".map((box) => box.scrollWidth - box.clientWidth)"
    )
    return found
