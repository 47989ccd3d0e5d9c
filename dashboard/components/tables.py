"""Tables of numbers beside pictures, as native tables whose cells are text.

Streamlit's own table reads its cells as Markdown, and where it is wider than a phone it scrolls in a box that
no keyboard reaches; this one has neither fault (conventions A5, A6, A14, X15).
"""

from dashboard.charts.bars import Figures
from dashboard.components.blocks import Block, Child, block

_COLUMNS_OF_A_PHONE = 3


def figure_table(figures: Figures, title: str) -> Block:
    """Return the table of a chart, each row with its header, in a box that a keyboard can scroll."""
    head = block("tr", *(block("th", name, scope="col") for name in figures.columns))
    rows = [
        block("tr", block("th", name, scope="row"), *map(cell, values, figures.columns[1:]))
        for name, *values in figures.rows
    ]
    is_wide = len(figures.columns) > _COLUMNS_OF_A_PHONE
    kind = "figures stacked" if is_wide else "figures"
    return scrolling(block("table", block("thead", head), block("tbody", *rows), kind=kind), title)


def cell(value: Child, column: str) -> Block:
    """Return a cell that can say its column's name, as it does on a phone where rows are stacked."""
    return block("td", value, data_label=column)


def scrolling(table: Block, title: str) -> Block:
    """Return a table in a box of its own, which may be wider than a phone."""
    return block("div", table, kind="wide", role="region", aria_label=title, tabindex="0")
