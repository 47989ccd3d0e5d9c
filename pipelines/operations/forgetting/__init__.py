"""The right to erasure: what a person said, or who somebody was, goes out of the whole deployment."""

from pipelines.operations.forgetting.forget import Forgotten, forget, forget_again
from pipelines.operations.forgetting.remains import files_that_hold
from pipelines.operations.forgetting.subjects import ForgottenAlready

__all__ = ["Forgotten", "ForgottenAlready", "files_that_hold", "forget", "forget_again"]
