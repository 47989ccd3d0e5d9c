"""How fast the workspace answers a partner's officer; run by hand on a demonstration, prints JSON.

    python -m tests.bench.workspace data/home

One run measures all: each page's run with its transport, from dropping the council's whole workbook to its
answer, and from confirming it to the figures. The demonstration is copied, and stays as it is.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

from pipelines.intake.workbooks.template import write_template
from pipelines.workspace import Workspace, trying_as
from tests.support.copies import copy_of
from tests.support.streamlit_session import Session, dropped, pressed, session
from tests.support.workspace_server import serving

WHO, ROUND, RUNS = "council", "2025-07", 15
QUERY = {"lang": "cy", "as": WHO}
PAGES = ("", "report", "history")


def page_runs(opened: Session) -> dict[str, float]:
    """Return the median milliseconds of each page's run, warm."""
    found = {}
    for page in PAGES:
        times = []
        for _ in range(RUNS):
            began = time.perf_counter()
            opened.run(page, QUERY)
            times.append(time.perf_counter() - began)
        found[page or "actions"] = round(statistics.median(times) * 1000)
    return found


def answers(opened: Session, content: bytes) -> list[float]:
    """Return the seconds from dropping the workbook to its answer, each time anew; the last one is left."""
    times = []
    for _ in range(5):
        opened.run("report", QUERY)
        for button in opened.ids("button", "away-"):
            opened.run("report", QUERY, states=pressed(button))
        began = time.perf_counter()
        places = opened.upload("r.xlsx", content)
        (box,) = opened.ids("file_uploader")
        opened.run("report", QUERY, states=dropped(box, ("r.xlsx", content, places)))
        times.append(time.perf_counter() - began)
    return times


def into_the_figures(opened: Session, desk: Workspace) -> float:
    """Return the seconds from confirming to the build that holds what was confirmed."""
    (button,) = opened.ids("button", "confirm-")
    began = time.perf_counter()
    opened.run("report", QUERY, states=pressed(button))
    receipt = desk.receipts(WHO)[0]
    while not desk.is_in_figures(receipt):
        time.sleep(0.1)
    return time.perf_counter() - began


def main(demonstration: Path) -> None:
    """Copy, serve, measure, print."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        home = copy_of(demonstration, Path(folder) / "home")
        content, rows = filled_in(home, Path(folder) / "r.xlsx")
        desk = Workspace(home, trying_as(WHO))
        with serving(home, PLAN_WORKSPACE_DEMO="true") as server, session(server) as opened:
            opened.run("", QUERY)
            measured = {"milliseconds of a page's run": page_runs(opened), "rows of the workbook": rows}
            dropped_in = answers(opened, content)
            measured["seconds from drop to answer"] = round(statistics.median(dropped_in), 2)
            measured["seconds from confirm to figures"] = round(into_the_figures(opened, desk), 1)
        print(json.dumps(measured, indent=2))


def filled_in(home: Path, file: Path) -> tuple[bytes, int]:
    """Return the council's workbook with every action confirmed, and how many rows its sheets have."""
    write_template(home, WHO, ROUND, "en", file)
    book = openpyxl.load_workbook(file)
    sheet = book["Updates"]
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Action number")
    place = next(cell.column for cell in sheet[top] if cell.value == "No change")
    for row in range(top + 1, sheet.max_row + 1):
        sheet.cell(row, place).value = "yes"
    book.save(file)
    return file.read_bytes(), sheet.max_row - top + book["Milestones"].max_row - top


if __name__ == "__main__":
    main(Path(sys.argv[1]))
