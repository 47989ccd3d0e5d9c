"""What is slow is made once: the demonstration plan, loaded through the whole pipeline."""

from collections import Counter
from pathlib import Path

import pytest
from filelock import FileLock

from tests.support.copies import copy_of


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever works on the screens test them on a demonstration that is loaded already."""
    parser.addoption(
        "--demonstration", type=Path, help="a folder made by `plan demo --no-serve --home FOLDER`"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker load the demonstration while another tests what does not need it."""
    counts = Counter(item.path for item in items if "demonstration" in item.fixturenames)  # type: ignore[attr-defined]
    first = min(counts, key=lambda path: (counts[path], path), default=None)
    items.sort(key=lambda item: 0 if item.path == first else 2 if item.path in counts else 1)


@pytest.fixture(scope="session")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, pytestconfig: pytest.Config
) -> Path:
    """The folder of a deployment with the demonstration plan, built and published. For reading only."""
    loaded: Path | None = pytestconfig.getoption("--demonstration")
    if loaded:
        return loaded
    from pipelines.demo.run import load_demonstration  # the process that only hands out tests needs no dbt

    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    home = shared / "demonstration"
    with FileLock(shared / ".demonstration.lock"):  # whichever worker comes first makes it
        load_demonstration(home, lambda line: None)
    return home


@pytest.fixture(scope="session")
def english_plan(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A deployment of a small plan in English alone, where nobody was listened to. For reading only."""
    from tests.support.english_plan import load_plan

    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    home = shared / "english-plan"
    with FileLock(shared / ".english-plan.lock"):
        if not home.exists():
            load_plan(home)
    return home


@pytest.fixture
def deployment(demonstration: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration's folder that a test may change."""
    return copy_of(demonstration, tmp_path / "home")
