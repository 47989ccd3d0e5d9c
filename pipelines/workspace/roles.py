"""In which role somebody records a decision: their own, or the group's, for whom its secretary writes."""

from pipelines.access import Person
from pipelines.intake.checks.decisions import ROLES, STEERING

GROUP, SECRETARY, PARTNER = "steering_group", "secretary", "partner"
OF_THE_CHAIR = frozenset({"sign_off", "withdraw_sign_off", "correct"})
"""What is decided by a signature: nobody writes it down for somebody else."""


def roles_for(person: Person, decision: str) -> list[str]:
    """Return the roles in which a person may record a decision, the own ones first; none if they may not.

    A partner's only one, its agreement to a boundary card, has a way of its own that names the partner.
    """
    may = ROLES.get(decision, STEERING)
    own = [role for role in sorted(person.roles - {PARTNER}) if role in may]
    is_written_down = SECRETARY in person.roles and GROUP in may and decision not in OF_THE_CHAIR
    return [*own, *([GROUP] if is_written_down else [])]
