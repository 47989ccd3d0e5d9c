"""What changes in people's lives: the indicators that the plan looks at, and what others measured of them."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from pipelines.contracts.base import LISTENING_CAPS, Column, Contract, Row, Table, tables
from pipelines.contracts.ids import Count, Position, Short, Slug, Text, WebAddress
from pipelines.locale import N_

Measure = Annotated[Decimal, Field(ge=-1_000_000_000, le=1_000_000_000)]
_SAME = N_("The same in Welsh.")


class Indicator(Row):
    """Something measured by others that tells of people's lives, and what of the plan it speaks of."""

    indicator_id: Annotated[
        Slug, Column(N_("Indicator"), N_("The indicator's id."), "bus-before-seven", width=24)
    ]
    position: Annotated[Position, Column(N_("Position"), N_("Its place in the order."), "1")]
    name_en: Annotated[
        Short,
        Column(N_("Name in English"), N_("Its name."), N_("Buses that leave before 7 in the morning")),
    ]
    name_cy: Annotated[
        Short | None,
        Column(
            N_("Name in Welsh"),
            N_("Its name in Welsh."),
            "Bysiau sy’n gadael cyn 7 y bore",
            is_needed_in_its_language=True,
        ),
    ] = None
    unit_en: Annotated[
        Short, Column(N_("Unit in English"), N_("In what it is measured."), N_("buses a weekday"))
    ]
    unit_cy: Annotated[
        Short | None,
        Column(N_("Unit in Welsh"), _SAME, "bws bob dydd gwaith", is_needed_in_its_language=True),
    ] = None
    wanted: Annotated[
        str,
        Column(
            N_("Direction wanted"),
            N_("Whether more of it is wanted, or less."),
            "more",
            vocabulary="direction",
        ),
    ]
    how_often: Annotated[
        str,
        Column(N_("How often"), N_("How often there is a new value."), "yearly", vocabulary="how_often"),
    ]
    source_en: Annotated[
        Short,
        Column(
            N_("Source in English"), N_("Who measures it, and in what."), N_("The bus company's timetable")
        ),
    ]
    source_cy: Annotated[
        Short | None,
        Column(N_("Source in Welsh"), _SAME, "Amserlen y cwmni bysiau", is_needed_in_its_language=True),
    ] = None
    source_url: Annotated[
        WebAddress,
        Column(
            N_("Address of the source"),
            N_("The web address where anybody can look the values up."),
            "https://example.org/timetable",
            is_address=True,
        ),
    ]
    baseline_on: Annotated[
        date | None,
        Column(
            N_("Baseline"),
            N_("The date of the value that others are compared with. Empty: the first one."),
            "2023-12",
            month="last",
        ),
    ] = None
    theme_ids: Annotated[
        Text | None,
        Column(
            N_("Themes"),
            N_("The ids of the themes that it speaks of, with a semicolon between."),
            "spaces-environment",
        ),
    ] = None
    action_ids: Annotated[
        Text | None,
        Column(
            N_("Actions"),
            N_("The numbers of the actions that it speaks of, with a semicolon between."),
            "A21;A22",
        ),
    ] = None


INDICATORS = Table("indicators", N_("Indicators"), Indicator, is_optional=True)
"""A sheet of the register."""


class IndicatorValue(Row):
    """One value of an indicator, of one date and one place."""

    indicator_id: Annotated[
        Slug, Column(N_("Indicator"), N_("The indicator's id."), "bus-before-seven", width=24)
    ]
    value_on: Annotated[
        date,
        Column(
            N_("Date"),
            N_("The day, or the last month, of what it tells of: not when it was published."),
            "2024-12",
            month="last",
        ),
    ]
    place_en: Annotated[Short, Column(N_("Place in English"), N_("Of which place it is."), N_("Ely"))]
    place_cy: Annotated[Short | None, Column(N_("Place in Welsh"), _SAME, "Trelái")] = None
    value: Annotated[
        Measure, Column(N_("Value"), N_("The number, with at most two decimals and no sign."), "14")
    ]
    unit: Annotated[
        Short,
        Column(N_("Unit"), N_("In what it is measured, as the plan has it."), N_("buses a weekday")),
    ]
    base: Annotated[
        Count | None,
        Column(N_("Base"), N_("How many people it rests on, if it does. Empty: not on people."), "412"),
    ] = None
    note_en: Annotated[
        Text | None, Column(N_("Note in English"), N_("What a reader has to know of this value."))
    ] = None
    note_cy: Annotated[Text | None, Column(N_("Note in Welsh"), _SAME)] = None
    revised: Annotated[
        bool | None,
        Column(
            N_("Revised"),
            N_("Yes if the source has changed the value since it was sent in."),
            "no",
            vocabulary="yes_no",
        ),
    ] = None


INDICATOR_VALUES = Contract(
    feed="indicator_values",
    title=N_("Values of indicators"),
    purpose=N_(
        "What others have measured of people's lives, value by value, for the indicators that the register "
        "lists. Values add to those before; one that was sent in already changes only if it is said to be "
        "revised."
    ),
    tables=tables(Table("indicator_values", N_("Values"), IndicatorValue)),
    caps=LISTENING_CAPS,
)
