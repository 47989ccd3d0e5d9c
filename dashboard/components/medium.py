"""What pages are shown on: a screen of Streamlit's, or a file of the edition.

A page says what there is to see through this interface and through nothing else, so that no page exists
twice: `dashboard/public/screen.py` shows it in the app, `dashboard/edition/edition_page.py` writes it as
HTML.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from dashboard.charts.bars import Drawing
from dashboard.components.blocks import Block

Half = AbstractContextManager[object]


class Medium(Protocol):
    """Where one page goes, part by part, in the order in which it is read."""

    @property
    def needs_script(self) -> bool:
        """Tell whether nothing is to be seen without JavaScript, and the software adds words of its own."""
        ...

    def entitle(self, title: str) -> None:
        """Call the document by a title."""
        ...

    def show(self, key: str, *blocks: Block | None, is_live: bool = False) -> None:
        """Show blocks; `is_live` has a screen reader say what changes in them (conventions A20)."""
        ...

    def draw(self, chart: Drawing, alt_text: str) -> None:
        """Show a chart with its words for those who cannot see it."""
        ...

    def halves(self, *, has_table: bool = False) -> tuple[Half, Half]:
        """Return two places beside each other, or on a phone below each other; a table gets more room."""
        ...

    def offer(self, key: str, label: str, content: bytes, file_name: str) -> None:
        """Offer a file to take away."""
        ...

    def ask(self, label: str, part: str, longest: int) -> str | None:
        """Ask for words, which stand in a part of the address; None where nobody is there to be asked."""
        ...

    def leads_to(self, page: str, query: Mapping[str, str]) -> bool:
        """Tell whether there is a way from here to a page in a state."""
        ...
