"""The demonstration, whole: every file through the door, a build at each round's end, every release."""

from collections.abc import Callable
from pathlib import Path

from pipelines.defs import runs
from pipelines.demo.plan import Plan, load_plan
from pipelines.demo.play import Publication, Review, hand_over, in_order, play, reviews_and_publications
from pipelines.demo.schedule import Delivery
from pipelines.errors import NotPossibleNow
from pipelines.receipts.receipt import Receipt
from pipelines.releases.allow_list import public_tables
from pipelines.releases.release import current_release
from pipelines.releases.sign_off.signing import sign_off, what_would_be_signed
from pipelines.warehouse.builds import Warehouse
from pipelines.warehouse.models import prepare_manifest


class FolderInUse(NotPossibleNow):
    """The folder already holds a deployment."""


def load_demonstration(home: Path, say: Callable[[str], None]) -> None:
    """Play the demonstration plan into the empty folder `home`; where it is there already, leave it.

    `say` is told each step as it is done.

    Raises:
        FolderInUse: the folder holds another deployment, or a demonstration that was not loaded whole.
    """
    if (home / "landing").exists():
        _require_loaded(home)
        say(f"The demonstration plan is in {home} already.")
        return
    plan, taken_in = load_plan(), 0
    last = in_order(reviews_and_publications())[-1]
    latest = _last_published(plan)

    def deliver(delivery: Delivery, file: Path) -> Receipt:
        nonlocal taken_in
        taken_in += 1
        return hand_over(home, delivery, file)

    def publish(event: Publication) -> list[str]:
        """Release a round; of all releases, the one that people will read has its edition."""
        unread = [each for each in plan.rounds if event != last or each != latest]
        return runs.publish(home, event.round_id, event.at, without_edition=unread).release_ids

    def on_milestone(event: Review | Publication) -> None:
        if isinstance(event, Review):
            runs.refresh(home, event.at)
            _sign_off(home, event)
            return
        try:
            released = publish(event)
        except NotPossibleNow:  # something was decided since the review
            runs.refresh(home, event.at)
            released = publish(event)
        say(f"{taken_in} files taken in so far; signed off and released: {', '.join(released)}.")

    play(deliver, on_milestone)
    runs.refresh(home)
    say(f"{taken_in} files taken in, and built as of {plan.as_of:%d %B %Y}. All of it is invented.")


def _sign_off(home: Path, event: Review) -> None:
    tables = public_tables(prepare_manifest())
    covered = what_would_be_signed(home, Warehouse.of(home).current(), tables, event.round_id, event.at)
    receipt = sign_off(home, covered, role="chair", submitted_by="steering group secretary", at=event.at)
    if not receipt.accepted:
        raise NotPossibleNow("; ".join(found.message for found in receipt.problems))


def _require_loaded(home: Path) -> None:
    released = current_release(home / "releases")
    plan = load_plan()
    if (
        released is None
        or released["round_id"] in plan.rounds_before(_last_published(plan))
        or not _is_demonstration(home)
    ):
        raise FolderInUse(
            f"{home} already holds a deployment, or a demonstration that was not loaded whole. "
            "Choose another folder with --home, or delete this one."
        )


def _last_published(plan: Plan) -> str:
    """Return the last round that is published by the day on which the plan's clock stands still."""
    return [found.round_id for found in plan.rounds.values() if found.publish_on <= plan.as_of][-1]


def _is_demonstration(home: Path) -> bool:
    from pipelines.register import current

    return current(home).plan.is_demonstration
