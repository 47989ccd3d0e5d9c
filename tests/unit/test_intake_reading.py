from pathlib import Path

import pytest

from pipelines.intake.contracts.base import Caps
from pipelines.intake.reading import Reader, Reading
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


@pytest.mark.parametrize("program", [NEVER_ANSWERS, NEVER_LISTENS])
def test_a_reader_that_takes_too_long_is_stopped_and_that_is_an_answer(program: str) -> None:
    found = _read(Reader(wall_seconds=0.5, program=program)).problem

    assert found
    assert found.code == "reader_timed_out"


@pytest.mark.parametrize("program", [CRASHES, TALKS_NONSENSE, SAYS_TOO_LITTLE, "import no_such_module"])
def test_a_reader_that_ends_without_an_answer_is_an_answer(program: str) -> None:
    found = _read(Reader(program=program), b"x" * 1_000_000).problem

    assert found
    assert found.code == "reader_stopped"


def test_a_reader_that_needs_more_memory_than_it_may_is_an_answer(tmp_path: Path) -> None:
    path = a_return(tmp_path / "r.xlsx", [on_track("A01", what_happened="x" * 3000)] * 900)
    found = _read(Reader(memory_bytes=24 * 1024 * 1024), path.read_bytes()).problem

    assert found
    assert found.code in ("reader_out_of_memory", "reader_stopped")


def test_each_file_has_a_process_of_its_own_and_a_dead_one_is_replaced() -> None:
    reader = Reader()
    reader.prepare()
    assert reader._ready
    reader._ready.kill()
    reader._ready.wait()

    assert _read(reader).sheets[0].rows == [["a", "b"], ["1", "2"]]


def test_the_far_side_can_write_nothing_and_knows_nothing_of_this_one(tmp_path: Path) -> None:
    target = tmp_path / "written"
    spy = (
        "import resource, os, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
        f"open({str(target)!r}, 'w').write('x' * 10)"
    )
    _read(Reader(program=spy))

    assert not target.exists() or target.read_bytes() == b""
