"""Names stand in the order of each language's alphabet (conventions W8)."""

import pytest

from dashboard.locale.alphabet import place


@pytest.mark.parametrize(
    ("lang", "ordered"),
    [
        ("cy", ["Cyngor", "Chwarae", "Dŵr", "Ddoe", "Ffair", "Gwaith", "Ngwlad", "Hafan", "Lôn", "Llyn"]),
        ("cy", ["Parc", "Phlant", "Rygbi", "Rhif", "Tŷ", "Theatr", "Ysgol"]),
        ("cy", ["Y bwrdd iechyd", "Y cyngor", "Yr heddlu", "Y sefydliad"]),
        ("en", ["The charity", "Council", "The police", "Theatre group"]),
    ],
)
def test_names_keep_the_alphabets_order_whatever_their_accents_and_articles(
    lang: str, ordered: list[str]
) -> None:
    assert sorted(reversed(ordered), key=lambda name: place(name, lang)) == ordered
