"""Dates, numbers, plurals and pairs of texts in the reader's language."""

from datetime import date

import pytest

from dashboard.locale.translator import TextInLanguage, strong_parts, words_in


def test_a_date_is_written_as_the_language_writes_it() -> None:
    assert words_in("cy").day(date(2026, 11, 22)) == "22 Tachwedd 2026"
    assert words_in("en").day(date(2026, 11, 22)) == "22 November 2026"


def test_a_month_is_called_by_its_name() -> None:
    assert (words_in("cy").month("2026-10"), words_in("en").month("2026-10")) == (
        "Hydref 2026",
        "October 2026",
    )


@pytest.mark.parametrize(
    ("byte_count", "expected"),
    [
        (0, "0 kB"),
        (1, "1 kB"),
        (1_001, "2 kB"),
        (999_000, "999 kB"),
        (1_000_000, "1 MB"),
        (14_660_000, "14.7 MB"),
        (999_900_000, "999.9 MB"),
        (1_000_000_000, "1 GB"),
        (1_263_091_100_000, "1,263.1 GB"),
    ],
)
def test_a_size_is_told_in_the_unit_that_leaves_the_fewest_digits(byte_count: int, expected: str) -> None:
    assert words_in("en").size(byte_count) == expected


def test_thousands_have_a_comma_in_both_languages() -> None:
    assert [words_in(lang).number(1234) for lang in ("en", "cy")] == ["1,234", "1,234"]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "Dim camau wedi'u canfod"),
        (1, "1 cam wedi'i ganfod"),
        (2, "2 gam wedi'u canfod"),
        (3, "3 cham wedi'u canfod"),
        (6, "6 cham wedi'u canfod"),
        (40, "40 cam wedi'u canfod"),
    ],
)
def test_a_welsh_noun_mutates_after_its_number(count: int, expected: str) -> None:
    assert words_in("cy").count("{count} action found", "{count} actions found", count) == expected


def test_a_text_without_the_readers_language_is_shown_in_the_other_and_says_so() -> None:
    assert words_in("cy").pick("A path", None) == TextInLanguage("A path", "en", is_translated=False)
    assert words_in("cy").pick("A path", "Llwybr") == TextInLanguage("Llwybr", "cy")
    assert words_in("en").pick(None, "") is None


def test_a_partys_words_keep_the_language_in_which_they_were_written() -> None:
    assert words_in("en").quote("Da iawn", "cy") == TextInLanguage("Da iawn", "cy", is_translated=False)
    assert words_in("en").quote(None, "cy") is None


def test_a_value_is_never_taken_for_a_pattern() -> None:
    title = "{headline} **loud**"

    said = words_in("en").say(
        "Action {number}, {title}: {headline}", number="1", title=title, headline="Done"
    )

    assert said == "Action 1, {headline} **loud**: Done"


def test_what_stands_between_asterisks_is_strong() -> None:
    assert list(strong_parts("Of 40, **9 are done**.")) == [
        ("Of 40, ", False),
        ("9 are done", True),
        (".", False),
    ]
