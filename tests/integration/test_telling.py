"""What people are told of a released round: drafts of the signed words and counts, and sheets of paper."""

import re
from pathlib import Path

import pytest

from pipelines.errors import NotPossibleNow, Refusal
from pipelines.operations import telling
from pipelines.operations.telling import draft_bulletin, print_paper
from pipelines.warehouse.builds import reading

ROUND, ADDRESS = "2025-06", "https://plan.example.org/"
HEAD = {"en": "What is late or at risk, and why", "cy": "Beth sy'n hwyr neu mewn perygl, a pham"}


@pytest.fixture(scope="module")
def drafts(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    written = draft_bulletin(demonstration, ROUND, tmp_path_factory.mktemp("bulletin"), ADDRESS)
    return {file.name: file.read_text(encoding="utf-8") for file in written}


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_a_bulletin_has_an_article_an_email_three_posts_and_talking_points(
    drafts: dict[str, str], lang: str
) -> None:
    article, posts = drafts[f"article-{lang}.txt"], drafts[f"posts-{lang}.txt"]
    said = article.split("\n\n", 1)[1]

    assert len(drafts) == 10
    assert HEAD[lang] in article
    assert 100 < len(said.split()) <= 230
    assert posts.count(f"{ADDRESS}{lang}/") == 3
    assert posts.count("Alternative text: " if lang == "en" else "Testun amgen: ") == 3
    assert f'<html lang="{lang}">' in drafts[f"email-{lang}.html"]
    assert all("emonstration" in text or "rddangosiad" in text for text in drafts.values())


def test_bad_news_is_what_then_why_then_what_next_then_when_one_hears_again(drafts: dict[str, str]) -> None:
    points = drafts["talking-points-en.txt"].split("\n\n")
    (late,) = (part for part in points if part.startswith("11 "))

    assert [line.partition(":")[0] for line in late.splitlines()[1:]] == [
        *("- Why", "- What happens next", "- You will hear again by")
    ]
    assert points.index(late) < next(
        number for number, part in enumerate(points) if part.startswith("What was done")
    )


def test_what_a_bulletin_says_is_the_release_s(demonstration: Path, drafts: dict[str, str]) -> None:
    release = sorted((demonstration / "releases").glob(f"{ROUND}-r*"))[-1]
    with reading(release / "plan.duckdb") as connection:
        ((done, late),) = connection.execute(
            "select complete_count, delayed_count + at_risk_count from public.plan_rounds where round_id = ?",
            [ROUND],
        ).fetchall()
        outcomes = dict(
            connection.execute(
                "select outcome, comment_count from public.theme_outcomes "
                "where round_id = ? and theme_id = 'all'",
                [ROUND],
            ).fetchall()
        )
        words = {
            text
            for row in connection.execute(
                "select in_plain_words, reason, next_step from public.action_rounds where round_id = ?",
                [ROUND],
            ).fetchall()
            for text in row
            if text
        }
    points = drafts["talking-points-en.txt"]
    told = [text for text in words if text in points]

    assert f"{done} are done" in points
    assert (
        f"Of {sum(outcomes.values()):,} comments, what {outcomes['done']:,} asked for is done; for "
        f"{outcomes['on_the_way']:,} it is on the way."
    ) in points
    assert len(re.findall(r"^\d+ .*: (?:delayed|at risk)\.", points, re.MULTILINE)) == late
    assert len(told) >= 3 * late


def test_sheets_are_one_tagged_page_each_that_lead_to_the_edition(
    demonstration: Path, tmp_path: Path
) -> None:
    files = print_paper(demonstration, ROUND, tmp_path, ["poster"], ADDRESS, lambda name: None)

    assert [file.name for file in files] == ["poster-en.pdf", "poster-cy.pdf"]
    for file in files:
        content = file.read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == 1
        assert b"/StructTreeRoot" in content
        assert b"/MediaBox [0 0 841" in content
        assert f"({ADDRESS}{file.stem[-2:]}/".encode() in content


def test_what_cannot_be_printed_says_why(
    demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refusal, match="round 2030-01 has not been released"):
        print_paper(demonstration, "2030-01", tmp_path, ["poster"], ADDRESS, print)
    with pytest.raises(NotPossibleNow, match="every sheet leads to it: give an address"):
        print_paper(demonstration, ROUND, tmp_path, ["poster"], None, print)
    monkeypatch.setattr(telling, "BROWSERS", ("no-browser",))
    with pytest.raises(NotPossibleNow, match="apt-get install chromium"):
        print_paper(demonstration, ROUND, tmp_path, ["poster"], ADDRESS, print)
