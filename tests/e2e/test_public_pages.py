"""Every public page in every language, run by Streamlit itself without a browser."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.locale.vocabulary import HEADLINES
from tests.support.public_app import PublicApp, all_of, blocks, public_app, texts, texts_of_cells, walk
from tests.support.release_files import write_release

PAGES = (
    "overview",
    "action",
    "themes",
    "changes",
    "said",
    "went",
    "took",
    "find",
    "about",
    "accessibility",
    "privacy",
)
LANGUAGES = ("en", "cy")


def test_a_plan_of_up_to_80_actions_has_large_tiles_on_the_overview(
    opened: PublicApp, releases: Path
) -> None:
    tiles = [found for found in all_of(opened(releases), "ul") if "tiles" in found.get("kind", "")]

    assert {found["kind"] for found in tiles} == {"tiles"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_title_and_headings_in_order(
    opened: PublicApp, releases: Path, page: str, lang: str
) -> None:
    app = opened(releases, page, lang=lang, action="A09", theme="community-safety", q="a")
    levels = [
        int(found["tag"][1])
        for block in blocks(app)
        for found in walk(block)
        if found["tag"] in {"h1", "h2", "h3"}
    ]

    assert app.all("exception") == []
    assert not any(found.get("attributes", {}).get("role") == "alert" for found in all_of(app, "div"))
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_it_is_a_demonstration_and_links_to_itself_in_the_other_language(
    opened: PublicApp, releases: Path, page: str, lang: str
) -> None:
    app = opened(releases, page, lang=lang, action="A09", round="2026-09")
    other = next(link for link in all_of(app, "a") if "hreflang" in link.get("attributes", {}))

    assert any(found.get("kind") == "demo" for block in blocks(app) for found in walk(block))
    assert other["to"]["query"] == {
        "lang": "cy" if lang == "en" else "en",
        "action": "A09",
        "round": "2026-09",
    }
    assert texts(other) == ("Cymraeg" if lang == "en" else "English")


def test_a_plan_that_is_no_demonstration_has_no_banner(opened: PublicApp, tmp_path: Path) -> None:
    write_release(tmp_path, is_demonstration=False)
    app = opened(tmp_path, lang="en")

    assert not any(found.get("kind") == "demo" for block in blocks(app) for found in walk(block))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", [1, 9, 10, 15, 19, 20, 26, 29, 36, 39, 40])
def test_an_action_of_every_headline_has_its_page(
    opened: PublicApp, releases: Path, number: int, lang: str
) -> None:
    app = opened(releases, "action", lang=lang, action=f"A{number:02}")

    assert app.all("exception") == []
    assert len([found for found in all_of(app, "span") if "pill" in found.get("kind", "")]) == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (40, ["No report has been agreed yet. This is what others have said:", "The residents’ group"]),
        (39, ["Nobody has reported on this action yet."]),
    ],
)
def test_where_nothing_is_agreed_yet_what_others_say_is_shown(
    opened: PublicApp, releases: Path, number: int, said: list[str]
) -> None:
    app = opened(releases, "action", lang="en", action=f"A{number}", round="2026-08")
    shown = [texts(found) for tag in ("p", "h3") for found in all_of(app, tag)]

    assert [words for words in shown if words in said] == said


def test_an_action_that_there_is_not_gets_a_page_that_says_so(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "action", lang="en", action="A99")

    assert texts(all_of(app, "h1")[0]) == "There is no such action"


def test_both_views_stand_in_equal_boxes(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "action", lang="en", action="A09")
    boxes = [found for found in all_of(app, "section") if found.get("kind") == "view"]

    assert [texts(box["children"][0]) for box in boxes] == ["The Community Steering Group", "The council"]
    assert len({tuple(child["tag"] for child in box["children"][:3]) for box in boxes}) == 1


def test_a_second_view_says_until_when_a_reply_is_invited(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "action", lang="en", action="A09")
    boxes = [found for found in all_of(app, "section") if found.get("kind") == "view"]

    assert ["Reply invited until 19 November 2026; no reply yet." in texts(box) for box in boxes] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("number", "told"),
    [(9, ["Barriers at nine entrances."]), (10, ["still agreeing the words"]), (11, [])],
)
def test_a_boundary_card_is_four_lines_or_being_agreed_or_not_there(
    opened: PublicApp, releases: Path, number: int, told: list[str]
) -> None:
    app = opened(releases, "action", lang="en", action=f"A{number:02}")
    shown = " ".join(texts(found) for found in blocks(app))
    cards = [found for found in all_of(app, "table") if "card" in found.get("kind", "")]

    assert all(part in shown for part in told)
    assert ("What this is, and is not" in shown) == bool(told)
    assert [len(card["children"][0]["children"]) for card in cards] == ([4] if number == 9 else [])


def test_an_action_says_whom_to_ask_by_role(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "action", lang="en", action="A09")
    asked = next(texts(row) for row in all_of(app, "tr") if texts(row).startswith("Whom to ask"))

    assert asked == "Whom to askThe neighbourhood services team, Ask here – The council"


def test_where_no_role_is_named_the_deployment_says_whom_to_ask(releases: Path, tmp_path: Path) -> None:
    with public_app(tmp_path, PLAN_CONTACT="the plan's desk") as opened:
        app = opened(releases, "action", lang="en", action="A10")

    assert any(texts(row) == "Whom to askthe plan's desk" for row in all_of(app, "tr"))


def test_a_value_that_was_corrected_is_marked_where_it_stands_and_explained_on_one_page(
    opened: PublicApp, releases: Path
) -> None:
    action = opened(releases, "action", lang="en", action="A16")
    marks = [texts(found) for found in all_of(action, "a") if found.get("kind") == "revised"]
    other = opened(releases, "action", lang="en", action="A17")
    about = opened(releases, "about", lang="en")
    rows = [texts_of_cells(row) for row in all_of(about, "tr")]

    assert marks == ["Revised on 12 November 2026"]
    assert not any(found.get("kind") == "revised" for found in all_of(other, "a"))
    assert any("The wrong sheet was sent." in texts(found) for found in all_of(about, "li"))
    assert ["Action 16, August 2026", "Status", "Delayed", "On track"] in rows


@pytest.mark.parametrize(("round_id", "receipt"), [("2026-08", "r-august"), ("2026-10", "r-september")])
def test_an_action_names_the_receipts_that_it_rests_on_in_that_month(
    opened: PublicApp, releases: Path, round_id: str, receipt: str
) -> None:
    app = opened(releases, "action", lang="en", action="A09", round=round_id)
    rows = [texts_of_cells(row) for row in all_of(app, "tr")]

    assert [row[3] for row in rows if row[0] == "The agreed view: The council"] == [receipt]
    assert [row[3] for row in rows if row[0] == "Step: A09-M1"] == ["r-august"]


def test_the_history_does_not_say_old_words_again(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "action", lang="en", action="A15")
    told = [
        texts(row)
        for table in all_of(app, "table")
        if table.get("kind") == "history"
        for row in table["children"][0]["children"]
    ]

    assert [row.endswith("No report this month.") for row in told] == [True, True, False]


def test_the_sentence_the_numbers_the_tiles_and_the_table_agree(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, lang="en")
    numbers = [
        texts(found) for found in all_of(app, "li") if "paint" in found and found["children"][0]["tag"] == "b"
    ]
    tiles = [found for found in all_of(app, "a") if "tile" in found.get("kind", "")]
    words = [texts(tile["children"][2]) for tile in tiles]
    rows = [
        cells for row in all_of(app, "tr") if len(cells := texts_of_cells(row)) == 7 and cells[1].isdigit()
    ]
    columns = list(zip(*rows, strict=True))[1:]

    assert numbers == ["9 actions done", "17 on track", "6 late or at risk", "4 without recent news"]
    assert len(tiles) == 40
    assert (words.count("Done"), words.count("On track")) == (9, 17)
    assert set(words) == set(HEADLINES.values())
    assert [sum(int(value) for value in column) for column in columns] == [9, 17, 6, 4, 4, 40]


def test_an_earlier_round_is_shown_as_it_was(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, lang="en", round="2026-09")
    lead = next(texts(found) for found in all_of(app, "p") if found.get("kind") == "lead")

    assert lead.startswith("Of 40 actions, 8 are done and 19 are on track")


def test_a_round_that_is_not_published_shows_the_current_one(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, lang="en", round="2031-01")

    assert any("What changed in October 2026" in texts(found) for found in all_of(app, "h2"))


def test_two_rounds_can_be_compared(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "changes", lang="en", **{"from": "2026-08"})
    lead = next(texts(found) for found in all_of(app, "p") if found.get("kind") == "lead")

    moved, same = (
        "6 actions have changed: 2 for the better, 3 for the worse, 1 with news after silence",
        "34 are as they were",
    )
    numbers = [texts(found) for found in all_of(app, "li") if found["children"][0]["tag"] == "b"]
    folded = next(found for found in all_of(app, "details") if texts(found).startswith("34 actions"))

    assert lead == f"Since August 2026, {moved}; {same}."
    assert [text.split()[0] for text in numbers] == ["2", "3", "1", "34"]
    assert len([row for row in walk(folded) if row["tag"] == "tr"]) == 1 + 34


def test_the_first_round_has_nothing_to_compare_with(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "changes", lang="en", round="2026-08")

    assert any(texts(found) == "This is the first round." for found in all_of(app, "p"))


def test_a_search_says_how_many_it_found_aloud(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "find", lang="cy", q="gwyl haf")

    assert any(paper.get("isLive") for paper in app.papers)
    assert any(texts(found) == "1 cam wedi'i ganfod" for found in all_of(app, "h2"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_the_first_release_a_friendly_page_says_so(
    opened: PublicApp, tmp_path: Path, lang: str
) -> None:
    app = opened(tmp_path / "none", lang=lang)
    titles = {"en": "No round has been published yet", "cy": "Nid oes unrhyw rownd wedi'i chyhoeddi eto"}

    assert app.all("exception") == []
    assert texts(all_of(app, "h1")[0]) == titles[lang]


def test_a_damaged_release_gives_the_friendly_page_and_a_line_in_the_log(
    opened: PublicApp, tmp_path: Path
) -> None:
    write_release(tmp_path, words="Damaged later.").write_bytes(b"damaged")
    logged = opened.log.stat().st_size
    app = opened(tmp_path, lang="en")

    assert app.all("exception") == []
    assert texts(all_of(app, "h1")[0]) == "The figures cannot be shown just now"
    assert "2026-10-r1" in opened.log.read_bytes()[logged:].decode()


def test_a_release_that_changes_under_a_reader_is_shown_and_said(opened: PublicApp, tmp_path: Path) -> None:
    write_release(tmp_path, round_id="2026-09")
    app = opened(tmp_path, lang="en")
    write_release(tmp_path)
    app.again()

    assert any("New figures were published" in texts(block) for block in blocks(app))
    assert any("What changed in October 2026" in texts(found) for found in all_of(app, "h2"))


def test_a_release_made_anew_under_its_name_is_read_anew(opened: PublicApp, tmp_path: Path) -> None:
    shown, made = tmp_path / "shown", tmp_path / "made"
    file = write_release(shown, words="Taken back later.")
    app = opened(shown, "said", lang="en")
    before = " ".join(texts(block) for block in blocks(app))
    write_release(made).replace(file)
    (made / "current.json").replace(shown / "current.json")
    app.again()

    assert "Taken back later." in before
    assert not any("Taken back later." in texts(block) for block in blocks(app))


def test_a_release_that_nobody_signed_off_does_not_say_that_it_was_agreed(
    opened: PublicApp, tmp_path: Path
) -> None:
    write_release(tmp_path, is_signed_off=False)
    app = opened(tmp_path, lang="en")

    assert not any("As agreed by" in texts(found) for found in all_of(app, "p"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chart_has_words_and_its_table(opened: PublicApp, releases: Path, lang: str) -> None:
    app = opened(releases, lang=lang)
    charts = app.all("vega_lite_chart")

    outcomes, by_theme = sorted((chart.alt for chart in charts), key=lambda words: " 40 " in words)

    assert len(all_of(app, "table")) == 3  # what became of it all has its numbers, and those of each round
    assert re.findall(r"\d+", outcomes)
    assert " 9 " in by_theme
    assert " 40 " in by_theme


@pytest.mark.parametrize("page", PAGES)
def test_partner_text_in_the_other_language_carries_it(opened: PublicApp, releases: Path, page: str) -> None:
    app = opened(releases, page, lang="cy", action="A01", q="a")
    english = [
        found for block in blocks(app) for found in walk(block) if texts(found) == "Work is going well."
    ]

    assert all(
        found["attributes"]["lang"] == "en"
        for found in english
        if found["children"] == ["Work is going well."]
    )


def test_an_action_says_what_was_asked_answered_corrected_what_waits_and_what_is_not_shown(
    opened: PublicApp, releases: Path
) -> None:
    shown = {
        lang: "\n".join(map(texts, blocks(opened(releases, "action", action="A09", lang=lang))))
        for lang in LANGUAGES
    }
    without = "\n".join(map(texts, blocks(opened(releases, "action", action="A10"))))

    for told in (
        "8 questions were asked. 5 questions wait, the oldest for 12 days. 2 questions were answered.",
        "Chair of the steering group, 12 June 2026; it took 10 days.",
        "Corrected on 1 July 2026. Before, it said: In summer.",
        "Somebody asked.",
        "Waits for an answer: 12 days so far.",
        "2 are not shown: whoever asked did not agree to it.",
        "3 are not shown: the steering group has not approved them, or holds them back.",
    ):
        assert told in shown["en"], told
    assert "Gofynnodd rhywun pwy." in shown["cy"]
    assert "Yn yr hydref." in shown["cy"]
    assert "Asked and answered" not in without


@pytest.mark.parametrize(
    ("page", "counted", "unseen", "where"),
    [
        ("overview", "11 questions were asked. 6 questions wait, the oldest for 30 days. 4 questions were",
         "3 are not shown: whoever asked did not agree to it. 5 are not shown: the steering group has not",
         ["A16", "A09", "community-safety"]),
        ("themes", "10 questions were asked. 5 questions wait, the oldest for 12 days. 4 questions were",
         "3 are not shown: whoever asked did not agree to it. 4 are not shown: the steering group has not",
         ["A09"]),
    ],
)  # fmt: skip
def test_the_plan_and_a_theme_count_all_their_questions_those_too_that_are_not_shown_and_lead_to_them(
    opened: PublicApp, releases: Path, page: str, counted: str, unseen: str, where: list[str]
) -> None:
    app = opened(releases, page, theme="community-safety", lang="en")
    shown = "\n".join(map(texts, blocks(app)))
    listed = [found for found in all_of(app, "li") if " waits, " in texts(found) or " wait, " in texts(found)]
    listed += [found for found in all_of(app, "li") if "2 questions were answered." in texts(found)]
    ways = {link["to"]["query"].get("action") or link["to"]["query"]["theme"]
            for found in listed for link in walk(found) if link["tag"] == "a"}  # fmt: skip

    assert counted in shown
    assert unseen in shown
    assert ways == set(where)
