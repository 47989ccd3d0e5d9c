"""The current build as the parts of the public pages read it: the same words, one round further on."""

from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from dashboard.components.context import Published, Reading
from dashboard.public.screen import Screen
from dashboard.queries.plan import partners, plan, rounds
from dashboard.queries.release import Release
from dashboard.queries.workspace import opened_build
from dashboard.workspace.visit import Visit
from pipelines.workspace import Build


def figures(run: Visit, build: Build, round_id: str) -> Reading:
    """Return a reading of a round of a build. It has no pages: the parts that are shown lead nowhere."""
    return Reading(run.words, Screen({}, {}, run.words.lang), {"round": round_id}, _book(build, round_id))


@lru_cache(maxsize=4)
def _facts(build: Build, round_id: str) -> Published:
    cursor = opened_build(build.file).cursor()
    calendar, of_plan = rounds(cursor), plan(cursor)
    shown = next(found for found in calendar if found.round_id == round_id)
    release = Release(
        release_id="",
        round_id=round_id,
        revision=0,
        as_of=build.as_of.astimezone(ZoneInfo(of_plan.time_zone)).date(),
        built_at=build.built_at,
        published_at=build.built_at,
        build_id=build.build_id,
        code_version="",
        is_signed_off=False,
    )
    return Published(cursor, release, of_plan, calendar, partners(cursor), {}, shown, build.file.parent)


def _book(build: Build, round_id: str) -> Published:
    return replace(_facts(build, round_id), cursor=opened_build(build.file).cursor())
