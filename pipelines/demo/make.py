"""Makes the demonstration's files from its story: the schedule, and every workbook.

Each workbook is made when its turn comes, from the template as it is then: pre-filled with what the door had
taken in before. So making the files is playing them, into a deployment that is thrown away afterwards.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from pipelines.demo.plan import DEMO, load_plan
from pipelines.demo.play import Publication, Review, hand_over, play
from pipelines.demo.returns import Return, returns
from pipelines.demo.schedule import Delivery, plan_deliveries, write_schedule
from pipelines.demo.story import load_story
from pipelines.demo.workbooks import cells, fill
from pipelines.intake.decide import decide
from pipelines.intake.workbooks.template import write_template
from pipelines.receipts.receipt import Receipt
from pipelines.register import plan_day


def make(say: Callable[[str], None], demo: Path = DEMO) -> None:
    """Write `schedule.csv` and the workbooks into `demo`; a workbook whose cells are the same stays as it is.

    Raises:
        UnexpectedAnswer: the door does not answer a file as the story intends.
    """
    plan = load_plan(demo)
    told = {return_.file: return_ for return_ in returns(plan, load_story(demo))}
    write_schedule(plan_deliveries(plan, list(told.values()), demo), demo)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)

        def deliver(delivery: Delivery, path: Path) -> Receipt:
            if delivery.file in told:
                make_workbook(home, told[delivery.file], path)
            return hand_over(home, delivery, path)

        def on_milestone(event: Review | Publication) -> None:
            if isinstance(event, Review):
                _sign_off_unseen(home, event)
                say(f"Round {event.round_id} made.")

        play(deliver, on_milestone, demo)


def _sign_off_unseen(home: Path, event: Review) -> None:
    """Sign a round off without a build: nothing is published from a deployment that is thrown away."""
    decide(
        home=home,
        submitted_by="steering group secretary",
        received_at=event.at,
        decision="sign_off",
        round_id=event.round_id,
        role="chair",
        reviewed_sha256="0" * 64,
        decided_on=plan_day(home, event.at).isoformat(),
    )


def make_workbook(home: Path, told: Return, path: Path) -> None:
    """Write a return's workbook to `path`, as its partner would fill it on the day."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / path.name
        write_template(home, told.partner_id, told.round_id, told.language, fresh)
        fill(fresh, told)
        if not path.exists() or cells(fresh) != cells(path):
            path.write_bytes(fresh.read_bytes())
