"""Quotes are proposed for a reason, the same ones each time, and never with personal data in them."""

import json
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from pipelines.settings import PROJECT
from pipelines.taguette import read_export
from pipelines.voices.choosing import KINDS, Candidate, candidates
from pipelines.voices.comments import Comment, Conversation, is_young
from pipelines.voices.ids import sheet_key, voice_id
from pipelines.voices.language import language_of

LISTENING = PROJECT / "data" / "demo" / "listening"
TRUTH = json.loads((LISTENING / "truth.json").read_text(encoding="utf-8"))

SAID = [
    ("v-1", "We need more buses into town on Sundays", "bus-routes", "need"),
    ("v-2", "More buses on Sundays and later in the evening", "bus-routes", "need"),
    ("v-3", "A direct route to the hospital would help", "bus-routes", "need"),
    ("v-4", "Our drivers are kind, they always wait", "bus-routes", "have"),
    ("v-5", "Mae angen mwy o fysiau yn y nos", "bus-routes", "need"),
    ("v-6", "Buses that run at night please", "bus-routes", "need"),
    ("v-7", "More buses on Sundays, ring me on 07700 900123", "bus-routes", "need"),
    ("v-8", "Buses", "bus-routes", "need"),
    ("v-9", "Brighter lamps along that dark lane", "street-lighting", "need"),
]


def comments() -> list[Comment]:
    return [Comment(voice, text, ("spaces",), (topic,), question) for voice, text, topic, question in SAID]


def conversation(said: Sequence[Comment]) -> Conversation:
    return Conversation(said, {"bus-routes": "need", "street-lighting": "need"})


def proposed(said: Sequence[Comment] | None = None, **wanted: object) -> list[Candidate]:
    said = comments() if said is None else said
    return candidates(said, conversation(said), **wanted)  # type: ignore[arg-type]


def of_kind(found: Sequence[Candidate], kind: str) -> list[str]:
    return [candidate.voice_id for candidate in found if candidate.kind == kind]


def test_each_quote_is_proposed_once_and_for_one_reason() -> None:
    voices = [candidate.voice_id for candidate in proposed(per_kind=9)]

    assert len(voices) == len(set(voices))


def test_typical_quotes_use_the_words_that_others_use_and_take_turns_among_the_topics() -> None:
    selectable = [candidate for candidate in proposed() if candidate.is_selectable]

    assert of_kind(selectable, "typical") == ["v-2", "v-9"]


def test_who_says_something_else_than_most_is_proposed_as_differing() -> None:
    assert of_kind(proposed(), "differing") == ["v-4"]


def test_welsh_quotes_are_proposed_as_such() -> None:
    (welsh,) = [candidate for candidate in proposed() if candidate.kind == "welsh"]

    assert (welsh.voice_id, welsh.language) == ("v-5", "cy")


def test_personal_data_is_masked_not_selectable_and_takes_no_place() -> None:
    found = proposed()
    (held,) = [candidate for candidate in found if not candidate.is_selectable]

    assert held.quote == "More buses on Sundays, ring me on [phone]"
    assert held.personal_data == ("phone",)
    assert len([one for one in found if one.kind == "typical" and one.is_selectable]) == 2


def test_a_voice_that_was_decided_on_is_not_proposed_again() -> None:
    assert "v-4" not in [candidate.voice_id for candidate in proposed(spoken_of={"v-4"})]


def test_typical_are_all_in_english_who_say_what_most_say() -> None:
    assert set(of_kind(proposed(per_kind=9), "typical")) == {"v-1", "v-2", "v-3", "v-6", "v-7", "v-9"}


def of_words(count: int) -> Comment:
    return Comment(f"v-{count}", " ".join(["benches"] * count), ("spaces",), ("seats",), "need")


@pytest.mark.parametrize(("count", "is_proposed"), [(3, False), (4, True), (40, True), (41, False)])
def test_a_quote_has_four_words_to_forty(count: int, is_proposed: bool) -> None:
    assert (proposed([of_words(count)]) != []) is is_proposed


@pytest.mark.parametrize(("count", "is_short"), [(7, True), (8, True), (9, False)])
def test_a_short_quote_has_eight_words_at_the_most(count: int, is_short: bool) -> None:
    before = replace(of_words(10), voice_id="a")

    found = proposed([before, of_words(count)], per_kind=1)

    assert [each.kind for each in found] == ["typical", *(["short"] if is_short else [])]


def test_where_a_comment_was_made_is_told_as_far_as_it_is_known() -> None:
    known = replace(of_words(5), method="Stall", area="Ely")

    settings = [proposed([each])[0].setting for each in (known, replace(known, area=None), of_words(5))]

    assert settings == ["Stall, Ely", "Stall", None]


def test_topics_take_turns_by_the_first_of_each_comment() -> None:
    said = [
        Comment("v-1", "Benches benches by the lake", (), ("seats", "lake"), "need"),
        Comment("v-2", "Benches benches by the shops", (), ("seats", "shops"), "need"),
        Comment("v-3", "Lamps along that dark lane", (), ("lamps",), "need"),
    ]

    assert [each.voice_id for each in proposed(said)][:2] == ["v-1", "v-3"]


