"""What is wrong with a page for whoever cannot see it, most of it by axe-core (`tests/package-lock.json`)."""

import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock
from playwright.sync_api import Page

from tests.support import patience

TESTS = Path(__file__).resolve().parents[1]
MODULES = TESTS / "node_modules"
INSTALL = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
RULES = {
    "runOnly": {"type": "tag", "values": [*LEVELS, "best-practice", "experimental"]},
    "rules": {"p-as-heading": {"enabled": False}},  # a first sentence in large letters is no heading
    "resultTypes": ["violations"],
}
"""WCAG 2.2 A and AA, good habits, and the rules on trial: a name that contains its visible words is one."""

MARKDOWN = re.compile(r"\*\*|\\[!#-/:-@\[\]-`{-~]")
"""Marks of how a label is written: a screen reader says them, and axe-core leaves them out of account."""

AT_REST = '[data-testid="stElementContainer"] { opacity: 1 !important; transition: none !important; }'
"""Streamlit pales what it is about to show again: a page is looked at in its own colours."""


def violations(page: Page) -> list[str]:
    """Return every fault of a page at rest, each with its rule and its place."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_script())
    page.add_style_tag(content=AT_REST)
    found: list[dict[str, Any]] = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    heard = str(page.locator("body").aria_snapshot())
    return [
        *(
            f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found
            for node in one["nodes"]
        ),
        *(f"markdown: {line.strip()}" for line in heard.splitlines() if MARKDOWN.search(line)),
    ]


@cache
def _script() -> str:
    """Return axe-core."""
    install()
    return (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def install() -> None:
    """Have npm fetch what the tests run: once, and again where the lock file is newer."""
    lock = TESTS / "package-lock.json"
    fetched = MODULES / ".package-lock.json"
    with FileLock(TESTS / ".npm.lock"):
        if not fetched.exists() or fetched.stat().st_mtime < lock.stat().st_mtime:
            subprocess.run(INSTALL, cwd=TESTS, check=True, capture_output=True, timeout=patience.SECONDS)
