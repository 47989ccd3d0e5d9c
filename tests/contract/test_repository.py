"""What a fresh clone relies on."""

import json
import re

from dashboard.settings import Settings as DashboardSettings
from pipelines.settings import PROJECT
from pipelines.settings import Settings as PipelineSettings


def test_the_lock_is_hashed_and_carries_no_address() -> None:
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][a-z0-9._-]*==", lock, re.MULTILINE)

    assert len(packages) > 100
    assert lock.count("--hash=sha256:") >= len(packages)
    assert not re.search(r"https?://|file://|--(extra-)?index-url|--find-links", lock)


def test_what_npm_fetches_for_the_tests_is_pinned_by_hash_and_carries_no_address() -> None:
    packages = json.loads((PROJECT / "tests" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    fetched = {name: told for name, told in packages.items() if name}

    assert "node_modules/axe-core" in fetched
    assert all(told["integrity"].startswith("sha512-") for told in fetched.values())
    assert [name for name, told in fetched.items() if "resolved" in told] == []


def test_the_example_environment_names_every_setting() -> None:
    example = (PROJECT / ".env.example").read_text(encoding="utf-8")
    settings = {*PipelineSettings.model_fields, *DashboardSettings.model_fields}

    named = {name.lower() for name in re.findall(r"^#?PLAN_([A-Z_]+)=", example, re.MULTILINE)}

    assert named == settings
