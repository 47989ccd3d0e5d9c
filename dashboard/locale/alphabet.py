"""The order of names in each language: Welsh has letters of two signs, and an article sorts nothing.

`ng` stands after `g`, `ch` after `c`, and so on; `bachgen` comes after `bacwn`.
"""

import re
import unicodedata

LETTERS = {
    "en": tuple("abcdefghijklmnopqrstuvwxyz"),
    "cy": (
        *("a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l", "ll", "m"),
        *("n", "o", "p", "ph", "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x", "y", "z"),
    ),
}
ARTICLES = {"en": re.compile(r"^the "), "cy": re.compile(r"^(y |yr |'r )")}
PLACES = {lang: {letter: place for place, letter in enumerate(letters)} for lang, letters in LETTERS.items()}
SIGNS = {"en": re.compile(r"."), "cy": re.compile(r"ch|dd|ff|ng|ll|ph|rh|th|.")}


def place(name: str, lang: str) -> tuple[int, ...]:
    """Return what a name is sorted by: the places of its letters, without accents, case and article."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    letters = SIGNS[lang].findall(ARTICLES[lang].sub("", plain))
    return tuple(PLACES[lang].get(letter, -1) for letter in letters)
