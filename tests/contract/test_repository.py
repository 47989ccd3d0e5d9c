"""What a fresh clone relies on."""

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


def test_the_example_environment_names_every_setting() -> None:
    example = (PROJECT / ".env.example").read_text(encoding="utf-8")
    settings = {*PipelineSettings.model_fields, *DashboardSettings.model_fields}

    named = {name.lower() for name in re.findall(r"^#?PLAN_([A-Z_]+)=", example, re.MULTILINE)}

    assert named == settings
