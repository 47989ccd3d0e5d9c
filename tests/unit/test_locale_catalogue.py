"""The Welsh catalogue holds exactly what the screens say, with the same places (conventions W5)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

import dashboard
from dashboard.locale.translator import draft_count, read_catalogue, words_in

PLACE = re.compile(r"\{(\w+)\}")


def said() -> set[str | tuple[str, ...]]:
    """Return every message that a screen says, read from the code itself: pattern matching misses some."""
    files = Path(dashboard.__file__).parent.rglob("*.py")
    calls = [
        node
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    return {message for call in calls if (message := message_of(call)) is not None}


def message_of(call: ast.Call) -> str | tuple[str, ...] | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if name in {"say", "mark"} and texts:
        return texts[0]
    return tuple(texts) if name == "count" and len(texts) == 2 else None


def messages() -> list[Message]:
    return [message for message in read_catalogue("cy") if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def pairs() -> Iterator[tuple[str, str]]:
    for message in messages():
        for form in forms(message.string):
            yield forms(message.id)[-1], form


def test_every_message_of_the_screens_is_in_the_catalogue_and_no_other() -> None:
    assert {message.id for message in messages()} == said()


def test_no_message_is_empty_or_english() -> None:
    assert [english for english, welsh in pairs() if not welsh.strip() or welsh == english] == []


def test_every_translation_has_the_places_of_its_message() -> None:
    counted = {"count"}
    wrong = [
        (english, welsh)
        for english, welsh in pairs()
        if set(PLACE.findall(welsh)) - counted != set(PLACE.findall(english)) - counted
    ]

    assert wrong == []


def test_what_is_strong_in_english_is_strong_in_welsh() -> None:
    assert [english for english, welsh in pairs() if ("**" in english) != ("**" in welsh)] == []


def test_every_plural_has_the_six_forms_of_welsh() -> None:
    plurals = [message for message in messages() if isinstance(message.id, tuple)]

    assert plurals
    assert {len(message.string) for message in plurals} == {6}


def test_drafts_are_counted_and_used() -> None:
    drafts, total = draft_count("cy")
    draft = next(message for message in messages() if message.fuzzy and isinstance(message.id, str))

    assert 0 < drafts <= total
    assert words_in("cy").say(draft.id) == draft.string


@pytest.mark.parametrize(
    "word", ["Show data", "Download as PNG", "Fullscreen", "Clear all", "Upload", "Search"]
)
def test_no_english_of_the_software_is_in_the_welsh(word: str) -> None:
    assert all(word not in welsh for _, welsh in pairs())


NAME = r"\{(?:group|partner|party|lead|name)\}"


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("{group} reviews it", True),
        ("{partner} has not reported", True),
        ("{group}, at any of its meetings", True),
        ("it is reviewed by {group}", False),
        ("{group} ({count})", False),
    ],
)
def test_no_sentence_agrees_with_a_name_that_may_be_of_one_or_of_many(sentence: str, is_found: bool) -> None:
    """Otherwise a page says that the volunteers reviews."""
    agreeing = re.compile(rf"{NAME},? (?:\w+ )?\w+s\b|{NAME}.*\b(?:its|it|their)\b")

    assert bool(agreeing.search(sentence)) == is_found
    assert [english for english, _ in pairs() if agreeing.search(english)] == []
