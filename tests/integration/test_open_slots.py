"""The plan of Ely and Caerau as it comes: six themes, forty open slots, and nothing invented."""

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines import clock
from pipelines.cli import app
from pipelines.register import current
from pipelines.settings import PROJECT
from tests.support.public_app import PublicApp, public_app, words_of

REGISTER = PROJECT / "data" / "register"
THEMES = {
    "Children and young people": "Plant a phobl ifanc",
    "Community safety and safeguarding": "Diogelwch cymunedol a diogelu",
    "Spaces and the environment": "Lleoedd a'r amgylchedd",
    "Health and wellbeing": "Iechyd a llesiant",
    "Employment, living standards and cost of living": "Cyflogaeth, safonau byw a chostau byw",
    "Communications and community building": "Cyfathrebu a meithrin cymuned",
}
NOT_ENTERED = {"en": "title not yet entered", "cy": "teitl heb ei nodi eto"}


def plan(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new deployment into which the real plan was loaded, with a round that its owner has entered."""
    home = tmp_path_factory.mktemp("slots") / "home"
    assert plan("init", home)[0] == 0
    assert plan("register", "check", REGISTER, "--home", home)[0] == 0
    assert plan("register", "load", REGISTER, "--home", home)[0] == 0
    register = Path(shutil.copytree(REGISTER, home.parent / "register"))
    days = [clock.now().date() - timedelta(before) for before in (21, 14, 7, 3, 1)]
    with (register / "rounds.csv").open("a", encoding="utf-8") as rounds:
        rounds.write(f"{days[2]:%Y-%m},{','.join(day.isoformat() for day in days)}\n")
    assert plan("register", "load", register, "--home", home)[0] == 0
    return home


@pytest.fixture(scope="module")
def releases(home: Path) -> Path:
    (found,) = current(home).rounds
    signed_by = ("--role", "chair", "--by", "secretary")
    assert plan("refresh", "--home", home)[0] == 0
    assert plan("round", "sign-off", found.round_id, *signed_by, "--home", home)[0] == 0
    assert plan("publish", found.round_id, "--home", home)[0] == 0
    return home / "releases"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicApp]:
    with public_app(tmp_path_factory.mktemp("app")) as app:
        yield app


def test_the_register_holds_the_real_themes_and_open_slots_only(home: Path) -> None:
    register = current(home)

    assert {theme.name_en: theme.name_cy for theme in register.themes if theme.position <= 6} == THEMES
    assert [action.action_id for action in register.actions] == [f"A{number:02d}" for number in range(1, 41)]
    assert not any(
        action.title_en or action.title_cy or action.lead_partner_id for action in register.actions
    )
    assert {action.theme_id for action in register.actions} == {"not-placed"}
    assert (register.partners, register.milestones, register.topics) == ((), (), ())
    assert not register.plan.is_demonstration


def test_what_is_still_to_be_entered_is_said_when_it_is_checked(tmp_path: Path) -> None:
    status, answer = plan("register", "check", REGISTER, "--home", tmp_path / "home", "--json")

    assert status == 0
    assert {found["code"] for found in json.loads(answer)["warnings"]} >= {"slots_open", "rounds_missing"}


@pytest.mark.parametrize("lang", NOT_ENTERED)
def test_the_public_app_says_that_a_title_is_not_yet_entered(
    lang: str, releases: Path, opened: PublicApp
) -> None:
    by_theme = words_of(opened(releases, "themes", lang=lang, theme="not-placed"))
    one = words_of(opened(releases, "action", lang=lang, action="A07"))

    assert by_theme.count(NOT_ENTERED[lang]) >= 40
    assert {"en": "An action whose title is not yet entered", "cy": "Cam nad yw ei deitl wedi'i nodi eto"}[
        lang
    ] in one
    assert {"en": "Awaiting first update", "cy": "Yn aros am y diweddariad cyntaf"}[lang] in one


def test_an_open_slot_awaits_its_first_update(home: Path, releases: Path) -> None:
    status, answer = plan("explain", "A07", "--home", home)

    assert status == 0
    assert "A07, round" in answer
    assert "awaiting first update" in answer
