"""What was said of a form when it came before: which of its columns hold answers."""

from collections.abc import Sequence
from pathlib import Path

from pipelines.intake.sheets.forms import Answers
from pipelines.intake.sheets.vocabularies import folded
from pipelines.landing import landed


def answers_before(home: Path, headings: Sequence[str]) -> tuple[str, Answers] | None:
    """Return the latest receipt of a form with just these headings, and which of them held answers."""
    for found in reversed(landed(home, "comments")):
        receipt = found.receipt()
        known = [folded(each.heading) for each in receipt.columns if each.heading]
        if sorted(known) == sorted(headings):
            answers = {each.heading: each.question for each in receipt.columns if each.use == "answers"}
            return receipt.receipt_id, answers
    return None
