import csv
import io
from pathlib import Path

import pytest

from pipelines.contracts.base import Caps
from pipelines.intake.reading.reader import Reader, Reading
from pipelines.intake.reading.sandbox_process import program
from pipelines.intake.sandbox.spans import merged_in_ods
from tests.support.door import a_return, on_track

CAPS = Caps().as_dict()
NEVER_ANSWERS = "import time; time.sleep(60)"
NEVER_LISTENS = "import os, time; os.close(0); time.sleep(60)"
CRASHES = "import os; os.abort()"
TALKS_NONSENSE = "print('nonsense')"
SAYS_TOO_LITTLE = 'print(\'{"format": "xlsx"}\')'


def _read(reader: Reader, content: bytes = b"a,b\n1,2\n") -> Reading:
    try:
        return reader.read(content, "r.csv", CAPS)
    finally:
        reader.close()


@pytest.mark.parametrize("code", [NEVER_ANSWERS, NEVER_LISTENS])
def test_a_reader_that_takes_too_long_is_stopped_and_that_is_an_answer(code: str) -> None:
    found = _read(Reader(wall_seconds=0.5, code=code)).problem

    assert found
    assert found.code == "reader_timed_out"


@pytest.mark.parametrize("code", [CRASHES, TALKS_NONSENSE, SAYS_TOO_LITTLE, "import no_such_module"])
def test_a_reader_that_ends_without_an_answer_is_an_answer(code: str) -> None:
    found = _read(Reader(code=code), b"x" * 1_000_000).problem

    assert found
    assert found.code == "reader_stopped"


def test_a_reader_that_needs_more_memory_than_it_may_is_an_answer(tmp_path: Path) -> None:
    path = a_return(tmp_path / "r.xlsx", [on_track("A01", what_happened="x" * 3000)] * 900)
    found = _read(Reader(memory_bytes=24 * 1024 * 1024), path.read_bytes()).problem

    assert found
    assert found.code in ("reader_out_of_memory", "reader_stopped")


def test_each_file_is_read_by_a_process_of_its_own() -> None:
    who = (
        "import os, struct; from pipelines.intake.sandbox import child; "
        "child._answer = lambda *_: {'refused': str(os.getpid()), 'detail': {}}"
    )
    paths, serve = program(512 * 1024 * 1024).split("from pipelines", 1)
    reader = Reader(code=f"{paths}{who}; from pipelines{serve}")
    try:
        readers = {reader.read(b"a", "r.csv", CAPS).problem for _ in range(3)}
    finally:
        reader.close()

    assert len({found.code for found in readers if found}) == 3


def test_a_process_that_has_died_while_it_waited_is_replaced() -> None:
    reader = Reader()
    reader.prepare()
    assert reader._waiting
    reader._waiting._process.kill()
    reader._waiting._process.wait()

    assert _read(reader).sheets[0].rows == [["a", "b"], ["1", "2"]]


def test_a_file_that_crashes_its_reader_does_not_touch_the_next() -> None:
    crash = (
        "import os; from pipelines.intake.sandbox import child; child._answer = lambda content, _: "
        "os.abort() if content == b'x' else {'refused': 'fine', 'detail': {}}"
    )
    paths, serve = program(512 * 1024 * 1024).split("from pipelines", 1)
    reader = Reader(code=f"{paths}{crash}; from pipelines{serve}")
    try:
        codes = [
            found.code for content in (b"a", b"x", b"a") if (found := reader.read(content, "r", CAPS).problem)
        ]
    finally:
        reader.close()

    assert codes == ["fine", "reader_stopped", "fine"]


def test_the_sandbox_can_write_nothing_and_knows_nothing_of_this_one(tmp_path: Path) -> None:
    target = tmp_path / "written"
    spy = (
        "import resource, os, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
        f"open({str(target)!r}, 'w').write('x' * 10)"
    )
    _read(Reader(code=spy))

    assert not target.exists() or target.read_bytes() == b""


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_signs_in_a_cell_are_not_taken_for_the_separator(separator: str) -> None:
    """A list of partners, or a sentence, may hold more of another sign than a row holds of its separator."""
    listed = ["; ".join("abcdefgh"), ", ".join("ijklmnop")]
    rows = [["action_id", "who", "what"], ["A01", *listed], ["A02", *listed], ["A03", "", ""]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)

    (sheet,) = _read(Reader(), text.getvalue().encode()).sheets

    assert sheet.rows == [[cell or None for cell in row] for row in rows]


def test_a_merged_cell_of_an_opendocument_has_its_place_whatever_is_repeated_before_it() -> None:
    """A table inside a cell is no sheet, and a cell that is merged across alone speaks for one row."""
    cell, covered = "<table:table-cell{}/>", "<table:covered-table-cell/>"
    row = "<table:table-row>{}</table:table-row>"
    inside = f"<table:table table:name='In'>{row.format(cell.format(''))}</table:table>"
    twice = cell.format(' table:number-columns-repeated="2"')
    across = cell.format(' table:number-columns-spanned="2"')
    merged = cell.format(' table:number-rows-spanned="3" table:number-columns-spanned="2"')
    lines = (
        '<table:table-row table:number-rows-repeated="4"/>',
        row.format(f"<table:table-cell>{inside}</table:table-cell>{across}{covered}"),
        row.format(f"{twice}{merged}"),
    )
    sheets = "".join(f"<table:table table:name='{name}'>{''.join(lines)}</table:table>" for name in "AB")
    namespace = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    found = merged_in_ods(f"<o xmlns:table='{namespace}'>{sheets}</o>".encode())

    assert found == {"A": [[6, 3, 8, 4]], "B": [[6, 3, 8, 4]]}
