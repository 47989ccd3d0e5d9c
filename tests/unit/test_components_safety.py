"""What partners wrote stays text, in tables and in files (conventions X11, X15)."""

import csv
import io
import re

import pytest

from dashboard.components.block_view import FOLDER
from dashboard.components.blocks import block, in_its_language, link
from dashboard.components.csv_of_figures import actions_csv, harmless
from dashboard.locale.translator import TextInLanguage, words_in
from dashboard.queries.actions import Tile


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_gets_no_formula(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"


def test_the_file_holds_a_row_per_action_with_its_code() -> None:
    tile = Tile("A01", 1, "theme", "=HYPERLINK()", None, "on_track")

    rows = list(csv.reader(io.StringIO(actions_csv([tile], words_in("en")).decode("utf-8-sig"))))

    assert rows == [
        ["Number", "Action", "Status", "Status code"],
        ["1", "'=HYPERLINK()", "On track", "on_track"],
    ]


def test_words_of_another_language_carry_it_and_say_that_they_are_not_translated() -> None:
    built = in_its_language(TextInLanguage("Da iawn", "cy", is_translated=False), words_in("en"))

    assert built is not None
    assert built["children"][0] == block("span", "Da iawn", lang="cy")  # type: ignore[index]
    assert "Not yet translated" in str(built)


def test_a_link_is_a_page_and_a_state_never_an_address() -> None:
    built = link("Action", "action", {"action": "javascript:alert(1)"})

    assert built["to"] == {"page": "action", "query": {"action": "javascript:alert(1)"}}
    assert "attributes" not in built


def test_nothing_is_laid_out_by_the_width_of_the_window_with_its_scroll_bar() -> None:
    """Where a scroll bar takes room, such a part is wider than the page, which then scrolls sideways."""
    rules = "".join(
        (FOLDER / name).read_text(encoding="utf-8") for name in ("block_view.css", "streamlit.css")
    )
    measured = re.findall(r"([\w-]+):[^;{}]*\d(?:cq|v)[wi]", rules)

    assert set(measured) <= {"border-image"}, "painted, and no part of the layout"
    assert measured
