"""From a Taguette project and partners' workbooks to the release, through the command that people use."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.contracts import FEEDS
from pipelines.releases.release import current_release
from pipelines.settings import PROJECT
from pipelines.warehouse.builds import Warehouse, reading

LISTENING = PROJECT / "data" / "demo" / "listening"
TRUTH = json.loads((LISTENING / "truth.json").read_text(encoding="utf-8"))["final"]
OPEN_ROUND = "2025-07"
HEADLINES = (
    "awaiting_first_update", "seen_differently", "stopped", "complete", "paused",
    "delayed", "update_overdue", "at_risk", "on_track", "not_started",
)  # fmt: skip


def plan(home: Path, *arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, [*arguments, "--home", str(home)], catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result.output


def query(file: Path, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    with reading(file) as connection:
        return connection.execute(sql, list(parameters)).fetchall()


def release_file(home: Path) -> Path:
    pointer = current_release(home / "releases")
    assert pointer is not None
    return home / "releases" / pointer["file"]


def test_the_listening_agrees_with_what_was_put_in(demonstration: Path) -> None:
    ((engagements, participants, comments),) = query(
        release_file(demonstration),
        "select engagement_count, participant_count, comment_count from public.plan",
    )

    assert (engagements, participants, comments) == (
        TRUTH["engagements"], TRUTH["participants"], TRUTH["comments"],
    )  # fmt: skip
    assert (engagements, participants, comments) == (47, 1234, 3962)


def test_the_comments_of_each_theme_agree_with_what_was_put_in(demonstration: Path) -> None:
    themes = dict(query(release_file(demonstration), "select theme_id, comment_count from public.themes"))

    assert {f"theme.{theme}": count for theme, count in themes.items()} == TRUTH["comments_per_theme"]


@pytest.mark.parametrize("table", ["theme_rounds", "plan_rounds"])
def test_the_headlines_of_every_round_sum_to_the_plan_in_the_build_and_in_the_release(
    demonstration: Path, table: str
) -> None:
    counts = " + ".join(f"sum({headline}_count)" for headline in HEADLINES)
    sql = f"select round_id, {counts} from public.{table} group by round_id order by round_id"
    build, release = Warehouse.of(demonstration).current().file, release_file(demonstration)

    in_build, in_release = query(build, sql), query(release, sql)

    assert len(in_release) >= 2
    assert {count for _, count in in_build} == {40}
    assert in_release == in_build[: len(in_release)]


def test_a_filled_workbook_is_in_the_release_once_its_round_is_closed_built_and_signed_off(
    deployment: Path, tmp_path: Path
) -> None:
    workbook = tmp_path / "council.xlsx"
    plan(deployment, "template", "--partner", "council", "--round", OPEN_ROUND, "-o", str(workbook))
    fill(workbook, "A03", what_happened="Two of the three play areas are open again.", no_change=None)

    answer = plan(
        deployment, "submit", str(workbook), "--feed", "return", "--partner", "council",
        "--round", OPEN_ROUND, "--by", "reporting officer", "--json",
    )  # fmt: skip
    plan(deployment, "round", "close", OPEN_ROUND, "--role", "chair", "--by", "secretary")
    plan(deployment, "refresh")
    said = plan(deployment, "publish", OPEN_ROUND, status=1)
    signed = plan(deployment, "round", "sign-off", OPEN_ROUND, "--role", "chair", "--by", "secretary")
    published = json.loads(plan(deployment, "publish", OPEN_ROUND, "--json"))
    states = {row["round_id"]: row["state"] for row in json.loads(plan(deployment, "rounds", "--json"))}

    assert json.loads(answer)["accepted"] is True
    assert "is closed" in said
    assert "Rows:" in signed
    assert published == ["2025-07-r1"]
    assert (deployment / "releases" / published[0] / "site" / "cy" / "cam" / "A09" / "index.html").is_file()
    assert states[OPEN_ROUND] == "released"
    assert query(release_file(deployment), "select count(*) from public.sign_offs") == [(14,)]
    assert query(
        release_file(deployment),
        "select what_happened from public.action_rounds where action_id = 'A03' and round_id = ?",
        OPEN_ROUND,
    ) == [("Two of the three play areas are open again.",)]


def fill(workbook: Path, action_id: str, **values: str | None) -> None:
    """Write values into one action's row, each under its English header."""
    columns = FEEDS["return"].tables["updates"].columns
    book = openpyxl.load_workbook(workbook)
    sheet = book["Updates"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    row = next(cell.row for cell in cells if cell.value == action_id)
    for name, value in values.items():
        header = next(cell for cell in cells if cell.value == columns[name].header("en"))
        sheet.cell(row, header.column).value = value
    book.save(workbook)


def test_an_earlier_taguette_project_changes_the_figures_until_the_later_one_comes(deployment: Path) -> None:
    """Of two exports the newer is the one with the later last edit, whatever order they arrive in."""
    answer = plan(
        deployment, "submit", str(LISTENING / "taguette_mid_november.sqlite3"), "--feed", "highlights",
        "--by", "analyst", "--json",
    )  # fmt: skip
    plan(deployment, "refresh")

    assert json.loads(answer)["accepted"] is True
    assert query(Warehouse.of(deployment).current().file, "select comment_count from public.plan") == [
        (3962,)
    ]


def test_what_is_no_workbook_is_refused_and_landing_unchanged(deployment: Path, tmp_path: Path) -> None:
    before = sorted(str(path) for path in (deployment / "landing").rglob("*"))
    file = tmp_path / "return.xlsx"
    file.write_bytes(b"%PDF-1.7 no workbook")

    answer = plan(
        deployment, "submit", str(file), "--feed", "return", "--partner", "council", "--round", OPEN_ROUND,
        "--by", "reporting officer", "--json", status=1,
    )  # fmt: skip

    receipt = json.loads(answer)
    assert receipt["accepted"] is False
    assert receipt["problems"]
    assert all(problem["message"] for problem in receipt["problems"])
    assert sorted(str(path) for path in (deployment / "landing").rglob("*")) == before


def test_publishing_a_round_that_is_not_there_is_refused(deployment: Path) -> None:
    assert "has no round 2031-01" in plan(deployment, "publish", "2031-01", status=1)


def test_a_refresh_while_another_runs_is_not_possible_now(deployment: Path) -> None:
    with Warehouse.of(deployment).making():
        assert "another refresh is running" in plan(deployment, "refresh", status=3)


def test_a_damaged_landing_stops_the_build_by_name_and_the_build_before_stays(deployment: Path) -> None:
    before = Warehouse.of(deployment).current()
    rows = next((deployment / "landing" / "return").glob("*/rows/updates.parquet"))
    rows.chmod(0o600)
    rows.write_bytes(b"PAR1 damaged")

    said = plan(deployment, "refresh", status=3)

    assert rows.parent.parent.name in said
    assert Warehouse.of(deployment).current() == before
