"""Whatever is killed at whatever point: nothing accepted is lost, readers have a release, the next one heals.

`PLAN_KILLS=40`, as `make soak` sets it, tries more points of each deed than every run of the tests does: more
than 200 in all. A deed that touches the disk less often is killed at each of its points.
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
"""A refresh takes seconds, before and after it is killed: it is killed at a quarter of the points."""


@pytest.mark.long
@pytest.mark.parametrize("deed", DEEDS)
def test_a_process_that_is_killed_loses_nothing_and_the_next_one_heals(deed: str) -> None:
    print(deed, kill([deed], KILLS if deed in QUICK else max(KILLS // 4, 2)), "kills")


def test_a_process_that_is_killed_half_way_loses_nothing_and_the_next_one_heals() -> None:
    kill(QUICK, 1)


def kill(deeds: Sequence[str], kills: int) -> int:
    """Kill each of some deeds at some points, and return at how many."""
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
    return sum(found["kills"] for found in ended.values())
