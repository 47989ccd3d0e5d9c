"""Every file of the corpus gets its answer: quickly, in little memory, and with landing as it was."""

import resource
import time
from pathlib import Path

import pytest

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


def test_no_reader_of_the_corpus_took_more_memory_than_it_may() -> None:
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss

    assert kilobytes < 512 * 1024
