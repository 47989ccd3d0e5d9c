"""Whatever is killed at whatever point: nothing accepted is lost, readers have a release, the next one heals.

`PLAN_KILLS=60`, as `make soak` sets it, tries more points of each deed than every run of the tests does.
"""

import json
import os
import subprocess
import sys

import pytest

from pipelines.settings import PROJECT
from tests.support.killing import DEEDS

pytestmark = pytest.mark.long

KILLS = int(os.environ.get("PLAN_KILLS", "6"))  # noqa: TID251


@pytest.mark.parametrize("deed", DEEDS)
def test_a_process_that_is_killed_loses_nothing_and_the_next_one_heals(deed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.killing", deed, str(KILLS)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.strip().splitlines()[-1])
    assert found["broken"] == {}, done.stderr[-3000:]
    assert found["kills"] >= min(KILLS, found["touches"]) - 1
