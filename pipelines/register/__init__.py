"""The plan as data: `current(home)` is the register as it was last loaded through the door."""

from pipelines.register.load import (
    RegisterMissing,
    UnknownToRegister,
    current,
    current_plan_clock,
    languages_of_plan,
    now_of,
    plan_day,
    plan_zone,
)
from pipelines.register.model import STEERING_GROUP, Register, parties_of, supporting
from pipelines.register.start import NotEmpty, start, write_example_register

__all__ = [
    "STEERING_GROUP",
    "NotEmpty",
    "Register",
    "RegisterMissing",
    "UnknownToRegister",
    "current",
    "current_plan_clock",
    "languages_of_plan",
    "now_of",
    "parties_of",
    "plan_day",
    "plan_zone",
    "start",
    "supporting",
    "write_example_register",
]
