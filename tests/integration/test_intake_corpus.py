"""Every file of the corpus gets its answer: quickly, in little memory, and with landing as it was."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.settings import PROJECT
from tests.corpus.make_corpus import Case, corpus, write
from tests.support.door import new_home, send

CASES = corpus()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_home(tmp_path_factory.mktemp("corpus"))


def _landed(home: Path) -> set[Path]:
    return set((home / "landing").rglob("*"))


def test_the_corpus_is_large_and_no_two_files_share_a_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_gets_its_answer(case: Case, home: Path, tmp_path: Path) -> None:
    before, started = _landed(home), time.monotonic()
    receipt = send(write(tmp_path, [case])[case.name], home)

    assert [found.code for found in receipt.problems][:1] == ([case.answer] if case.answer else [])
    assert time.monotonic() - started < 20
    assert all("{" not in found.message for found in (*receipt.problems, *receipt.warnings))
    if case.answer:
        assert _landed(home) == before
    else:
        assert case.warnings <= {found.code for found in receipt.warnings}
        assert case.rows in (None, receipt.rows["updates"])


READ_THE_CORPUS = """
import resource
from pipelines.contracts import FEEDS
from pipelines.intake.reading.reader import Reader
from pipelines.settings import PROJECT
from tests.corpus.make_corpus import corpus

caps, reader = FEEDS["return"].caps, Reader()
for case in corpus():
    reader.read(case.content[: caps.bytes], case.file, caps.as_dict())
reader.close()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_no_reader_of_the_corpus_takes_more_memory_than_it_may() -> None:
    """Read in a process of its own, whose only children are the readers."""
    told = subprocess.run(
        [sys.executable, "-c", READ_THE_CORPUS], cwd=PROJECT, check=True, capture_output=True, text=True
    )

    assert 10 * 1024 < int(told.stdout) < 512 * 1024
