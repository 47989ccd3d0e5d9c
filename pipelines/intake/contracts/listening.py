"""The listening exercise: which engagements were held."""

from datetime import date
from typing import Annotated

from pipelines.intake.contracts.base import LISTENING_CAPS, Column, Contract, Row, Table, tables
from pipelines.intake.contracts.ids import Count, RowId, Short, Slug, Text
from pipelines.locale import N_


class Engagement(Row):
    """One listening event."""

    engagement_id: Annotated[RowId, Column(N_("Engagement number"), N_("A number of its own."), "E07")]
    document: Annotated[
        Short,
        Column(
            N_("Document"),
            N_("The name of its document in Taguette, letter for letter."),
            N_("Parent and toddler group"),
        ),
    ]
    held_on: Annotated[date, Column(N_("Held on"), N_("The day on which it was held."), "2023-09-14")]
    method: Annotated[Short, Column(N_("Method"), N_("How people were asked."), N_("focus group"))]
    venue_kind: Annotated[
        Short | None,
        Column(N_("Kind of venue"), N_("What kind of place, never an address."), N_("community centre")),
    ] = None
    area: Annotated[Short | None, Column(N_("Area"), N_("Which part of the community."), "Ely")] = None
    participants: Annotated[
        Count,
        Column(N_("Participants"), N_("How many people took part."), "14"),
    ]
    age_band: Annotated[
        Short | None, Column(N_("Ages"), N_("The ages of those who took part."), N_("parents of under-fives"))
    ] = None
    language: Annotated[
        str | None,
        Column(
            N_("Language spoken"),
            N_("English, Cymraeg or both."),
            "both",
            vocabulary="engagement_language",
        ),
    ] = None
    led_by: Annotated[
        Slug | None, Column(N_("Led by"), N_("The partner that led it, by its id."), "community-anchor")
    ] = None
    facilitator_reflection: Annotated[
        Text | None,
        Column(
            N_("Facilitator's reflection"),
            N_("What whoever led it noticed, without names."),
            N_("Children wrote more than adults."),
        ),
    ] = None


ENGAGEMENTS = Contract(
    feed="engagements",
    title=N_("Engagements"),
    purpose=N_("The list of every listening event; a new list replaces the one before."),
    tables=tables(Table("engagements", N_("Engagements"), Engagement)),
    caps=LISTENING_CAPS,
)
