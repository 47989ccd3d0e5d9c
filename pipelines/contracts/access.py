"""The access list: who may do what in the workspace, from when until when."""

from datetime import date
from typing import Annotated

from pydantic import Field

from pipelines.contracts.base import Column, Contract, Row, Table, tables
from pipelines.contracts.ids import Slug
from pipelines.locale import N_

Email = Annotated[str, Field(max_length=254)]


class Access(Row):
    """One person in one role; a partner's officer also says of which partner."""

    email: Annotated[
        Email,
        Column(
            N_("E-mail"),
            N_("The address with which the person signs in, as their organisation has verified it."),
            "officer@example.org",
            width=32,
        ),
    ]
    role: Annotated[
        str,
        Column(N_("Role"), N_("What the person may do."), "partner", vocabulary="access_role", width=20),
    ]
    partner_id: Annotated[
        Slug | None,
        Column(
            N_("Partner"),
            N_("The partner that the person reports for. Only for the role partner."),
            "council",
        ),
    ] = None
    from_on: Annotated[
        date | None, Column(N_("From"), N_("The first day. Empty: from now on."), "2025-07-01")
    ] = None
    until_on: Annotated[
        date | None,
        Column(N_("Until"), N_("The last day. Empty: until the list says otherwise."), "2026-06-30"),
    ] = None


ACCESS = Contract(
    feed="access",
    title=N_("Access list"),
    purpose=N_(
        "Who may do what in the workspace. The list that was loaded last counts, whole: whoever is not on it "
        "may do nothing."
    ),
    tables=tables(Table("access", N_("Access"), Access)),
    is_kept_apart=True,
)
