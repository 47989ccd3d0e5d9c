"""A figure is a ratio taken in turns, and one that has become worse is named."""

import time
from pathlib import Path

import pytest

from pipelines.bench.deployment import measure
from pipelines.bench.turns import Measured, NothingToMeasure, as_table, in_turns, worsened


def measured(name: str, ratio: float) -> Measured:
    return Measured(name, "the work", "its floor", 0.5, 0.1, ratio, 5)


def test_each_is_measured_as_often_as_the_other_and_in_turns() -> None:
    order: list[str] = []

    def work() -> None:
        order.append("work")
        time.sleep(0.004)

    found = in_turns("x", ("the work", work), ("its floor", lambda: order.append("floor")), pairs=5)

    assert order == ["work", "floor"] * 6, "the first of each is not measured"
    assert found.pairs == 5
    assert found.seconds >= 0.004
    assert found.ratio > 1


def test_a_ratio_worse_by_more_than_a_quarter_is_named_and_a_new_figure_is_not() -> None:
    found = [measured("refresh", 3.8), measured("answer", 2.4), measured("new", 9)]

    assert worsened(found, {"refresh": 3, "answer": 2}) == ["refresh: 3.8 times its floor, recorded 3"]


def test_what_is_quicker_than_its_floor_is_not_worse() -> None:
    found = [measured("page find", 0.95), measured("page about", 1.3)]

    assert worsened(found, {"page find": 0.5, "page about": 0.9}) == [
        "page about: 1.3 times its floor, recorded 0.9"
    ]


def test_a_table_says_what_was_measured_beside_what() -> None:
    assert "| refresh | the work | 500 ms | its floor | 100 ms | 3 | 5 |" in as_table(
        [measured("refresh", 3)]
    )


def test_a_deployment_without_a_build_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(NothingToMeasure, match="has no build"):
        list(measure(tmp_path))
