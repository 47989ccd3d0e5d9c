"""Advice on kind and plain words: what is advised against, and what is left alone."""

import pytest

from pipelines.contracts.register import WordToAvoid
from pipelines.intake.checks.findings import Findings
from pipelines.intake.checks.plain_words import advise
from pipelines.intake.sheets.rows import TypedRow

LIST = (
    WordToAvoid(word="procurement framework", instead="how we buy things"),
    WordToAvoid(word="deprived"),
    WordToAvoid(word="hard-to-reach"),
)


def advised(words: str) -> list[str]:
    findings = Findings()
    advise(TypedRow("Updates", 4, {"in_plain_words": words}), LIST, findings)
    assert findings.problems == []
    return [found.code for found in findings.warnings]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Four of ten lamps are lit.", []),
        ("", []),
        ("The Procurement  Framework is signed.", ["plain_words_instead"]),
        ("The procurement, framework or not, is signed.", ["plain_words_instead"]),
        ("A DEPRIVED area.", ["plain_words_avoid"]),
        ("Nobody is deprivedly anything.", []),
        ("Hard to reach people.", ["plain_words_avoid"]),
        ("The NPPF says so.", ["plain_words_acronym"]),
        ("The NHS says so.", []),
        (" ".join(["word"] * 25) + ".", []),
        (" ".join(["word"] * 26) + ".", ["plain_sentence_long"]),
        (" ".join(["word"] * 20) + ". " + " ".join(["word"] * 20) + ".", []),
        (" ".join(["word"] * 41), ["plain_words_long"]),
    ],
)
def test_what_a_neighbour_may_not_understand_is_pointed_out(words: str, codes: list[str]) -> None:
    assert advised(words) == codes


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_hint_says_what_could_be_written_instead(language: str) -> None:
    findings = Findings()
    advise(TypedRow("Updates", 4, {"in_plain_words": "A procurement framework."}), LIST, findings)

    assert "how we buy things" in findings.warnings[0].message(language)
