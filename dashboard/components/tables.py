"""Tables of numbers beside pictures, as native tables whose cells are text.

Streamlit's own table reads its cells as Markdown, and where it is wider than a phone it scrolls in a box that
no keyboard reaches; this one has neither fault (conventions A5, A6, A14, X15).
"""

from dashboard.charts.bars import Figures
from dashboard.components.blocks import Block, block


def figure_table(figures: Figures, title: str) -> Block:
    """Return the table of a chart, each row with its header, in a box that a keyboard can scroll."""
    head = block("tr", *(block("th", name, scope="col") for name in figures.columns))
    rows = [
        block("tr", block("th", name, scope="row"), *(block("td", value) for value in values))
        for name, *values in figures.rows
    ]
    table = block("table", block("thead", head), block("tbody", *rows), kind="figures")
    return scrolling(table, title)


def scrolling(table: Block, title: str) -> Block:
    """Return a table in a box of its own, which may be wider than a phone."""
    return block("div", table, kind="wide", role="region", aria_label=title, tabindex="0")
