"""The unit tests of the models: each rule with a branch or a date, on rows given for it alone."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from pipelines.warehouse.models import build_models, prepare_manifest
from tests.support.plan_rows import PlanRows, monthly_rounds


def test_every_unit_test_of_the_models_holds(tmp_path: Path) -> None:
    plan, file = PlanRows(), tmp_path / "plan.duckdb"
    action = {"action_id": "A01", "lead_partner_id": "council"}
    plan.load_register(datetime(2024, 12, 1, tzinfo=UTC), [action], monthly_rounds(date(2025, 1, 1), 2))
    plan.write(file, datetime(2025, 2, 10, tzinfo=UTC))
    written = set(json.loads(prepare_manifest().read_text(encoding="utf-8"))["unit_tests"])

    # with their models, as dbt runs a unit test only where it builds what the test is of
    results = build_models(file, ["--exclude", "resource_type:test"], unit_tests=True)

    held = {result.node.unique_id for result in results if result.node.resource_type == "unit_test"}
    assert held == written != set()
