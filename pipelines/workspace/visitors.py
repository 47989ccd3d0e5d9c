"""Who is at the screen: somebody who has signed in, or who tries a demonstration out in one of its roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipelines.access import Grant, Person
from pipelines.errors import NotPossibleNow
from pipelines.register import Register, RegisterMissing, current

_ROLES = ("secretary", "chair", "voices_lead", "administrator")


@dataclass(frozen=True)
class Visitor:
    """An address that a provider has verified, or the role that is tried out; never both."""

    email: str = ""
    persona: str | None = None

    @property
    def is_signed_in(self) -> bool:
        """Say whether a provider vouches for the visitor."""
        return self.persona is None

    @property
    def name(self) -> str:
        """Return what stands on the visitor's receipts."""
        return f"trying out: {self.persona}" if self.persona else self.email


def signed_in(email: str) -> Visitor:
    """Return a visitor whose address a provider has verified."""
    return Visitor(email=email)


def trying_as(persona: str) -> Visitor:
    """Return a visitor who tries a demonstration out as a partner or in another role."""
    return Visitor(persona=persona)


def personas(register: Register) -> tuple[str, ...]:
    """Return whom one can try to be: the plan's partners, then the other roles."""
    return (*register.by_partner, *_ROLES)


def tried_person(register: Register, visitor: Visitor) -> Person:
    """Return what a persona may do: nothing, unless the plan is a demonstration."""
    persona = visitor.persona
    if not register.plan.is_demonstration or persona is None:
        return Person(visitor.name)
    return Person(visitor.name, tuple(_grants(persona, visitor.name, register.by_partner)))


def require_demonstration(home: Path) -> None:
    """Make sure that roles may be tried out here.

    Raises:
        NotPossibleNow: the plan is not a demonstration, or there is none.
    """
    try:
        is_demonstration = current(home).plan.is_demonstration
    except RegisterMissing as missing:
        raise NotPossibleNow(str(missing)) from None
    if not is_demonstration:
        raise NotPossibleNow(
            f"the plan in {home} is not a demonstration, so nobody may choose a role: start it without --demo"
        )


def _grants(persona: str, name: str, partners: Iterable[str]) -> Iterable[Grant]:
    if persona in _ROLES:
        yield Grant(name, persona)
    elif persona in partners:
        yield Grant(name, "partner", persona)
