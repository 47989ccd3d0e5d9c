"""Releases: separate jobs, for publishing is a decision and no step of a refresh.

Candidates are made beside the releases and checked; only where every check holds are they put in place.
"""

from collections.abc import Iterator
from dataclasses import replace

import dagster as dg
from pydantic import Field

from pipelines import clock
from pipelines.defs.failures import failing_in_words
from pipelines.defs.resources import ReleasesInProgress
from pipelines.defs.warehouse import current_build
from pipelines.heads import announce
from pipelines.operations.withholding import take_words_out
from pipelines.register import current, now_of
from pipelines.releases.allow_list import public_tables
from pipelines.releases.candidate import Candidate, Source
from pipelines.releases.edition import write_edition
from pipelines.releases.publish import (
    difference_problem,
    make_candidates,
    people_problem,
    put_candidates,
    sign_off_problem,
    unsigned_rows_problem,
)
from pipelines.releases.sign_off.gate import permission
from pipelines.releases.signature import require_key
from pipelines.releases.withholding.withheld import withheld
from pipelines.rounds.decisions import decisions_on_rounds, signed_off_rounds
from pipelines.traces import span
from pipelines.warehouse.builds import Warehouse
from pipelines.warehouse.models import prepare_manifest, test_count

CANDIDATES = dg.AssetKey(["releases", "candidates"])
CHECKS = {
    "all_tests_passed": "The build passed every dbt test that the project has.",
    "only_signed_rounds": "No row is of a round that is not signed off.",
    "sign_off_matches": "What the build holds is what was signed off, row for row.",
    "nobody_disclosed": "No number of people tells of a few, alone or beside any other.",
    "differences_explained": "What differs from an earlier release is explained by a decision or a reason.",
}


class Publication(dg.Config):
    """Which round to publish, when, and why if only the software changed.

    Releases of the rounds in `without_edition` have their data alone: the next ones follow before anybody
    reads them.
    """

    round_id: str
    published_at: str | None = None
    reason: str | None = None
    without_edition: list[str] = Field(default_factory=list)


@dg.asset(
    key=CANDIDATES,
    group_name="releases",
    deps=[current_build],
    kinds={"duckdb", "csv", "parquet", "html"},
    owners=["team:steering-group"],
    tags={"stage": "6-release"},
    check_specs=[
        dg.AssetCheckSpec(name, asset=CANDIDATES, description=description, blocking=True)
        for name, description in CHECKS.items()
    ],
)
def candidates(
    config: Publication, releases: ReleasesInProgress
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Make the releases of a round, and of later ones that its correction reaches; check them all.

    Words that are withheld by now are taken out of the earlier releases first.
    """
    with failing_in_words(releases):
        made, problems = _made(config, releases)
    yield dg.MaterializeResult(metadata={"releases": [each.release.release_id for each in made]})
    for name, problem in problems.items():
        yield dg.AssetCheckResult(
            check_name=name, passed=problem is None, description=problem or CHECKS[name]
        )
    releases.keep(made)


def _made(config: Publication, releases: ReleasesInProgress) -> tuple[list[Candidate], dict[str, str | None]]:
    """Return the candidates, and what is wrong with them by each check."""
    home = releases.folder
    plan = current(home)
    at = clock.parse(config.published_at, plan.zone) if config.published_at else now_of(home)
    build = Warehouse.of(home).current()
    allowed = permission(home, build, config.round_id, at)
    tables = public_tables(prepare_manifest())
    take_words_out(home, tables, at)
    held = withheld(home).actions
    require_key()
    standings, sign_off, reason = allowed.standings, allowed.sign_off, config.reason
    source = Source(build, tables, standings, sign_off, at, plan.zone, reason, held)
    of_the_build = {
        "all_tests_passed": build.test_problem(test_count()),
        "sign_off_matches": sign_off_problem(allowed, source),
    }
    if not any(of_the_build.values()):
        source = replace(source, write_pages=write_edition, without_pages=frozenset(config.without_edition))
    with span("candidates", round=config.round_id):
        made = make_candidates(home / "releases", source, allowed.rounds)
    return made, of_the_build | {
        "only_signed_rounds": unsigned_rows_problem(made, allowed.signed),
        "nobody_disclosed": people_problem(made),
        "differences_explained": difference_problem(made),
    }


@dg.asset(
    key=["releases", "current_release"],
    group_name="releases",
    deps=[candidates],
    kinds={"duckdb", "csv", "parquet"},
    owners=["team:steering-group"],
    tags={"stage": "6-release"},
)
def current_release(
    context: dg.AssetExecutionContext, releases: ReleasesInProgress
) -> dg.MaterializeResult[None]:
    """Put the candidates in place, point to the latest release, and note the heads of the logs elsewhere."""
    home = releases.folder
    with failing_in_words(releases):
        signed = signed_off_rounds(decisions_on_rounds(home))
        released = put_candidates(home / "releases", releases.candidates, signed)
    heads, wrong = announce(home, clock.now())
    for sentence in wrong:
        context.log.warning(sentence)
    return dg.MaterializeResult(
        metadata={
            "releases": [release.release_id for release in released],
            "heads": heads,
            "not_announced": wrong,
        }
    )


publish = dg.define_asset_job(
    "publish",
    selection=[candidates, current_release],
    executor_def=dg.in_process_executor,
    description="Releases one round of the current build to the public.",
    tags={"kind": "release"},
)
