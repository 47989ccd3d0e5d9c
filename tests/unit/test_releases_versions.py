"""Which software a release says that made it."""

import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from pipelines.releases import versions
from pipelines.releases.versions import code_version

GIT = ("git", "-c", "user.name=a test", "-c", "user.email=test@example.org")


@pytest.fixture(autouse=True)
def asked_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A version that is not the one that was asked for before, of software that lies in a folder."""
    monkeypatch.setattr(versions, "PROJECT", tmp_path)
    code_version.cache_clear()
    yield
    code_version.cache_clear()


def test_from_a_checkout_it_is_the_version_and_the_commit(tmp_path: Path) -> None:
    subprocess.run([*GIT, "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run([*GIT, "commit", "-q", "--allow-empty", "-m", "A commit"], cwd=tmp_path, check=True)
    told = subprocess.run([*GIT, "rev-parse", "HEAD"], cwd=tmp_path, check=True, capture_output=True)

    assert code_version() == f"{version('plan-delivery')}+{told.stdout.decode()[:12]}"


def test_elsewhere_it_is_the_version_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert code_version() == version("plan-delivery")


def test_without_git_it_is_the_version_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert code_version() == version("plan-delivery")
