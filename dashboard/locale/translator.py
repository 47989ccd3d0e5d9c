"""Words, plurals, dates and numbers in the reader's language.

The catalogue is read from its `.po` file at run time, drafts (`fuzzy`) included: better a draft than English
in a Welsh page, and the About page counts them. Values are filled in after translation, so that no text of a
partner's is ever looked up or taken for a pattern.
"""

import gettext
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from math import ceil
from pathlib import Path

from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

LANGUAGES = {"en": "English", "cy": "Cymraeg"}
ALL = tuple(LANGUAGES)
FOLDER = Path(__file__).resolve().parent
STRONG = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class TextInLanguage:
    """A text and its language; `is_translated` is False where the reader's language has none."""

    text: str
    lang: str
    is_translated: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that a page says in one of the languages that the plan speaks."""

    lang: str
    catalogue: gettext.NullTranslations
    languages: tuple[str, ...] = ALL

    @property
    def other(self) -> str | None:
        """Return the plan's other language; None where it speaks one alone."""
        return next((lang for lang in self.languages if lang != self.lang), None)

    def say(self, message: str, **values: object) -> str:
        """Return a sentence with its values filled in."""
        translated = self.catalogue.gettext(message)
        return translated.format(**values) if values else translated

    def count(self, one: str, many: str, count: int, **values: object) -> str:
        """Return the form of a sentence that agrees with a number, which it may show as `{count}`."""
        return self.catalogue.ngettext(one, many, count).format(count=self.number(count), **values)

    def number(self, value: float) -> str:
        """Return a number as the language writes it."""
        return _decimal(value, self.lang)

    def size(self, byte_count: int) -> str:
        """Return how much room something takes: `38 kB`, never less than it has, `1.2 MB` or `63 GB`."""
        if byte_count < 1_000_000:
            return f"{self.number(ceil(byte_count / 1000))} kB"
        unit, of_bytes = ("MB", 1_000_000) if byte_count < 1_000_000_000 else ("GB", 1_000_000_000)
        return f"{self.number(round(byte_count / of_bytes, 1))} {unit}"

    def money(self, pounds: float) -> str:
        """Return an amount of money, with pence unless there are none."""
        if pounds == int(pounds):
            return format_currency(pounds, "GBP", "¤#,##0", locale=self.lang, currency_digits=False)
        return format_currency(pounds, "GBP", locale=self.lang)

    def day(self, value: date) -> str:
        """Return a date in full: `22 November 2026`, `22 Tachwedd 2026`."""
        return format_date(value, "d MMMM y", locale=self.lang)

    def weekday(self, value: date) -> str:
        """Return a date as one says it of a day that is near: `Friday 1 August`, `Dydd Gwener 1 Awst`."""
        return format_date(value, "EEEE d MMMM", locale=self.lang)

    def moment(self, value: datetime, zone: tzinfo) -> str:
        """Return a time as it is on a clock of a time zone: `1 August 2025, 14:05`."""
        return format_datetime(value, "d MMMM y, HH:mm", tzinfo=zone, locale=self.lang)

    def month(self, code: str) -> str:
        """Return the name of a month such as 2026-10: `October 2026`, `Hydref 2026`."""
        year, month = (int(part) for part in code.split("-"))
        return format_date(date(year, month, 1), "MMMM y", locale=self.lang)

    def pick(self, en: str | None, cy: str | None) -> TextInLanguage | None:
        """Return the reader's text of a pair, else the other one, marked not translated; None if neither."""
        texts = {"en": en, "cy": cy}
        for lang in filter(None, (self.lang, self.other)):
            text = texts[lang]
            if text:
                return TextInLanguage(text, lang, is_translated=lang == self.lang)
        return None

    def quote(self, text: str | None, lang: str | None) -> TextInLanguage | None:
        """Return a party's own words, in the language in which they were written."""
        written = lang if lang in LANGUAGES else "en"
        return TextInLanguage(text, written, is_translated=written == self.lang) if text else None


@lru_cache(maxsize=4096)
def _decimal(value: float, lang: str) -> str:
    return format_decimal(value, locale=lang)


def mark(message: str) -> str:
    """Return a message unchanged; it is here to be found, and is translated where it is shown."""
    return message


def strong_parts(sentence: str) -> Iterator[tuple[str, bool]]:
    """Return the parts of a sentence in turn, and whether each stands between `**`."""
    for index, part in enumerate(STRONG.split(sentence)):
        if part:
            yield part, index % 2 == 1


@cache
def read_catalogue(lang: str) -> Catalog:
    """Return the catalogue file of a language."""
    with (FOLDER / lang / "LC_MESSAGES" / "dashboard.po").open("rb") as file:
        return read_po(file, locale=lang, domain="dashboard")


def words_for(asked: str, languages: tuple[str, ...]) -> Words:
    """Return the words of the language that a reader asks for, if the plan speaks it, else of its first."""
    return words_in(asked if asked in languages else languages[0], languages)


@cache
def words_in(lang: str, languages: tuple[str, ...] = ALL) -> Words:
    """Return the words of one of the plan's languages; English is what the code says."""
    if lang == "en":
        return Words(lang, gettext.NullTranslations(), languages)
    compiled = io.BytesIO()
    write_mo(compiled, read_catalogue(lang), use_fuzzy=True)
    compiled.seek(0)
    return Words(lang, gettext.GNUTranslations(compiled), languages)


def draft_count(lang: str) -> tuple[int, int]:
    """Return how many messages of a catalogue are drafts, and how many there are."""
    messages = [message for message in read_catalogue(lang) if message.id]
    return sum(message.fuzzy for message in messages), len(messages)
