"""A text that a spreadsheet could run as a formula is marked as text (conventions X11)."""

from pathlib import Path

import pytest

from pipelines.contracts import FEEDS
from pipelines.intake.workbooks.document import Formats, new_book

WORDS = FEEDS["return"].tables["updates"].columns["what_happened"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_begins_like_a_formula_is_marked_as_text(start: str, tmp_path: Path) -> None:
    formats = Formats.of(new_book(tmp_path / "book.xlsx"))

    assert formats.quoted(f"{start}SUM(1)") is formats.open_quoted
    assert formats.for_text(WORDS, f"{start}SUM(1)") is formats.open_quoted


def test_other_words_are_not(tmp_path: Path) -> None:
    formats = Formats.of(new_book(tmp_path / "book.xlsx"))

    assert formats.quoted("SUM(1) = 1") is formats.text
    assert formats.for_text(WORDS, "SUM(1) = 1") is formats.open
