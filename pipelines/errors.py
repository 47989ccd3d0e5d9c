"""The two ways in which a command ends without having done its work; each names its exit status.

Any other exception is a fault of the software (exit status 70): nothing is claimed of what was done.
"""


class Refusal(ValueError):
    """The input is at fault (exit status 1); the message says what was expected and what was found."""

    quotes_rows = False
    """Whether what somebody sent may stand in the message: then it goes into no list of faults."""


class NotPossibleNow(RuntimeError):
    """The input may be right, but this cannot be done now (exit status 3); the message says what to do."""

    quotes_rows = False
    """Whether what somebody sent may stand in the message: then it goes into no list of faults."""
