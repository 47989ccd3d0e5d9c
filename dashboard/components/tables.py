"""Tables of numbers beside pictures, as native tables whose cells are text.

Streamlit's own table reads its cells as Markdown, and where it is wider than a phone it scrolls in a box that
no keyboard reaches; this one has neither fault (conventions A5, A6, A14, X15).
"""

import pandas as pd

from dashboard.components.blocks import Block, block


def number_table(frame: pd.DataFrame, title: str) -> Block:
    """Return a frame as a table whose index heads each row, in a box that a keyboard can scroll."""
    head = block(
        "tr", *(block("th", name, scope="col") for name in (str(frame.index.name), *map(str, frame.columns)))
    )
    rows = [
        block("tr", block("th", str(name), scope="row"), *(block("td", str(value)) for value in row))
        for name, row in zip(frame.index, frame.itertuples(index=False), strict=True)
    ]
    table = block("table", block("thead", head), block("tbody", *rows), kind="figures")
    return scrolling(table, title)


def scrolling(table: Block, title: str) -> Block:
    """Return a table in a box of its own, which may be wider than a phone."""
    return block("div", table, kind="wide", role="region", aria_label=title, tabindex="0")
