"""What a run that failed says of itself, for whoever reads its events later, in whatever process.

Dagster hands an error on as text. What there is to tell apart of one, and its sentence, goes beside it: in
the metadata of `dagster.Failure`, which Dagster keeps.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import dagster as dg

from pipelines.backup.target import TargetFailed
from pipelines.defs.resources import Deployment
from pipelines.disk import not_usable
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.mail import NotSent

_IS_REFUSAL, _QUOTES_ROWS = "plan_is_refusal", "plan_quotes_rows"
_FIRST_WAIT_SECONDS = 5


@dataclass(frozen=True)
class Told:
    """A failure of ours: its sentence, whether the input was at fault, and whether a row may stand in it."""

    words: str
    is_refusal: bool
    quotes_rows: bool

    @property
    def error(self) -> Refusal | NotPossibleNow:
        """The failure as an error again."""
        error = Refusal(self.words) if self.is_refusal else NotPossibleNow(self.words)
        error.quotes_rows = self.quotes_rows
        return error


def failure_of(error: Refusal | NotPossibleNow) -> dg.Failure:
    """Return a failure of a run that `told_by` knows again; it is not tried again."""
    about = {
        _IS_REFUSAL: dg.MetadataValue.bool(isinstance(error, Refusal)),
        _QUOTES_ROWS: dg.MetadataValue.bool(error.quotes_rows),
    }
    return dg.Failure(str(error), metadata=about, allow_retries=False)


def told_by(event: dg.DagsterEvent) -> Told | None:
    """Return what a step that failed said by `failure_of`; None for any other event, or error."""
    said = event.step_failure_data.user_failure_data if event.is_step_failure else None
    if said is None or _IS_REFUSAL not in said.metadata:
        return None
    is_refusal, quotes_rows = (bool(said.metadata[name].value) for name in (_IS_REFUSAL, _QUOTES_ROWS))
    return Told(said.description or "", is_refusal, quotes_rows)


@contextmanager
def failing_in_words(of: Deployment) -> Iterator[None]:
    """Hold what the run works on until it ends, and have our failures, and the disk's, say what they are."""
    try:
        of.hold()
        yield
    except (Refusal, NotPossibleNow) as error:
        raise failure_of(error) from error
    except OSError as error:
        if (meaning := not_usable(error)) is None:
            raise
        raise failure_of(meaning) from error


@contextmanager
def failing_for_good(
    context: dg.AssetExecutionContext | dg.OpExecutionContext, of: Deployment
) -> Iterator[None]:
    """Try again what may pass, a disk or a server that does not answer, and nothing else."""
    with failing_in_words(of):
        try:
            yield
        except (NotSent, TargetFailed, OSError) as error:
            if of.retry_count <= context.retry_number:
                raise
            wait = _FIRST_WAIT_SECONDS * 2**context.retry_number
            raise dg.RetryRequested(max_retries=of.retry_count, seconds_to_wait=wait) from error
