"""Who may do what: each role, each deed, the own partner and another, on each kind of day."""

from datetime import date

import pytest

from pipelines.access import DEEDS, Grant, NotAllowed, person_of

TODAY = date(2025, 7, 28)
ALL_DEEDS = sorted({deed for deeds in DEEDS.values() for deed in deeds})
MAY = {
    "partner": {("read", "council"), ("report", "council")},
    "secretary": {
        ("read", "council"),
        ("read", "police"),
        ("review", None),
        ("decide", None),
        ("remind", None),
        ("publish", None),
    },
    "chair": {
        ("read", "council"),
        ("read", "police"),
        ("review", None),
        ("decide", None),
        ("remind", None),
        ("publish", None),
    },
    "voices_lead": {("review", None), ("decide", None)},
    "administrator": {("administer", None)},
}
OF_A_PARTNER = {"read", "report"}
QUESTIONS = [
    (deed, partner)
    for deed in ALL_DEEDS
    for partner in (("council", "police") if deed in OF_A_PARTNER else (None,))
]


def granted(role: str, **changes: object) -> Grant:
    partner = "council" if role == "partner" else None
    return Grant(**({"email": "one@example.org", "role": role, "partner_id": partner} | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("deed", "partner"), QUESTIONS)
@pytest.mark.parametrize("role", MAY)
def test_a_role_may_do_what_the_table_says_and_nothing_else(
    role: str, deed: str, partner: str | None
) -> None:
    person = person_of([granted(role)], "one@example.org", TODAY)

    assert person.may(deed, partner) == ((deed, partner) in MAY[role])


@pytest.mark.parametrize(
    ("from_on", "until_on", "counts"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (date(2025, 7, 29), None, False),
        (None, date(2025, 7, 27), False),
        (date(2025, 1, 1), date(2025, 12, 31), True),
    ],
    ids=["without days", "today alone", "not yet", "expired", "between"],
)
def test_a_row_counts_on_its_days(from_on: date | None, until_on: date | None, counts: bool) -> None:
    person = person_of([granted("partner", from_on=from_on, until_on=until_on)], "one@example.org", TODAY)

    assert person.may("report", "council") is counts
    assert person.is_stranger is not counts


@pytest.mark.parametrize("address", ["two@example.org", "", "one@example.org.evil.example", "one@example"])
def test_a_stranger_may_do_nothing(address: str) -> None:
    person = person_of([granted(role) for role in MAY], address, TODAY)

    assert person.is_stranger
    assert [deed for deed in ALL_DEEDS for partner in ("council", None) if person.may(deed, partner)] == []


def test_an_address_is_the_same_in_capitals() -> None:
    assert person_of([granted("chair")], " One@Example.ORG ", TODAY).may("decide")


def test_a_row_without_an_address_is_nobodys() -> None:
    assert person_of([granted("chair", email="")], "", TODAY).is_stranger


def test_a_role_that_nobody_has_heard_of_may_do_nothing() -> None:
    person = person_of([granted("owner")], "one@example.org", TODAY)

    assert not any(person.may(deed, partner) for deed in ALL_DEEDS for partner in ("council", None))


def test_two_roles_add_up_and_stay_apart() -> None:
    person = person_of([granted("partner"), granted("voices_lead")], "one@example.org", TODAY)

    assert person.may("report", "council")
    assert person.may("decide")
    assert not person.may("report", "police")
    assert not person.may("read", "police")


def test_what_is_not_allowed_is_refused_with_what_it_was() -> None:
    with pytest.raises(NotAllowed, match="report for police"):
        person_of([granted("partner")], "one@example.org", TODAY).require("report", "police")
