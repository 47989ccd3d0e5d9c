"""What stands in the way is said in the reader's language: no page shows a failure in one language only."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import pipelines
from pipelines.locale import LANGUAGES, speaking, translated, translated_name
from pipelines.rounds.calendar import calendar_problem

ROOT = Path(pipelines.__file__).parent
SHOWN = (
    *("releases", "landing", "rounds", "warehouse", "workspace"),
    *("doctor.py", "mail.py", "signatures.py", "register/load.py", "backup/target.py"),
)
"""Where the failures come from that the workspace shows: signing, publishing, and looking after it."""

ON_NO_PAGE = {
    "NotAllowed", "DecidedSince", "ChangedSince", "Overtaken", "UnknownRound", "UnknownSubject",
    "UnknownActionRound", "UnknownToTrace", "UnknownToRegister", "Unclassified", "ModelsFailed",
    "TypeError", "KeyError", "ValueError", "OSError", "RuntimeError", "Refusal", "NotPossibleNow",
}  # fmt: skip
"""Those that a page answers in a sentence of its own, or that are a fault of the software."""


def bare(file: Path) -> Iterator[str]:
    """Yield what is raised with a sentence that is in no catalogue."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            name, said = ast.unparse(node.exc.func), node.exc.args[0]
            is_doctor = file.name == "doctor.py"
            if isinstance(said, ast.JoinedStr | ast.Constant) and (is_doctor or name not in ON_NO_PAGE):
                yield f"{file.relative_to(ROOT)}: {name}"


def test_no_failure_that_a_page_shows_is_said_in_one_language_only() -> None:
    places = [ROOT / place for place in SHOWN]
    files = [file for place in places for file in ([place] if place.is_file() else place.rglob("*.py"))]

    assert len(files) > 50
    assert [found for file in files for found in bare(file)] == []


def test_a_failure_is_said_in_the_language_that_is_spoken_where_it_happens() -> None:
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(calendar_problem([], datetime(2025, 7, 28, tzinfo=UTC), UTC))

    assert len(set(said)) == len(LANGUAGES)
    assert said[0] == calendar_problem([], datetime(2025, 7, 28, tzinfo=UTC), UTC)
    assert translated("a sentence of no catalogue") == "a sentence of no catalogue"


@pytest.mark.parametrize(
    ("english", "welsh", "expected"),
    [
        ("A plan", "Cynllun", {"en": "A plan", "cy": "Cynllun"}),
        ("A plan", None, {"en": "A plan", "cy": "A plan"}),
        ("", "Cynllun", {"en": "Cynllun", "cy": "Cynllun"}),
        (None, None, {"en": "", "cy": ""}),
    ],
)
def test_a_name_is_told_in_the_language_that_is_spoken_or_in_the_one_that_it_has(
    english: str | None, welsh: str | None, expected: dict[str, str]
) -> None:
    for language in LANGUAGES:
        with speaking(language):
            assert translated_name(english, welsh) == expected[language]
