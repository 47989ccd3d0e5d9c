"""Every ratio of `plan bench` and of the public pages, and whether any has become worse: `make bench`.

    python -m tests.bench HOME [--record]

HOME holds the demonstration (`plan demo --no-serve --home HOME`). The ratios are compared with those in
docs/speed.json; `--record` puts these in their place and writes docs/speed.md.
"""

import json
import os
import platform
import sys
from pathlib import Path

from pipelines.bench import deployment
from pipelines.bench.turns import Measured, as_data, as_table, worsened
from pipelines.clock import now
from pipelines.settings import PROJECT
from tests.bench import pages

RECORDED, PAGE = PROJECT / "docs" / "speed.json", PROJECT / "docs" / "speed.md"
TEXT = """# Speed

Ratios of what the software takes to a floor, both measured in turns in one run by `make bench`; medians. The
seconds depend on the machine, the ratios hardly do. A ratio that is worse by more than a quarter, and
slower than its floor, fails `make bench`. Of any deployment, `plan bench` tells all but those of pages.

Measured on {day} with the demonstration plan: {cores} cores, {system}, Python {python}.

{table}
"""


def main(home: Path, *, is_recorded: bool) -> int:
    """Measure, tell and compare; return 1 if anything has become worse."""
    found = [*deployment.measure(home), *pages.measure(home / "releases")]
    print(as_table(found))
    if is_recorded:
        _record(found)
        return 0
    if not RECORDED.exists():
        print("Nothing is on record yet; --record puts these figures there.")
        return 0
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    worse = worsened(found, {each["name"]: each["ratio"] for each in recorded})
    print("\n".join(worse) or "Nothing is worse by more than a quarter than recorded.")
    return 1 if worse else 0


def _record(found: list[Measured]) -> None:
    RECORDED.write_text(json.dumps(as_data(found), indent=2) + "\n", encoding="utf-8")
    text = TEXT.format(
        day=now(None).date(),
        cores=os.cpu_count(),
        system=platform.system(),
        python=platform.python_version(),
        table=as_table(found),
    )
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), is_recorded="--record" in sys.argv))
