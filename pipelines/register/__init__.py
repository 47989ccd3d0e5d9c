"""The plan as data: `current(home)` is the register as it was last loaded through the door."""

from pipelines.register.load import RegisterMissing, UnknownToRegister, current, current_plan_clock
from pipelines.register.model import STEERING_GROUP, Register, parties_of, supporting

__all__ = [
    "STEERING_GROUP",
    "Register",
    "RegisterMissing",
    "UnknownToRegister",
    "current",
    "current_plan_clock",
    "parties_of",
    "supporting",
]
