"""In which role somebody records a decision: their own, or the group's, for whom its secretary writes."""

from pipelines.access import Person
from pipelines.intake.checks.decisions import ROLES, STEERING

GROUP, SECRETARY = "steering_group", "secretary"
OF_THE_CHAIR = frozenset({"sign_off", "withdraw_sign_off", "correct"})
"""What is decided by a signature: nobody writes it down for somebody else."""


def roles_for(person: Person, decision: str) -> list[str]:
    """Return the roles in which a person may record a decision, the own ones first; none if they may not."""
    may = ROLES.get(decision, STEERING)
    own = [role for role in sorted(person.roles) if role in may]
    is_written_down = SECRETARY in person.roles and GROUP in may and decision not in OF_THE_CHAIR
    return [*own, *([GROUP] if is_written_down else [])]
