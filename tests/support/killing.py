"""Killing a process at every point at which it touches the disk, and looking at what it left.

Run as a program, so that nothing has started a thread when it forks: each attempt is a fork of a process that
has imported everything, armed to kill itself (SIGKILL) at the n-th time that it opens a file to write, makes,
moves, links or removes one.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines import landing
from pipelines.backup import back_up, restore
from pipelines.backup.target import Target
from pipelines.defs import runs
from pipelines.errors import Refusal
from pipelines.intake.decide import decide
from pipelines.landing import ledger
from pipelines.landing.verify import verify_landing
from pipelines.operations.forgetting import forget
from pipelines.operations.leftovers import clear_leftovers
from pipelines.operations.withholding import is_pending, take_words_out
from pipelines.releases.release import all_releases, current_release
from pipelines.releases.sealing import working
from pipelines.releases.sign_off.gate import RefusedRelease
from pipelines.releases.verify import verify_releases
from pipelines.warehouse.builds import Warehouse, receipts_in
from tests.support.door import a_return, new_home, on_track, send
from tests.support.small_build import make_build, release
from tests.support.withheld import HELD, SPOKEN, WORDY, everything, taken_back, with_words

AT = datetime(2025, 7, 28, 12, tzinfo=UTC)
_TOUCHES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"}


@dataclass(frozen=True)
class Deed:
    """Something that is done to a deployment, and what must hold whenever it was killed and done again."""

    prepare: Callable[[Path], None]
    do: Callable[[Path], None]
    holds: Callable[[Path], None]
    """What holds at once, before anybody mends anything: raises if it does not."""
    again_holds: Callable[[Path], None]
    """What holds after it was done once more."""


def _home(folder: Path) -> Path:
    return folder / "home"


def _submitted(folder: Path) -> None:
    home = new_home(folder)
    send(a_return(folder / "first.xlsx", [on_track()]), home)
    a_return(folder / "next.xlsx", [on_track(what_happened="Another thing.")])


def _submit(folder: Path) -> None:
    assert send(folder / "next.xlsx", _home(folder)).accepted


def _whole(folder: Path) -> None:
    home = _home(folder)
    assert verify_landing(home) == [], verify_landing(home)
    accepted = ledger.accepted(home, "return")
    assert len(accepted) >= 1, "what was accepted before is lost"


def _both_returns(folder: Path) -> None:
    home = _home(folder)
    _whole(folder)
    assert len({entry["sha256"] for entry in ledger.accepted(home, "return")}) == 2
    clear_leftovers(home, datetime(2100, 1, 1, tzinfo=UTC))
    assert list((home / "landing").glob(".*")) == []


def _decide(folder: Path) -> None:
    receipt = decide(
        home=_home(folder), submitted_by="secretary", received_at=AT, decision="hold", action_id="A01",
        role="secretary", decided_on="2025-07-28", reason="A complaint.",
    )  # fmt: skip
    assert receipt.accepted


def _decided(folder: Path) -> None:
    _whole(folder)
    assert ledger.accepted(_home(folder), "decisions")


def _released(folder: Path) -> None:
    home = _home(folder)
    home.mkdir()
    release(home / "releases", with_words(make_build(home)), "2025-05", WORDY)
    with_words(make_build(home, "said later"))


def _publish(folder: Path) -> None:
    try:
        release(_home(folder) / "releases", make_build(_home(folder), "said later"), "2025-06", WORDY)
    except RefusedRelease as refused:
        if "is released already" not in str(refused):  # it was killed when all was done
            raise


def _readers_whole(folder: Path) -> None:
    """Whoever reads has a release, and the file that its pointer names."""
    releases = _home(folder) / "releases"
    pointer = current_release(releases)
    assert pointer
    assert (releases / pointer["file"]).exists()


def _published(folder: Path) -> None:
    releases = _home(folder) / "releases"
    assert verify_releases(releases) == [], verify_releases(releases)
    assert "2025-06-r1" in [each.release_id for each in all_releases(releases)]


def _take_back(folder: Path) -> None:
    taken_back(_home(folder) / "releases")


def _out(folder: Path) -> None:
    releases = _home(folder) / "releases"
    assert verify_releases(releases) == [], verify_releases(releases)
    said = everything(releases)
    assert SPOKEN not in said
    assert HELD not in said
    assert not [path for path in releases.iterdir() if path.name.startswith((".making", ".replaced"))]


def _backed_up(folder: Path) -> None:
    _submitted(folder)
    back_up(_home(folder), str(folder / "target"), AT)
    send(folder / "next.xlsx", _home(folder))


def _back_up(folder: Path) -> None:
    back_up(_home(folder), str(folder / "target"), AT.replace(hour=13))


def _restorable(folder: Path) -> None:
    again = folder / f"again-{os.getpid()}"
    restore(str(folder / "target"), again)
    assert verify_landing(again) == []


def _all_restorable(folder: Path) -> None:
    for snapshot_id in Target.at(str(folder / "target")).snapshots():
        restore(str(folder / "target"), folder / snapshot_id, snapshot_id)
    assert len(ledger.accepted(folder / snapshot_id, "return")) == 2


def _restore(folder: Path) -> None:
    try:
        restore(str(folder / "target"), folder / "restored")
    except Refusal as refused:
        if "is not empty" not in str(refused):  # it was killed when all was done
            raise


def _nothing_or_all(folder: Path) -> None:
    restored = folder / "restored"
    assert not restored.exists() or verify_landing(restored) == []


def _restored(folder: Path) -> None:
    assert verify_landing(folder / "restored") == []


def _said(folder: Path) -> None:
    home = new_home(folder)
    send(a_return(folder / "first.xlsx", [on_track(what_happened=HELD)]), home)
    release(home / "releases", with_words(make_build(home)), "2025-05", WORDY)


def _forget(folder: Path) -> None:
    home = _home(folder)
    (load,) = landing.landed(home, "return")
    try:
        forget(
            home,
            "cell",
            f"{load.receipt_id}/updates/2/what_happened",
            by="administrator",
            why="Asked to.",
            at=AT,
        )
    except Refusal as refused:
        if "forgotten already" not in str(refused):
            raise
    with working(home / "releases"):
        take_words_out(home, WORDY, AT)


def _readable(folder: Path) -> None:
    (load,) = landing.landed(_home(folder), "return")
    assert len(load.rows("updates")) == 1
    assert load.receipt().accepted
    _readers_whole(folder)


def _forgotten(folder: Path) -> None:
    home = _home(folder)
    (load,) = landing.landed(home, "return")
    assert verify_landing(home) == [], verify_landing(home)
    assert verify_releases(home / "releases") == []
    assert HELD not in str(load.rows("updates"))
    assert HELD not in everything(home / "releases")
    assert not is_pending(home)
    assert list((home / "landing").glob(".*")) == []


def _built(folder: Path) -> None:
    _submitted(folder)
    runs.refresh(_home(folder))
    send(folder / "next.xlsx", _home(folder))


def _refresh(folder: Path) -> None:
    runs.refresh(_home(folder))


def _readers_have_a_build(folder: Path) -> None:
    assert receipts_in(Warehouse.of(_home(folder)).current().file)


def _all_built(folder: Path) -> None:
    warehouse = Warehouse.of(_home(folder))
    returns = {load.receipt_id for load in landing.landed(_home(folder), "return")}
    assert returns <= receipts_in(warehouse.current().file)
    assert not warehouse.building.exists()


DEEDS = {
    "submit": Deed(_submitted, _submit, _whole, _both_returns),
    "decide": Deed(_submitted, _decide, _whole, _decided),
    "publish": Deed(_released, _publish, _readers_whole, _published),
    "withhold": Deed(_released, _take_back, _readers_whole, _out),
    "backup": Deed(_backed_up, _back_up, _restorable, _all_restorable),
    "forget": Deed(_said, _forget, _readable, _forgotten),
    "refresh": Deed(_built, _refresh, _readers_have_a_build, _all_built),
    "restore": Deed(_backed_up, _restore, _nothing_or_all, _restored),
}


def _arm(kill_at: int) -> Callable[[], int]:
    """Kill this process at its n-th touch of the disk; return a function that says how many there were."""
    count = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
        if writes or event in _TOUCHES:
            count += 1
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    return lambda: count


def _in_a_fork(work: Callable[[], int]) -> int:
    """Return the exit status of some work in a fork of this process, negative where a signal ended it."""
    pid = os.fork()
    if pid == 0:
        status = 99
        try:
            status = work()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _checked(check: Callable[[Path], None], folder: Path) -> Callable[[], int]:
    def run() -> int:
        check(folder)
        return 0

    return run


def _attempt(deed: Deed, template: Path, kill_at: int) -> str:
    """Kill a deed at one point; return `killed` or `done`, and fail if anything does not hold."""
    with tempfile.TemporaryDirectory(prefix="killed-") as place:
        folder = Path(place) / "x"
        shutil.copytree(template, folder, symlinks=True)

        def armed() -> int:
            _arm(kill_at)
            deed.do(folder)
            return 0

        status = _in_a_fork(armed)
        if status not in (0, -signal.SIGKILL):
            return f"failed by itself with status {status}"
        for step in (deed.holds, deed.do, deed.again_holds):
            if status == 0 and step == deed.do:
                continue
            if _in_a_fork(_checked(step, folder)) != 0:
                return f"{step.__name__.strip('_')} does not hold"
    return "killed" if status else "done"


def _touches(deed: Deed, template: Path) -> int:
    """Return how often a deed touches the disk."""
    with tempfile.TemporaryDirectory(prefix="counted-") as place:
        folder = Path(place) / "x"
        shutil.copytree(template, folder, symlinks=True)
        counted = Path(place) / "count"

        def counting() -> int:
            how_many = _arm(-1)
            deed.do(folder)
            touched = how_many()
            counted.write_text(str(touched))
            return 0

        assert _in_a_fork(counting) == 0
        return int(counted.read_text())


def main(name: str, most: int) -> dict[str, Any]:
    """Kill one deed at up to `most` points, evenly spread; return how many kills there were, what broke."""
    deed = DEEDS[name]
    with tempfile.TemporaryDirectory(prefix="template-") as place:
        template = Path(place) / "x"
        template.mkdir()
        assert _in_a_fork(_checked(deed.prepare, template)) == 0
        touches = _touches(deed, template)
        spread = (1 + round(step * (touches - 1) / max(most - 1, 1)) for step in range(most))
        points = sorted(set(spread)) if most > 1 else [1 + touches // 2]
        ended = {point: _attempt(deed, template, point) for point in points}
    return {
        "touches": touches,
        "kills": sum(said == "killed" for said in ended.values()),
        "broken": {point: said for point, said in ended.items() if said not in ("killed", "done")},
    }


if __name__ == "__main__":
    print(json.dumps({name: main(name, int(sys.argv[2])) for name in sys.argv[1].split(",")}))
