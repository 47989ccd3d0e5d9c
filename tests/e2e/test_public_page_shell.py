"""What the server sends before any script has run, and the files that it hands out."""

import csv
import io
import urllib.request
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError

import pytest

from dashboard.components.addresses import leads_nowhere
from dashboard.public.contents import PAGES
from dashboard.public.middleware import KNOWN
from dashboard.public.page_shell import first_page
from tests.support.release_files import HOSTILE, write_release


def fetched(address: str, **headers: str) -> tuple[str, Message]:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        return answer.read().decode(), answer.headers


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_its_language_and_its_own_first_words_and_none_of_streamlits(
    server: str, name: str, lang: str
) -> None:
    page, headers = fetched(f"{server}/{name}?lang={lang}&action=A09")

    assert f'<html lang="{lang}">' in page
    assert headers["Content-Language"] == lang
    assert '<meta property="og:description" content="' in page
    assert page.count("<title>") == page.count("<h1>") == 1
    assert "<title>Streamlit</title>" not in page
    assert "enable JavaScript to run this app" not in page


def test_the_answer_is_there_before_any_script_has_run_and_says_that_it_is_invented(server: str) -> None:
    page, _ = fetched(f"{server}/?lang=en")

    assert "Of 40 actions, 9 are done and 17 are on track, but 6 are late or at risk" in page
    assert "Demonstration: invented data." in page


def test_a_link_to_an_action_shows_its_title_and_how_it_stood_in_that_month(server: str) -> None:
    page, _ = fetched(f"{server}/action?lang=en&action=A09&round=2026-09")

    assert '<meta property="og:title" content="Fit barriers that stop off-road bikes" />' in page
    assert '<meta property="og:description" content="On track. What this action is for' in page


def test_the_browsers_language_is_taken_where_the_address_has_none(server: str) -> None:
    page, _ = fetched(server, **{"Accept-Language": "cy-GB,en;q=0.5"})

    assert '<html lang="cy">' in page


def test_hostile_titles_are_escaped(monkeypatch: pytest.MonkeyPatch, hostile_releases: Path) -> None:
    monkeypatch.setenv("PLAN_RELEASES", str(hostile_releases))
    page, _ = first_page("themes", {"lang": "en", "theme": "<script>"}, "")

    assert "<script>" not in page.split("</title>")[0]
    assert HOSTILE not in page


def test_before_the_first_release_and_with_a_damaged_one_the_first_words_say_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLAN_RELEASES", str(tmp_path))
    missing, _ = first_page("", {"lang": "en"}, "")
    write_release(tmp_path).write_bytes(b"damaged")
    damaged, _ = first_page("", {"lang": "en"}, "")

    assert "<h1>No round has been published yet</h1>" in missing
    assert "<h1>The figures cannot be shown just now</h1>" in damaged


def test_a_table_is_taken_away_without_a_log_in(server: str, releases: Path) -> None:
    file = releases / "2026-10-r1" / "csv" / "actions.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text("action_id\r\nA01\r\n", encoding="utf-8")
    text, headers = fetched(f"{server}/data/2026-10-r1/csv/actions.csv")

    assert list(csv.reader(io.StringIO(text))) == [["action_id"], ["A01"]]
    assert 'filename="2026-10-r1-actions.csv"' in headers["Content-Disposition"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    [
        "2026-10-r1/plan.duckdb",
        "2026-10-r1/csv/../plan.duckdb",
        "2026-10-r1/csv/%2e%2e/%2e%2e/current.json",
        "current.json",
        "2026-10-r1/csv/secret.txt",
    ],
)
def test_nothing_else_is_handed_out(server: str, name: str) -> None:
    with pytest.raises(HTTPError) as refused:
        fetched(f"{server}/data/{name}")

    assert refused.value.code in {400, 404}


@pytest.mark.parametrize("path", ["/dim-tudalen", "/cy/"])
def test_an_address_that_leads_nowhere_leads_to_the_overview(server: str, path: str) -> None:
    page, _ = fetched(f"{server}{path}")

    assert "<h1>Is the plan happening?</h1>" in page


@pytest.mark.parametrize("path", ["/favicon.png", "/healthz", "/_stcore/health", "/data/x", "/about", "/"])
def test_what_is_a_page_or_a_file_is_left_alone(path: str) -> None:
    assert not leads_nowhere(path, KNOWN)


def test_whoever_sees_no_more_than_the_first_words_is_led_to_the_edition(
    monkeypatch: pytest.MonkeyPatch, releases: Path
) -> None:
    monkeypatch.setenv("PLAN_RELEASES", str(releases))
    without, _ = first_page("", {"lang": "cy"}, "")
    monkeypatch.setenv("PLAN_EDITION_ADDRESS", "https://plan.example.org")
    page, _ = first_page("", {"lang": "cy"}, "")

    assert '<p><a href="https://plan.example.org/cy/">Yr un tudalennau fel ffeiliau' in page
    assert "heb JavaScript" not in without
