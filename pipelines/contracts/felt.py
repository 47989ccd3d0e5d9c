"""What people feel of an action or a theme: tallies from the table at an event, counted and never named."""

from datetime import date
from typing import Annotated

from pipelines.contracts.base import Column, Contract, Row, Table, tables
from pipelines.contracts.ids import ActionId, Count, RowId, Short, Slug, Text, Title
from pipelines.locale import N_

ANSWERS = ("noticed", "not_yet", "worse", "cannot_say")
"""What people can answer, in the order in which it is asked."""

_SAME = N_("The same in Welsh.")


class FeltEvent(Row):
    """One event at which people were asked, and who was not there to ask."""

    event_id: Annotated[RowId, Column(N_("Event number"), N_("A number of its own."), "F1")]
    held_on: Annotated[date, Column(N_("Held on"), N_("The day on which it was held."), "2025-06-14")]
    name_en: Annotated[
        Short, Column(N_("Event in English"), N_("What it was."), N_("The summer fair"), width=28)
    ]
    name_cy: Annotated[
        Short | None,
        Column(N_("Event in Welsh"), _SAME, "Ffair yr haf", is_needed_in_its_language=True, width=28),
    ] = None
    place_en: Annotated[
        Short,
        Column(N_("Place in English"), N_("Where it was, never a home."), N_("The leisure centre"), width=28),
    ]
    place_cy: Annotated[
        Short | None,
        Column(N_("Place in Welsh"), _SAME, "Y ganolfan hamdden", is_needed_in_its_language=True, width=28),
    ] = None
    people: Annotated[
        Count, Column(N_("People there"), N_("How many people were at the event, asked or not."), "48")
    ]
    not_there_en: Annotated[
        Text,
        Column(
            N_("Who was not there, in English"),
            N_("Which groups of people the event did not reach, without names."),
            N_("People who work on Saturdays; hardly anybody under 16."),
            width=44,
        ),
    ]
    not_there_cy: Annotated[
        Text | None,
        Column(
            N_("Who was not there, in Welsh"),
            _SAME,
            "Pobl sy’n gweithio ar ddydd Sadwrn; prin neb dan 16.",
            is_needed_in_its_language=True,
            width=44,
        ),
    ] = None


class FeltAnswer(Row):
    """How many people at one event gave each answer, of one action or one theme."""

    event_id: Annotated[RowId, Column(N_("Event number"), N_("The event at which they were asked."), "F1")]
    theme_id: Annotated[
        Slug | None,
        Column(
            N_("Theme"),
            N_("The theme that they were asked about, by its id; empty where it was an action."),
            "health-wellbeing",
            width=26,
        ),
    ] = None
    action_id: Annotated[
        ActionId | None,
        Column(
            N_("Action number"),
            N_("The action that they were asked about; empty where it was a theme."),
            "A07",
        ),
    ] = None
    asked_about: Annotated[
        Title | None,
        Column(
            N_("Asked about"),
            N_("What the theme or the action is called, for whoever fills this in."),
            is_stored=False,
            is_locked=True,
            width=44,
        ),
    ] = None
    noticed: Annotated[
        Count | None,
        Column(N_("Noticed a change"), N_("How many said so. Empty: nobody."), "21"),
    ] = None
    not_yet: Annotated[Count | None, Column(N_("Not yet"), N_("How many said so. Empty: nobody."), "14")] = (
        None
    )
    worse: Annotated[
        Count | None, Column(N_("It got worse"), N_("How many said so. Empty: nobody."), "3")
    ] = None
    cannot_say: Annotated[
        Count | None, Column(N_("Cannot say"), N_("How many said so. Empty: nobody."), "6")
    ] = None


FELT = Contract(
    feed="felt",
    title=N_("Is it felt?"),
    purpose=N_(
        "What people at an event said when they were asked whether they have noticed a change: tallies, from "
        "the sheet for the table that `plan tally` makes. A new file replaces those before it for the events "
        "in it. Rows without any number say nothing."
    ),
    tables=tables(
        Table("felt_events", N_("Events"), FeltEvent),
        Table("felt_answers", N_("Answers"), FeltAnswer),
    ),
)
