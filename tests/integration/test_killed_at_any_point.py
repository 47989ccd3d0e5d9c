"""Whatever is killed at whatever point: nothing accepted is lost, readers have a release, the next one heals.

`PLAN_KILLS=60`, as `make soak` sets it, tries more points of each deed than every run of the tests does.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from pipelines.settings import PROJECT
from tests.support.killing import DEEDS

KILLS = int(os.environ.get("PLAN_KILLS", "6"))  # noqa: TID251
QUICK = [name for name in DEEDS if name != "refresh"]
"""A refresh takes seconds, before and after it is killed."""


@pytest.mark.long
@pytest.mark.parametrize("deed", DEEDS)
def test_a_process_that_is_killed_loses_nothing_and_the_next_one_heals(deed: str) -> None:
    kill([deed], KILLS)


def test_a_process_that_is_killed_half_way_loses_nothing_and_the_next_one_heals() -> None:
    kill(QUICK, 1)


def kill(deeds: Sequence[str], kills: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.killing", ",".join(deeds), str(kills)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    ended = json.loads(done.stdout.strip().splitlines()[-1])
    for deed, found in ended.items():
        assert found["broken"] == {}, f"{deed}\n{done.stderr[-3000:]}"
        assert found["kills"] >= min(kills, found["touches"]) - (kills > 1)
