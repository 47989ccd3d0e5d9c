"""One run of a page: who is at it, in which language, of which partner, and the way to the other pages."""

import time
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.components.block_view import show_blocks
from dashboard.components.blocks import Block
from dashboard.components.linked import Linked
from dashboard.locale.translator import Words, words_for
from dashboard.settings import Settings
from pipelines.workspace import Person, RegisterMissing, Visitor, Workspace, signed_in, trying_as

LONGEST_SECONDS = 12 * 60 * 60
"""How long a sign-in lasts, whatever the browser keeps."""

LEEWAY_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Visit(Linked):
    """Who is here, what they may ask for, and the address that they came by."""

    words: Words
    pages: Mapping[str, StreamlitPage]
    address: Mapping[str, str]
    desk: Workspace
    person: Person

    kept: ClassVar[tuple[str, ...]] = (
        *("lang", "as", "partner", "action", "receipt", "way"),
        *("round", "on", "theme", "shown", "of", "from", "q"),
    )
    carried: ClassVar[tuple[str, ...]] = ("as", "partner", "round")

    @property
    def partner_id(self) -> str | None:
        """Return the partner that the pages are about: the address's if it may be read, else the own."""
        asked = self.address.get("partner")
        if asked and self.person.may("read", asked):
            return asked
        return next(iter(self.person.partner_ids), None)

    def show(
        self, key: str, *blocks: Block | None, page: Mapping[str, str] | None = None, is_live: bool = False
    ) -> None:
        """Show blocks, and go where a link among them was followed."""
        target = show_blocks(key, *blocks, page=page, is_live=is_live)
        if target is not None:
            self.follow(target)

    def follow(self, target: Mapping[str, Any]) -> NoReturn:
        """Go to another page; a page that there is not becomes the first."""
        page = self.pages.get(str(target.get("page")), self.pages[""])
        query = target.get("query")
        given = query if isinstance(query, dict) else {}
        st.switch_page(page, query_params={name: str(given[name]) for name in self.kept if name in given})

    def round_name(self, round_id: str) -> str:
        """Return what a round is called in the reader's language."""
        return self.desk.round_name(round_id, self.words.lang)


_visit: ContextVar[Visit] = ContextVar("visit")


def enter(found: Visit) -> None:
    """Make this run's visit known to its page."""
    _visit.set(found)


def visit() -> Visit:
    """Return this run's visit."""
    return _visit.get()


def chosen_words() -> Words:
    """Return the words to speak to a visitor in: in one of the plan's languages, once it has a register."""
    try:
        languages = Workspace(Settings().home, signed_in("")).languages()
    except RegisterMissing:
        languages = tuple(Settings().languages.split(";"))
    return words_for(st.query_params.get("lang") or (st.context.locale or "")[:2], languages)


def desk_of_session() -> Workspace | None:
    """Return what whoever is at this session can do; None while nobody has signed in or chosen a role.

    A page's callback asks afresh, and so does every run: nothing of it is kept.
    """
    settings = Settings()
    visitor = _tried() if settings.workspace_demo else _signed_in()
    return Workspace(settings.home, visitor) if visitor else None


def is_sign_in_set_up() -> bool:
    """Say whether the deployment names a provider."""
    return bool(providers())


def providers() -> dict[str | None, str]:
    """Return the providers by what `st.login` calls them, each with the words that name it to a person."""
    try:
        auth = st.secrets.get("auth", {})
    except FileNotFoundError:
        return {}
    named = {
        str(key): str(section.get("label", key))
        for key, section in auth.items()
        if isinstance(section, Mapping) and "client_id" in section
    }
    default: dict[str | None, str] = {None: ""} if "client_id" in auth else {}
    return default | dict(named)


def _tried() -> Visitor | None:
    persona = st.query_params.get("as", "")
    try:
        known = Workspace(Settings().home, trying_as(persona)).personas()
    except RegisterMissing:
        return None
    return trying_as(persona) if persona in known else None


def _signed_in() -> Visitor | None:
    """Return who has signed in not too long ago, by an address that the provider says it has verified."""
    user = st.user.to_dict()
    if not user.get("is_logged_in"):
        return None
    issued_at = user.get("iat")
    age = time.time() - issued_at if isinstance(issued_at, int | float) else None
    if age is None or not -LEEWAY_SECONDS <= age <= LONGEST_SECONDS:
        return None
    is_verified = user.get("email_verified") is True
    return signed_in(str(user["email"])) if is_verified and user.get("email") else signed_in("")
