"""Playing the demonstration: the order, the answers, and the receipts that decisions speak of."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.demo.plan import DEMO, load_plan
from pipelines.demo.play import UnexpectedAnswer, play
from pipelines.demo.returns import returns
from pipelines.demo.schedule import ACCEPTED, Delivery, plan_deliveries, schedule
from pipelines.demo.story import load_story
from pipelines.receipts.problems import ProblemRecord
from pipelines.receipts.receipt import Receipt


def _receipt(delivery: Delivery, receipt_id: str, *codes: str) -> Receipt:
    return Receipt(
        receipt_id=receipt_id,
        feed=delivery.feed,
        contract_version="1",
        partner_id=delivery.partner_id,
        round_id=delivery.round_id,
        submitted_by=delivery.submitted_by,
        language=delivery.language,
        received_at=delivery.received_at,
        sha256="",
        byte_count=0,
        original_name=delivery.file,
        format=None,
        accepted=not codes,
        duplicate_of=None,
        rows={},
        untouched=(),
        warnings=(),
        problems=tuple(
            ProblemRecord(code=code, sheet=None, row=None, column=None, value=None, message=code)
            for code in codes
        ),
    )


def _door_as_foretold(seen: list[str]) -> Callable[[Delivery, Path], Receipt]:
    def deliver(delivery: Delivery, path: Path) -> Receipt:
        seen.append(delivery.file)
        if delivery.expected == ACCEPTED:
            return _receipt(delivery, f"receipt-of-{delivery.file}")
        return _receipt(delivery, f"refusal-of-{delivery.file}", delivery.expected)

    return deliver


def test_the_kept_schedule_is_the_one_that_the_story_makes() -> None:
    plan = load_plan()

    assert schedule() == plan_deliveries(plan, returns(plan, load_story()))


def test_every_file_of_the_schedule_is_kept_and_no_other_return() -> None:
    files = {delivery.file for delivery in schedule()}
    kept = {str(path.relative_to(DEMO)) for path in DEMO.glob("returns/*/*")}

    assert [file for file in files if not (DEMO / file).exists()] == []
    assert {file for file in files if file.startswith("returns/")} == kept


def test_files_come_in_order_and_rounds_are_signed_off_and_published_between_them() -> None:
    seen: list[str] = []
    play(_door_as_foretold(seen), lambda event: seen.append(f"{type(event).__name__} {event.round_id}"))
    published = [event.split()[1] for event in seen if event.startswith("Publication ")]

    assert seen[0] == "register"
    assert published == [*sorted(set(published)), "2025-05"]
    assert (published[0], published[-2], len(published)) == ("2024-06", "2025-06", 14)
    assert (
        seen.index("decisions/2025-06.csv")
        < seen.index("Review 2025-06")
        < seen.index("Publication 2025-06")
        < seen.index("returns/2025-07/secondary-school.xlsx")
    )
    assert seen.index("decisions/2025-07-correct.csv") < len(seen) - seen[::-1].index("Review 2025-05")


def test_nothing_comes_on_the_morning_of_a_publication() -> None:
    days = {round_.publish_on for round_ in load_plan().rounds.values()}
    moments = [delivery.received_at for delivery in schedule()]

    assert [moment for moment in moments if moment.date() in days and moment.hour < 10] == []


def test_a_decision_names_the_receipt_of_the_file_that_it_speaks_of() -> None:
    subjects: list[str] = []
    answer = _door_as_foretold([])

    def deliver(delivery: Delivery, path: Path) -> Receipt:
        if delivery.feed == "decisions":
            with path.open(encoding="utf-8", newline="") as file:
                subjects.extend(row.get("subject_receipt_id") for row in csv.DictReader(file))
        return answer(delivery, path)

    play(deliver, lambda event: None)

    assert [subject for subject in subjects if subject] == [
        "receipt-of-returns/2025-01/health-board.xlsx",
        "receipt-of-returns/2025-05/youth-service-2.xlsx",
    ]


def test_an_answer_that_the_schedule_does_not_foretell_stops_the_play() -> None:
    with pytest.raises(
        UnexpectedAnswer, match=r"residents-group\.xlsx: expected action_unknown, the door answered"
    ):
        play(lambda delivery, path: _receipt(delivery, "any"), lambda event: None)
