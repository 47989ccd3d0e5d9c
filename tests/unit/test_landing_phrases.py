"""What was forgotten is known again inside longer texts, and nothing else is taken for it."""

from pipelines.landing.phrases import phrases_of, without_phrases

SAID = "Mrs Quillfeather of number nine let us into the yard."
ALSO = "The lights on the Grand Avenue have been off since May"


def test_words_are_cut_out_of_a_longer_text_however_they_are_written() -> None:
    known = phrases_of([SAID, ALSO])
    text = f"They wrote: “{SAID.upper()}” and\n{ALSO.replace(' ', '  ')}, twice: {SAID}"

    assert without_phrases(text, known, "[x]") == "They wrote: “[x].” and\n[x], twice: [x]."


def test_words_that_are_nearly_the_same_or_too_short_stay() -> None:
    known = phrases_of([SAID, "Yes please", "Incomprehensibilities everywhere"])

    assert len(known) == 1
    for text in (SAID.replace("nine", "ten"), "Yes please", "", "Mrs Quillfeather of number nine"):
        assert without_phrases(text, known, "[x]") == text


def test_nothing_of_the_words_can_be_read_from_what_they_are_known_by() -> None:
    (known,) = phrases_of([SAID])

    count, _, digest = known.partition(":")
    assert (count, len(digest)) == ("10", 32)
    assert not any(word.lower() in known for word in SAID.split() if len(word) > 2)
