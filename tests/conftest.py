"""What is slow is made once: the demonstration plan, loaded through the whole pipeline."""

import shutil
from pathlib import Path

import pytest

from pipelines.demo.run import load_demonstration


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a deployment with the demonstration plan, built and published. For reading only."""
    home = tmp_path_factory.mktemp("demonstration")
    load_demonstration(home, lambda line: None)
    return home


@pytest.fixture
def deployment(demonstration: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration's folder that a test may change."""
    home = tmp_path / "home"
    shutil.copytree(demonstration, home)
    return home
