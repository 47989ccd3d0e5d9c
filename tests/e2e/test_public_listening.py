"""What people said, where it went and what listening took: their pages, an action's and a theme's."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.listening_rows import BY_THEME, DESTINATIONS
from tests.support.public_app import PublicApp, Shown, all_of, blocks, texts, texts_of_cells, walk, words_of
from tests.support.release_files import altered, write_release

HEARD = "1,234 people were heard at 47 events, and 3,962 comments were written down."


def number(text: str) -> int:
    return int(text.replace(",", ""))


def table_after(app: Shown, first_column: str) -> list[list[str]]:
    """Return the rows of the table whose first column is headed so."""
    for table in all_of(app, "table"):
        head, *rows = [row for row in walk(table) if row["tag"] == "tr"]
        if texts_of_cells(head)[0] == first_column:
            return [texts_of_cells(row) for row in rows]
    raise AssertionError(f"no table of {first_column}")


def quotes(app: Shown) -> dict[str, dict[str, Any]]:
    return {
        texts(found): found for block in blocks(app) for found in walk(block) if found["tag"] == "blockquote"
    }


def test_the_overview_says_in_one_line_how_many_were_heard(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, lang="en")
    (line,) = [found for found in all_of(app, "p") if texts(found).startswith(HEARD)]
    (way,) = [found for found in walk(line) if found["tag"] == "a"]

    assert way["to"]["page"] == "said"


@pytest.mark.parametrize("page", ["overview", "said", "went", "themes"])
def test_from_a_list_alone_every_count_is_of_coded_passages(
    opened: PublicApp, tmp_path: Path, page: str
) -> None:
    write_release(tmp_path, passages=True)
    said = words_of(opened(tmp_path, page, lang="en", theme="community-safety"))

    assert "coded passages" in said.lower()
    assert "comments" not in said.replace("these numbers are of passages, not of comments", "").lower()


def test_everything_said_is_in_exactly_one_place(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "went", lang="en")
    rows = {name: [number(cell) for cell in cells] for name, *cells in table_after(app, "Theme")}
    *themes, everything = rows.values()

    assert all(sum(row[:-1]) == row[-1] for row in rows.values())
    assert everything == [*BY_THEME["all"], 3962]
    rows_total = sum(row[-1] for row in themes)
    assert (
        f"add up to {rows_total:,}: 3,962 comments, and {rows_total - 3962:,} counted once more."
        in words_of(app)
    )
    assert len(themes) == 7


@pytest.mark.parametrize("page", ["went", "overview"])
def test_what_became_of_what_was_said_is_one_sentence_and_one_bar_of_everything_once(
    opened: PublicApp, releases: Path, page: str
) -> None:
    app = opened(releases, page, lang="en")
    said = next(text for text in map(texts, all_of(app, "p")) if text.startswith("Of 3,962 comments, what "))
    counts = {name: number(cells[0]) for name, *cells in table_after(app, "What became of it")}
    *_, first, last = (row[1] for row in table_after(app, "Round"))

    assert sum(map(number, re.findall(r"(?:what|for) ([\d,]+)", said))) == sum(counts.values()) == 3962
    assert f"what {counts['Done']:,} asked for is done" in said
    assert (number(first), number(last)) == (373, counts["Done"])
    began = "In August 2026, nothing that people asked for was done;"
    assert f"{began} now what {last} comments asked for is." in words_of(app)


def test_a_release_of_before_outcomes_were_counted_has_its_pages(opened: PublicApp, tmp_path: Path) -> None:
    with altered(write_release(tmp_path)) as connection:
        connection.execute("drop table public.theme_outcomes")
        connection.execute("drop table public.topic_outcomes")
    app = opened(tmp_path, "went", lang="en")

    assert app.all("exception") == []
    assert texts(next(found for found in all_of(app, "p") if found.get("kind") == "lead")).startswith(
        "All 3,962"
    )


def test_every_topic_says_why_into_which_actions_it_went_and_what_became_of_it(
    opened: PublicApp, releases: Path
) -> None:
    app = opened(releases, "went", lang="en")
    told = {}
    for table in all_of(app, "table"):
        if table.get("kind") == "went":
            told |= {cells[0]: cells[1:] for cells in map(texts_of_cells, walk_rows(table))}

    assert told["Bikes“Bikes wake us.”"] == [
        "157",
        "9 Fit barriers that stop off-road bikes ◐ Seen differently",
        "Seen differently",
    ]
    assert told["Speeding"][1].startswith("They decide it.9 Fit barriers")
    assert told["Litter“More bins, please.”"][2] == "Done"
    assert told["Repairs"] == ["62", "They decide it.", "Someone else’s to decide"]
    assert told["helpers"] == ["3", "No action.", "Not yet coded"]
    assert len(told) == 6


def test_a_topic_in_an_earlier_round_says_what_was_said_and_how_it_stood_by_then(
    opened: PublicApp, releases: Path
) -> None:
    app = opened(releases, "went", lang="en", round="2026-08")
    told = {cells[0]: cells[1:] for cells in table_after(app, "What people asked for")}

    assert (told["Bikes“Bikes wake us.”"][0], told["Bikes“Bikes wake us.”"][2]) == ("57", "On the way")


def walk_rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in walk(table) if row["tag"] == "tr"][1:]


def test_needs_without_an_action_and_assets_that_nobody_uses_are_listed(
    opened: PublicApp, releases: Path
) -> None:
    app = opened(releases, "went", lang="en")
    listed = [texts(found) for found in all_of(app, "li")]

    assert {"Repairs: 22 comments", "Reputation: 30 comments", "Neighbours who look out"} <= set(listed)
    assert "The walled garden" not in "".join(listed)


def test_what_was_not_recorded_is_said_and_what_is_held_back_has_a_sign(
    opened: PublicApp, releases: Path
) -> None:
    app = opened(releases, "took", lang="en")
    costs = {name: cells for name, *cells in table_after(app, "What it was for")}
    months = {name: cells for name, *cells in table_after(app, "Month")}

    assert costs["Kites"] == ["not recorded", "3", "£12"]
    assert costs["In all"][0] == "649 (known for 153 of 187)"
    assert months["September 2023"] == ["2", "[c]"]
    assert months["October 2023"] == ["1", "not recorded"]
    assert "All hours are known for 20 of 47 events" in words_of(app)


@pytest.mark.parametrize("page", ["said", "went", "took"])
@pytest.mark.parametrize("lang", ["en", "cy"])
def test_every_chart_has_words_and_a_table(opened: PublicApp, releases: Path, page: str, lang: str) -> None:
    app = opened(releases, page, lang=lang)
    charts = app.all("vega_lite_chart")

    assert charts
    assert all(chart.alt for chart in charts)
    assert len(all_of(app, "table")) >= len(charts) - 1


def test_the_words_of_a_chart_say_the_numbers_of_its_table(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "went", lang="en")
    alt = app.all("vega_lite_chart")[1].alt
    everything = dict(zip(DESTINATIONS, table_after(app, "Theme")[-1][1:], strict=False))

    assert f"{everything['taken_up']} of 3,962 were taken up and {everything['partly']} in part" in alt


def test_a_quote_is_text_in_its_own_language_and_says_how_many_said_similar(
    opened: PublicApp, releases: Path
) -> None:
    app = opened(releases, "said", lang="en")
    found = quotes(app)

    assert {quote: block["attributes"]["lang"] for quote, block in found.items()} == {
        "Bikes wake us.": "en",
        "Rhowch le iddyn nhw.": "cy",
        "More bins, please.": "en",
    }
    assert "Street stall, Ely. Something like it was said 55 more times." in words_of(app)
    assert "In Welsh. Something like it was said 1 more time. Not the most common view." in words_of(app)


def test_a_quote_with_consent_for_the_web_alone_stays_off_paper(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "said", lang="en")
    off_paper = [texts(found) for found in all_of(app, "li") if "web-only" in found.get("kind", "")]

    assert len(off_paper) == 2
    assert not any("Bikes wake us." in quote for quote in off_paper)


def test_an_action_says_what_it_answers_in_whose_words_and_what_it_builds_on(
    opened: PublicApp, releases: Path
) -> None:
    app = opened(releases, "action", lang="en", action="A09")
    garden = opened(releases, "action", lang="en", action="A18")

    assert {"Bikes: 157 comments. Taken up", "Speeding: 108 comments. Taken up in part"} <= {
        texts(found) for found in all_of(app, "li")
    } | {texts(found).replace("Not yet translated", "").strip() for found in all_of(app, "li")}
    assert {"Bikes wake us.", "Rhowch le iddyn nhw."} <= set(quotes(app))
    assert "250 comments in all, each counted once." in words_of(app)
    assert "The walled garden" in [texts(found) for found in all_of(garden, "li")]


def test_an_action_tells_its_story_in_lines_that_lead_to_its_parts(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "action", lang="en", action="A09")
    story = next(found for found in all_of(app, "dl") if found.get("kind") == "story")
    lines = {texts(line["children"][0]): texts(line["children"][2]) for line in story["children"]}
    spots = [found["spot"] for found in walk(story) if "spot" in found]
    parts = [found.get("attributes", {}).get("id") for found in all_of(app, "section")]

    assert list(lines) == ["Because people said", "So it was agreed", "So far", "Asked and answered"]
    assert lines["Asked and answered"].startswith("5 questions wait, the oldest for 12 days.")
    assert lines["Because people said"].startswith("250 comments: Bikes; ")
    assert lines["So far"].startswith("Seen differently. ")
    assert len(spots) == len(lines)
    assert all(parts.count(spot) == 1 for spot in spots)


def test_an_action_that_no_comment_asked_for_says_so(opened: PublicApp, releases: Path) -> None:
    app = opened(releases, "action", lang="en", action="A40")

    assert "Nothing that people said asked for this: it came from elsewhere." in words_of(app)


def test_a_theme_has_its_three_columns_its_quotes_and_what_there_is(
    opened: PublicApp, releases: Path
) -> None:
    app = opened(releases, "themes", lang="en", theme="community-safety")

    assert ["Bikes", "56", "51", "50", "Seen differently"] in table_after(app, "Topic")
    assert {"Bikes wake us.", "Rhowch le iddyn nhw."} <= set(quotes(app))
    assert "Neighbours who look out" in [texts(found) for found in all_of(app, "li")]


@pytest.mark.parametrize("page", ["overview", "said", "went", "took", "action", "themes"])
def test_a_plan_that_nobody_was_asked_about_has_its_pages(
    opened: PublicApp, tmp_path: Path, page: str
) -> None:
    with altered(write_release(tmp_path)) as connection:
        for table in ("topic_mentions", "assets", "voices", "reach", "cost_of_coproduction"):
            connection.execute(f"delete from public.{table}")
        for table in ("theme_voices", "comment_destinations", "theme_outcomes"):
            connection.execute(f"update public.{table} set comment_count = 0")
        connection.execute(
            "update public.listening set comment_count = 0, engagement_count = 0, participant_count = null, "
            "first_held_on = null, last_held_on = null, workshop_count = 0"
        )
    app = opened(tmp_path, page, lang="en", action="A09", theme="community-safety")

    assert app.all("exception") == []
    assert not any(found.get("attributes", {}).get("role") == "alert" for found in all_of(app, "div"))
    assert "1,234" not in words_of(app)


def test_people_who_were_not_counted_are_not_nobody(opened: PublicApp, tmp_path: Path) -> None:
    with altered(write_release(tmp_path)) as connection:
        connection.execute("update public.listening set engagement_people_recorded_count = 45")
        connection.execute("update public.reach set recorded_count = 3 where code = '2023-08'")
        connection.execute("update public.listening set residents_recorded_count = 5")
    said = words_of(opened(tmp_path, "said", lang="en"))
    rows = table_after(opened(tmp_path, "took", lang="en"), "Month")
    months = {name: cells for name, *cells in rows}
    took = words_of(opened(tmp_path, "took", lang="en"))

    assert "1,234 people were heard at 47 events, as far as they were counted, which was at 45;" in said
    assert months["August 2023"] == ["4", "170 (known for 3 of 4)"]
    assert "Residents who came: 96 (known for 5 of 7). Who came for partners: 52." in took


def test_people_at_the_workshops_who_are_held_back_have_a_sign(opened: PublicApp, tmp_path: Path) -> None:
    with altered(write_release(tmp_path)) as connection:
        connection.execute(
            "update public.listening set is_workshop_count_suppressed = true, voucher_count = null, "
            "workshop_resident_count = null, workshop_partner_count = null, vouchers_gbp = null"
        )
    took = words_of(opened(tmp_path, "took", lang="en"))

    assert "Residents who came: [c]. Who came for partners: [c]. Refreshments:" in took
