"""What is slow is made once: the demonstration plan, loaded through the whole pipeline."""

import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from pipelines.demo.run import load_demonstration


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a deployment with the demonstration plan, built and published. For reading only."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    home = shared / "demonstration"
    with FileLock(shared / ".demonstration.lock"):  # whichever worker comes first makes it
        load_demonstration(home, lambda line: None)
    return home


@pytest.fixture
def deployment(demonstration: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration's folder that a test may change."""
    home = tmp_path / "home"
    shutil.copytree(demonstration, home)
    return home
