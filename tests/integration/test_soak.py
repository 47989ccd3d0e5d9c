"""A day's life in minutes: what is sent, built, published and read at once loses nothing and shows no error.

`PLAN_SOAK="200 50 5 30"`, as `make soak` sets it, is a whole day: submissions, refreshes, publications,
readers.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.settings import PROJECT

SUBMISSIONS, REFRESHES, PUBLICATIONS, READERS = map(
    int,
    os.environ.get("PLAN_SOAK", "10 3 1 4").split(),  # noqa: TID251
)
MOST_GROWN = 60
"""Megabytes: what the largest page or build takes for a moment."""


@pytest.mark.long
def test_a_day_loses_nothing_shows_no_error_and_holds_no_more_memory(demonstration: Path) -> None:
    counts = map(str, (SUBMISSIONS, REFRESHES, PUBLICATIONS, READERS))
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.soak", str(demonstration), *counts],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.strip().splitlines()[-1])
    print({name: told[name] for name in ("seconds", "pages", "slowest_page", "refresh_seconds", "memory")})
    assert told["wrong"] == []
    assert told["accepted"] == SUBMISSIONS
    assert len(told["published"]) == PUBLICATIONS
    assert told["pages"] >= READERS
    assert max(told["grown_megabytes"].values()) <= MOST_GROWN