@pytest.mark.parametrize(
    ("of_one_word", "of_three_words", "closest"),
    [(19, 10, "one"), (17, 10, "three"), (1, 0, "one"), (0, 0, "one")],
)
def test_the_closest_shares_most_of_its_words_with_others_and_a_long_one_gains_little(
    of_one_word: int, of_three_words: int, closest: str
) -> None:
    """Others who use its words, over the number of its words and two: 19/3 is more than 3 × 10/5."""
    one = Comment("one", "up to it bench", (), ("seats",), "need")
    three = Comment("three", "a lake lamp shop", (), ("seats",), "need")
    others = [Comment(f"o-{number}", "bench", (), (), None) for number in range(of_one_word)]
    others += [Comment(f"t-{number}", "lake lamp shop", (), (), None) for number in range(of_three_words)]

    assert proposed([one, three, *others])[0].voice_id == closest


def test_words_that_nobody_else_uses_bring_a_comment_no_closer_and_take_nothing_away() -> None:
    own = Comment("own", "lakes lamps shops parks roads trees", (), ("seats",), "need")
    shared = Comment("shared", "up to it bench", (), ("seats",), "need")
    mixed = Comment("mixed", "seven lanes north rails", (), ("seats",), "need")
    others = [Comment("o-1", "bench", (), (), None)]
    others += [Comment(f"r-{number}", "rails", (), (), None) for number in range(3)]

    found = proposed([own, shared, mixed, *others], per_kind=9)

    assert of_kind(found, "typical") == ["mixed", "shared", "own"]


def test_a_single_word_is_no_quote() -> None:
    assert "v-8" not in [candidate.voice_id for candidate in proposed(per_kind=9)]


def test_how_many_said_similar_counts_others_on_the_same_topic_and_question() -> None:
    said = comments()
    counts = {comment.voice_id: conversation(said).similar_count(comment) for comment in said}

    assert (counts["v-1"], counts["v-4"], counts["v-9"]) == (6, 0, 0)


def test_someone_of_two_topics_counts_whoever_spoke_of_either_once() -> None:
    both = Comment("v-10", "Light and buses", ("spaces",), ("bus-routes", "street-lighting"), "need")

    assert conversation([*comments(), both]).similar_count(both) == 8


def test_a_comment_without_a_topic_is_alike_none_and_differs_from_nobody() -> None:
    alone = Comment("v-10", "Hello", ("spaces",), (), "need")
    found = conversation([*comments(), alone])

    assert (found.similar_count(alone), found.is_differing(alone), alone.is_young) == (0, False, False)


@pytest.mark.parametrize(("usual", "differs"), [("change", True), ("have", False), ("need", True)])
def test_whether_a_comment_differs_is_told_by_its_first_topic(usual: str, differs: bool) -> None:
    both = Comment("v-10", "Light and buses", ("spaces",), ("bus-routes", "street-lighting"), "have")

    assert (
        Conversation([both], {"bus-routes": usual, "street-lighting": "have"}).is_differing(both) is differs
    )


def test_the_choice_does_not_depend_on_the_order_of_the_comments() -> None:
    said = comments()
    Random(6).shuffle(said)

    assert proposed(said) == proposed()


def test_nothing_said_gives_nothing_to_propose() -> None:
    assert proposed([]) == []


def test_every_kind_has_a_reason() -> None:
    from pipelines.cli.voices import WHY

    assert WHY.keys() == KINDS.keys()


@pytest.mark.parametrize(
    ("band", "young"),
    [
        ("11–14", True),
        ("13", True),
        ("11 to 17", True),
        ("11–18", True),
        ("11 to 25", True),
        ("15–25", True),
        ("16–18", False),
        ("16–25", False),
        ("8 to 80", False),
        ("16 and over", False),
        ("14+", False),
        ("families with 2 children", False),
        ("all ages", False),
        ("16-17", True),
        ("18", False),
        ("17-25", False),
        ("15-25", True),
        ("15-26", False),
        (None, False),
    ],
)
def test_a_guardian_has_to_agree_where_the_age_band_is_of_the_young(band: str | None, young: bool) -> None:
    assert is_young(band) is young


def test_the_id_of_a_voice_is_the_same_for_ever() -> None:
    assert voice_id("project", "comment") == "v-ccc6cdfb2a08"
    assert sheet_key("E01", "More buses.", 1) == "s-97dbefa24a2470540bf3"
    assert sheet_key("E01", "More buses.", 2) != sheet_key("E01", "More buses.", 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dŵr!", "cy"), ("Tŷ?", "cy"), ("Ŵ ŷ, it is", "en"), ("The bus", "en"), ("Mae'r bws yn hwyr", "cy"),
        ("", "en"), ("07700", "en"),
    ],
)  # fmt: skip
def test_a_language_is_told_by_its_small_words_and_its_own_letters(text: str, expected: str) -> None:
    assert language_of(text) == expected


def test_the_language_of_almost_every_comment_is_told() -> None:
    tables = read_export(LISTENING / "taguette_final.sqlite3").tables
    welsh = [text for text in tables["taguette_comments"]["text"].to_pylist() if language_of(text) == "cy"]

    assert TRUTH["final"]["welsh_comments"] * 0.9 <= len(welsh) <= TRUTH["final"]["welsh_comments"]
