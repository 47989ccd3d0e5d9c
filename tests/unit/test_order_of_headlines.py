"""Which headline is better than which: the order by which every change is called better or worse."""

import csv

from pipelines.warehouse.models import DBT_PROJECT


def test_headlines_are_ordered_from_the_least_to_the_greatest_concern() -> None:
    with (DBT_PROJECT / "seeds" / "headlines.csv").open(encoding="utf-8", newline="") as file:
        concern = {row["code"]: int(row["concern"]) for row in csv.DictReader(file)}

    assert sorted(concern, key=concern.__getitem__) == [
        *("complete", "on_track", "not_started", "at_risk", "paused", "delayed", "seen_differently"),
        *("update_overdue", "stopped", "awaiting_first_update"),
    ]
    assert len(set(concern.values())) == len(concern)
