"""What whoever cannot come in yet is told: sign in, choose a role, ask to be put on the list."""

import streamlit as st

from dashboard.components.block_view import show_blocks
from dashboard.components.blocks import Block, block, link
from dashboard.components.linked import switch
from dashboard.components.plain import plain
from dashboard.locale.translator import Words, mark
from dashboard.locale.vocabulary import PERSONAS
from dashboard.settings import Settings
from dashboard.workspace.frame import mid_sentence, plan_name, steering_group
from dashboard.workspace.look import look
from dashboard.workspace.visit import providers
from pipelines.workspace import Workspace, signed_in

FAILED = {
    "failed": mark(
        "The sign-in did not work. Please try again; if it still does not, ask whoever looks after it."
    ),
    "unreachable": mark("The sign-in cannot be reached just now. Please try again in a few minutes."),
}
"""What the server says in the address when a sign-in has gone wrong."""


def entry_page(words: Words, blocks: list[Block | None], desk: Workspace | None = None) -> None:
    """Show a page with a name and the language switch above it and nothing else of the workspace."""
    name = plan_name(desk, words) if desk else words.say("Community plan")
    brand = block("div", name, " ", block("span", "· ", words.say("workspace"), kind="place"), kind="brand")
    other = switch(words, "", {}) if desk else None
    heading = block("div", brand, other, kind="heading")
    masthead = block("header", heading, kind="masthead")
    about_page = {"name": "door", "lang": words.lang, "skip": words.say("Skip to main content")}
    for target in (
        show_blocks("head", _banner(words, desk), masthead, page=about_page),
        show_blocks("door", *blocks),
    ):
        query = target.get("query") if target else None
        if isinstance(query, dict):
            st.query_params.from_dict({part: str(query[part]) for part in ("lang", "as") if part in query})
            st.rerun()
    look()


def closed_door(words: Words) -> None:
    """Say that there is no plan here yet, or that something is wrong on our side."""
    entry_page(
        words,
        [
            block("h1", words.say("The workspace cannot be used just now")),
            block("p", words.say("Something is wrong on our side; nothing is lost."), kind="lead"),
            block("p", words.say("Please come back later.")),
        ],
    )


def sign_in_door(words: Words) -> None:
    """Let a visitor sign in with one of the providers."""
    desk = Workspace(Settings().home, signed_in(""))
    found = providers()
    failed = FAILED.get(st.query_params.get("signin", ""))
    asked = words.say("Sign in with your work account. There is no password of ours to remember.")
    not_set_up = words.say("Nobody can sign in yet: whoever looks after this has not set it up.")
    entry_page(
        words,
        [
            block("h1", words.say("Report on your actions")),
            block("div", block("p", words.say(failed)), kind="notice", role="alert") if failed else None,
            block("p", asked if found else not_set_up, kind="lead"),
        ],
        desk,
    )
    for provider, label in found.items():
        said = words.say("Sign in with {provider}", provider=plain(label)) if label else words.say("Sign in")
        if st.button(said, key=f"sign-in-{provider}", type="primary", wrap=True):
            st.login(provider) if provider else st.login()


def stranger_door(desk: Workspace, words: Words) -> None:
    """Tell a person who has signed in and is not on the list whom to ask."""
    say, group = words.say, steering_group(desk, words)
    email = desk.visitor.email
    told = (
        say(
            "You have signed in as {email}. This address is not on the access list, or not today.",
            email=email,
        )
        if email
        else say("You have signed in, but your provider has not verified your e-mail address.")
    )
    contact = Settings().contact
    entry_page(
        words,
        [
            block("h1", say("You are not on the list yet")),
            block("p", told, kind="lead"),
            block("p", say("If you report for an organisation, ask to be put on it: {group}.", group=group)),
            block("p", say("Write to {contact}.", contact=contact)) if contact else None,
            block("p", say("What the plan says is public, and needs no sign-in.")),
        ],
        desk,
    )
    if st.button(say("Sign out"), key="sign-out", wrap=True):
        st.logout()


def role_door(words: Words) -> None:
    """Let whoever tries the demonstration out choose who to be."""
    desk = Workspace(Settings().home, signed_in(""))
    say, partners = words.say, desk.partners()
    state = {"lang": words.lang}

    def named(persona: str) -> str:
        if persona in PERSONAS:
            return say(PERSONAS[persona])
        found = words.pick(partners[persona].name_en, partners[persona].name_cy)
        return mid_sentence(found.text, words) if found else persona

    choices = [
        block("li", link(named(persona), "", {**state, "as": persona}, kind="choice-of-role"))
        for persona in desk.personas()
    ]
    count = len(partners)
    entry_page(
        words,
        [
            block("h1", say("Who would you like to be?")),
            block(
                "p",
                say("This is a demonstration: choose a role and try it out. Nothing here is public."),
                kind="lead",
            ),
            block("h2", say("A partner, who reports")),
            block("ul", *choices[:count], kind="roles"),
            block("h2", say("Somebody of the steering group, or who looks after it")),
            block("ul", *choices[count:], kind="roles"),
        ],
        desk,
    )


def _banner(words: Words, desk: Workspace | None) -> Block | None:
    if desk is None or not desk.plan().is_demonstration:
        return None
    plan = desk.plan()
    said = words.pick(plan.statement_en, plan.statement_cy)
    return block(
        "div", said.text if said else words.say("Demonstration: invented data."), kind="demo", role="note"
    )
