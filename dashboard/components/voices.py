"""Speech bubbles: approved quotes as text, each in its own language, readable aloud and on paper."""

from collections.abc import Sequence

from dashboard.components.blocks import Block, block
from dashboard.components.context import Reading
from dashboard.locale.translator import LANGUAGES, Words
from dashboard.locale.vocabulary import METHODS
from dashboard.queries.listening import Voice

WEB_ONLY = "web"
"""The scope of a consent that covers the page and no paper."""


def bubbles(voices: Sequence[Voice], run: Reading) -> Block:
    """Return quotes as a list; one whose consent is for the web alone stays off paper."""
    return block("ul", *(_bubble(voice, run.words) for voice in voices), kind="bubbles")


def varied(voices: Sequence[Voice], most: int) -> list[Voice]:
    """Return a few of some quotes in their order: one that differs and one in Welsh among them, if any."""
    chosen: list[Voice] = []
    wishes = [
        [voice for voice in voices if not voice.is_differing],
        [voice for voice in voices if voice.is_differing],
        [voice for voice in voices if voice.language == "cy"],
        voices,
    ]
    for wished in wishes:
        chosen += [voice for voice in wished if voice not in chosen][:1]
    chosen += [voice for voice in voices if voice not in chosen]
    return [voice for voice in voices if voice in chosen[:most]]


def method_name(method: str, words: Words) -> str:
    """Return how people were listened to, in the reader's language where it has words for it."""
    return words.say(METHODS[method]) if method in METHODS else method[:1].upper() + method[1:]


def _bubble(voice: Voice, words: Words) -> Block:
    lang = voice.language if voice.language in LANGUAGES else None
    return block(
        "li",
        block("blockquote", block("p", voice.quote), lang=lang, kind="bubble"),
        block("p", " ".join(_about(voice, words)), kind="quiet"),
        kind="voice web-only" if voice.consent_scope == WEB_ONLY else "voice",
    )


def _about(voice: Voice, words: Words) -> list[str]:
    """Return where it was said in general words, in which language, and how often similar was said."""
    place = [method_name(voice.setting, words)] if voice.setting else []
    place += [voice.area] if voice.area else []
    told = [", ".join(place) + "."] if place else []
    if voice.language in LANGUAGES and voice.language != words.lang:
        told.append(words.say("In Welsh.") if voice.language == "cy" else words.say("In English."))
    if voice.similar_count:
        told.append(
            words.count(
                "Something like it was said {count} more time.",
                "Something like it was said {count} more times.",
                voice.similar_count,
            )
        )
    if voice.is_differing:
        told.append(words.say("Not the most common view."))
    return told
