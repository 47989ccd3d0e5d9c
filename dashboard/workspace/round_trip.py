"""The language that somebody chose, carried to the provider and back again, in the state of the sign-in.

The state is the one thing that a provider has to bring back as it was given (OpenID Connect Core, 3.1.2.1;
of a sign-out RP-Initiated Logout 1.0, 2). Streamlit gets it back as it made it.
"""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from dashboard.locale.translator import LANGUAGES

_STATE, _LANG = "state", "lang"
_BETWEEN = "."
"""What stands before the language; no state of the library's has one in it."""

Pairs = list[tuple[str, str]]


def language_of_page(scope: Scope) -> str | None:
    """Return the language of the page that a request comes from; None where its browser does not say."""
    came_from = urlsplit(Headers(scope=scope).get("referer", ""))
    return _known(dict(parse_qsl(came_from.query)).get(_LANG))


def brought_back(scope: Scope) -> tuple[Scope, str | None]:
    """Return a request of the provider's as the library expects it, and the language that it brings."""
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    state, _, lang = dict(pairs).get(_STATE, "").rpartition(_BETWEEN)
    if _known(lang) is None:
        return scope, None
    mended = [(name, state if name == _STATE else value) for name, value in pairs]
    kept = [(name, value) for name, value in mended if value or name != _STATE]
    return {**scope, "query_string": urlencode(kept).encode("latin-1")}, lang


def with_language(location: str, lang: str | None) -> str:
    """Return where a browser is led to: the provider in the state, a page of ours in its address."""
    if lang is None:
        return location
    parts = urlsplit(location)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return urlunsplit(
        parts._replace(query=urlencode(_asked(pairs, lang) if parts.netloc else [*pairs, (_LANG, lang)]))
    )


def _asked(pairs: Pairs, lang: str) -> Pairs:
    state = dict(pairs).get(_STATE, "")
    others = [(name, value) for name, value in pairs if name != _STATE]
    return [*others, (_STATE, f"{state}{_BETWEEN}{lang}"), ("ui_locales", lang)]


def _known(lang: str | None) -> str | None:
    return lang if lang in LANGUAGES else None
