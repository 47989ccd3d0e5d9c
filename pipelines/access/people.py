"""What a person may do: a pure question, asked afresh at every act, of a list and a day."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipelines.errors import Refusal

STEERING = frozenset({"read", "review", "decide"})
DEEDS: dict[str, frozenset[str]] = {
    "partner": frozenset({"read", "report"}),
    "secretary": STEERING | {"remind", "publish"},
    "chair": STEERING | {"remind", "publish"},
    "voices_lead": frozenset({"review", "decide"}),
    "administrator": frozenset({"administer"}),
}
"""What each role may do. `read`: a partner's actions, receipts and originals; `report`: check and send its
returns; `review`: see the round as a whole; `decide`: what the door lets the role decide; `remind`: write to
partners; `publish`: release a round that is signed off; `administer`: runs, the access list and the state of
the deployment.

A partner's officer may do it for the one partner alone; the others for each.
"""


class NotAllowed(Refusal):
    """This person may not do this now."""


@dataclass(frozen=True)
class Grant:
    """One row of the access list."""

    email: str
    role: str
    partner_id: str | None = None
    from_on: date | None = None
    until_on: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Say whether the row counts on a day."""
        return in_force(self.from_on, self.until_on, on)


@dataclass(frozen=True)
class Person:
    """Somebody who has signed in, and the rows of the list that count for them now; none for a stranger."""

    email: str
    grants: tuple[Grant, ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        """Return the roles that the person has."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def partner_ids(self) -> tuple[str, ...]:
        """Return the partners that the person reports for, in the list's order."""
        return tuple(grant.partner_id for grant in self.grants if grant.partner_id)

    @property
    def is_stranger(self) -> bool:
        """Say whether the list gives the person nothing to do."""
        return not self.grants

    def may(self, deed: str, partner_id: str | None = None) -> bool:
        """Say whether the person may do something, to a partner if it is of one."""
        return any(
            deed in DEEDS.get(grant.role, ()) and grant.partner_id in (None, partner_id)
            for grant in self.grants
        )

    def require(self, deed: str, partner_id: str | None = None) -> None:
        """Make sure that the person may do something.

        Raises:
            NotAllowed: they may not.
        """
        if not self.may(deed, partner_id):
            raise NotAllowed(f"not allowed now: {deed}" + (f" for {partner_id}" if partner_id else ""))


def person_of(grants: Iterable[Grant], email: str, on: date) -> Person:
    """Return a person as a list has them on a day; an address is compared whatever its case."""
    address = same_address(email)
    mine = (grant for grant in grants if same_address(grant.email) == address and address)
    return Person(address, tuple(grant for grant in mine if grant.is_in_force(on)))


def in_force(from_on: date | None, until_on: date | None, on: date) -> bool:
    """Say whether a day is neither before the first day nor after the last, where there are such."""
    return (from_on is None or from_on <= on) and (until_on is None or on <= until_on)


def same_address(email: str) -> str:
    """Return an e-mail address as it is compared."""
    return unicodedata.normalize("NFKC", email).strip().casefold()
