"""The listening exercise: what was held, what it took, and what was said where there is no Taguette."""

from datetime import date
from typing import Annotated

from pipelines.contracts.base import LISTENING_CAPS, Column, Contract, Row, Table, tables
from pipelines.contracts.ids import Amount, Count, RowId, Short, Slug, Spoken, Text
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
        Count | None,
        Column(N_("Participants"), N_("How many people took part. Empty: not recorded."), "14"),
    ] = None
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


class Workshop(Row):
    """One workshop at which residents and partners made the plan."""

    workshop_id: Annotated[RowId, Column(N_("Workshop number"), N_("A number of its own."), "W1")]
    held_on: Annotated[date, Column(N_("Held on"), N_("The day on which it was held."), "2024-02-21")]
    themes: Annotated[
        Short | None,
        Column(
            N_("Themes"),
            N_("The ids of the themes it was about, with a semicolon between."),
            "health-wellbeing",
        ),
    ] = None
    venue_kind: Annotated[
        Short | None,
        Column(N_("Kind of venue"), N_("What kind of place, never an address."), N_("community centre")),
    ] = None
    residents: Annotated[
        Count | None, Column(N_("Residents"), N_("How many residents came. Empty: not recorded."), "17")
    ] = None
    partners: Annotated[
        Count | None, Column(N_("Partners"), N_("How many came for partners. Empty: not recorded."), "9")
    ] = None
    vouchers_given: Annotated[
        Count | None, Column(N_("Vouchers given"), N_("How many were given. Empty: not recorded."), "17")
    ] = None
    voucher_value_gbp: Annotated[
        Amount | None, Column(N_("Value of a voucher"), N_("In pounds. Empty: not recorded."), "30")
    ] = None
    vouchers_total_gbp: Annotated[
        Amount | None, Column(N_("Vouchers in all"), N_("In pounds. Empty: not recorded."), "510")
    ] = None
    refreshments_cost_gbp: Annotated[
        Amount | None, Column(N_("Refreshments"), N_("In pounds. Empty: not recorded."), "64.50")
    ] = None


class Contribution(Row):
    """What somebody gave to an engagement, or in a month: hours, money."""

    contribution_id: Annotated[RowId, Column(N_("Contribution number"), N_("A number of its own."), "C001")]
    engagement_id: Annotated[
        RowId | None,
        Column(N_("Engagement number"), N_("The engagement it was for. Empty: for the month."), "E07"),
    ] = None
    month: Annotated[
        date, Column(N_("Month"), N_("The month in which it was given."), "2023-08", month="first")
    ]
    organisation_kind: Annotated[
        Slug, Column(N_("Organisation"), N_("The partner that gave it, by its id."), "community-anchor")
    ]
    paid_hours: Annotated[
        Amount | None, Column(N_("Paid hours"), N_("Hours of paid work. Empty: not recorded."), "3.5")
    ] = None
    volunteer_hours: Annotated[
        Amount | None, Column(N_("Unpaid hours"), N_("Hours given freely. Empty: not recorded."), "10.5")
    ] = None
    expenses_gbp: Annotated[
        Amount | None, Column(N_("Expenses"), N_("In pounds. Empty: not recorded."), "12.50")
    ] = None
    category: Annotated[Short, Column(N_("Category"), N_("What it was for."), N_("facilitation"))]


class Comment(Row):
    """What one person said, where a community has no Taguette."""

    engagement_id: Annotated[
        RowId, Column(N_("Engagement number"), N_("The engagement at which it was said."), "E07")
    ]
    comment: Annotated[
        Spoken,
        Column(
            N_("Comment"),
            N_("What was said, without names."),
            N_("A bus early enough for work."),
            is_verbatim=True,
            width=60,
        ),
    ]
    language: Annotated[
        str | None,
        Column(
            N_("Language spoken"),
            N_("English or Cymraeg."),
            "en",
            vocabulary="language",
        ),
    ] = None
    question: Annotated[
        str | None,
        Column(
            N_("Question"),
            N_("What people were asked to speak of. Empty: none of these."),
            "need",
            vocabulary="question",
        ),
    ] = None


WORKSHOPS = Contract(
    feed="workshops",
    title=N_("Workshops"),
    purpose=N_("The list of every workshop; a new list replaces the one before."),
    tables=tables(Table("workshops", N_("Workshops"), Workshop)),
)

CONTRIBUTIONS = Contract(
    feed="contributions",
    title=N_("Contributions"),
    purpose=N_("What listening took, in hours and money; a new list replaces the one before."),
    tables=tables(Table("contributions", N_("Contributions"), Contribution)),
    caps=LISTENING_CAPS,
)

COMMENTS = Contract(
    feed="comments",
    title=N_("Comments"),
    purpose=N_(
        "What people said, one comment in each row; or the answers to a form as Microsoft Forms or Google "
        "Forms export them, with the engagement, and the columns that hold answers, said beside the file. A "
        "new file replaces those before it for the engagements in it. Only the columns named here are kept, "
        "whatever else the file holds."
    ),
    tables=tables(Table("comments", N_("Comments"), Comment)),
    caps=LISTENING_CAPS,
    is_scrubbed=True,
)
