"""The guides for whoever works on this name what is there."""

import csv
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from pipelines.contracts import FEEDS
from pipelines.settings import PROJECT
from tests.support import folder_guides

CONTRIBUTING, ARCHITECTURE = PROJECT / "CONTRIBUTING.md", PROJECT / "docs" / "architecture.md"
GUIDES = [CONTRIBUTING, ARCHITECTURE, *sorted((PROJECT / "docs" / "decisions").glob("*.md"))]
EXAMPLES = {"FEED": "felt", "PAGE": "themes", "LANG": "cy"}
"""What stands for what is added, and one of each that is there."""
NOT_IN_GIT = {".venv/", "landing/", "releases/", "sign-in.toml"}


def named(text: str) -> set[str]:
    """Return the paths in backticks: what holds a slash, or is a file at the top."""
    spans = re.findall(r"`([\w.][\w./-]*)`", text)
    paths = {span for span in spans if "/" in span or re.search(r"\.(md|toml|yaml|lock|example)$", span)}
    for placeholder, example in EXAMPLES.items():
        paths = {re.sub(rf"\b{placeholder}\b", example, path) for path in paths}
    return paths - NOT_IN_GIT


def section(title: str) -> str:
    found = re.search(rf"^### {title}\n(.*?)(?=^##|\Z)", CONTRIBUTING.read_text(), re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def not_named(title: str, files: set[str]) -> list[str]:
    """Return those files that a list of CONTRIBUTING.md names neither themselves nor by their folder."""
    paths = named(section(title))
    return sorted(
        file
        for file in files
        if file not in paths and not any(path.endswith("/") and file.startswith(path) for path in paths)
    )


def files_with(pattern: str, *folders: str) -> set[str]:
    """Return the files of the code in which a pattern stands."""
    return {
        str(file.relative_to(PROJECT))
        for folder in folders
        for file in (PROJECT / folder).rglob("*")
        if file.suffix in (".py", ".sql", ".csv", ".yml")
        if "target" not in file.parts and re.search(pattern, file.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("guide", GUIDES, ids=[guide.stem for guide in GUIDES])
def test_every_path_that_a_guide_names_is_there(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    links = {link for link in re.findall(r"\]\(([^)#:]+)\)", text)}

    assert [path for path in sorted(named(text)) if not (PROJECT / path).exists()] == []
    assert [link for link in sorted(links) if not (guide.parent / link).exists()] == []


def test_each_of_ten_things_has_its_place_and_the_readme_leads_there() -> None:
    table = ARCHITECTURE.read_text(encoding="utf-8").split("## Where things live")[1]
    rows = [line for line in table.splitlines() if line.startswith("| ") and "| where |" not in line]

    assert len(rows) >= 10
    assert [row for row in rows if not named(row)] == []
    assert "(docs/architecture.md" in (PROJECT / "README.md").read_text(encoding="utf-8")


def test_the_list_for_a_feed_names_every_file_in_which_the_contract_of_one_stands() -> None:
    assert EXAMPLES["FEED"] in FEEDS

    files = files_with(r"\b(FELT|check_felt|contracts\.felt)\b", "pipelines")

    assert len(files) >= 4
    assert not_named("A feed", files) == []


def test_the_list_for_a_decision_names_every_file_in_which_the_newest_one_stands() -> None:
    with (PROJECT / "dbt_project" / "seeds" / "codes.csv").open(encoding="utf-8") as seed:
        newest = [row["code"] for row in csv.DictReader(seed) if row["vocabulary"] == "decision"][-1]

    files = files_with(rf"\b{newest}\b", "pipelines", "dbt_project")

    assert len(files) >= 4
    assert not_named("A decision", files) == []


def test_the_list_for_a_page_names_what_every_page_is_made_of() -> None:
    files = {"dashboard/public/contents.py", "dashboard/public/app_pages/themes.py"}

    files |= files_with(r'(?m)^    "themes":', "dashboard/public", "dashboard/components")

    assert "dashboard/components/frame.py" in files
    assert not_named("A page", files) == []


def test_the_list_for_a_column_names_every_file_in_which_one_that_goes_the_whole_way_stands() -> None:
    files = files_with(r"\bnext_step\b", "pipelines", "dbt_project", "dashboard")

    assert {file.split("/")[0] for file in files} == {"pipelines", "dbt_project", "dashboard"}
    assert not_named("A column", files) == []


def test_the_list_for_a_metric_names_every_file_in_which_one_that_is_used_everywhere_stands() -> None:
    files = files_with(r"\bfinish_moved_count\b", "pipelines", "dbt_project", "dashboard")

    assert {file.split("/")[0] for file in files} == {"pipelines", "dbt_project", "dashboard"}
    assert not_named("A metric", files) == []


def test_the_list_for_a_language_names_every_file_that_speaks_of_one_language_alone() -> None:
    files = files_with(rf"""["']{EXAMPLES["LANG"]}["']""", "pipelines", "dbt_project", "dashboard")

    assert {file.split("/")[0] for file in files} == {"pipelines", "dbt_project", "dashboard"}
    assert not_named("A language", files) == []


def test_pre_commit_runs_what_make_check_runs_and_fetches_nothing() -> None:
    hooks = (PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    checks = re.search(r"^check-python:\n(.*?)^docs:", (PROJECT / "Makefile").read_text(), re.M | re.S)
    assert checks
    commands = set(re.findall(r"\$\(BIN\)/(.+)", checks[1]))

    assert len(commands) >= 6
    assert {command for command in commands if f".venv/bin/{command}," not in hooks} == set()
    assert re.findall(r"repo: (\S+)", hooks) == ["local"]


def test_the_templates_for_issues_can_be_read_and_ask_for_something() -> None:
    templates = sorted((PROJECT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    forms = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in templates]

    assert len(forms) >= 2
    assert all({"name", "description", "body"} <= form.keys() for form in forms)
    assert all(any("id" in field for field in form["body"]) for form in forms)


def test_the_changelogs_last_version_is_the_softwares_and_says_what_an_upgrade_asks_for() -> None:
    changelog = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    version, said = re.findall(r"^## (\d+\.\d+\.\d+) .*?\n\n(### .*?)$", changelog, re.MULTILINE)[0]
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    dbt_project = yaml.safe_load((PROJECT / "dbt_project" / "dbt_project.yml").read_text(encoding="utf-8"))

    assert (project["project"]["version"], dbt_project["version"]) == (version, version)
    assert said == "### When you upgrade"


def test_each_folder_of_many_files_says_which_is_which() -> None:
    made = dict(folder_guides.guides())

    assert len(made) > 10
    stale = [str(place) for place, text in made.items() if not place.exists() or place.read_text() != text]
    assert [*stale, *folder_guides.left_over()] == [], "run `make format`"
