"""What a deployment has and what it lacks, each in a sentence with the command that mends it."""

import csv
import os
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipelines.access import access_list
from pipelines.backup.target import Target
from pipelines.contracts.register import TIME_ZONE
from pipelines.dagster_home import supervisor_of
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.locale import N_, first_few, translated, translated_day, translated_name
from pipelines.operations.faults import faults
from pipelines.operations.withholding import is_pending
from pipelines.register import current, now_of, plan_day, plan_zone
from pipelines.release_log import last_entries
from pipelines.releases.release import current_release
from pipelines.releases.signature import NOT_SIGNED, SIGNED_WRONGLY, trusted_keys, verify_signatures
from pipelines.rounds import states
from pipelines.rounds.calendar import calendar_problem
from pipelines.settings import PROJECT, SIGN_IN, InvalidSettings, Settings
from pipelines.warehouse.builds import Warehouse, reading

_OF_SIGN_IN = ("redirect_uri", "cookie_secret")
"""What Streamlit needs to sign anybody in, whichever the provider."""

ROOM_NEEDED = 1_000_000_000
"""Bytes free on the disk: several builds and releases of a large plan."""

NAMED = 5
"""How many releases are named."""

BANK_HOLIDAYS = PROJECT / "dbt_project" / "seeds" / "bank_holidays.csv"
YEAR = timedelta(days=365)
"""How long before the bank holidays end the doctor says so: the government publishes two years ahead."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    is_well: bool
    found: str


def examine(home: Path) -> list[Finding]:
    """Return the findings on the deployment in `home`, in the order in which they build on one another."""
    return [
        _look("folder", _folder, home),
        _look("room on the disk", _room, home),
        _look("register", _register, home),
        _look("build", _build, home),
        _look("release", _release, home),
        _look("signatures", _signatures, home),
        _look("calendar", _calendar, home),
        _look("bank holidays", _bank_holidays, home),
        _look("words to take out", _words, home),
        _look("faults", _faults, home),
        _look("backup", _backup, home),
        _look("sign-in", _sign_in, home),
        _look("running by itself", _running, home),
    ]


def _look(subject: str, look: Callable[[Path], str], home: Path) -> Finding:
    """Return what was found; whatever keeps one thing from being looked at hides none of the others."""
    try:
        return Finding(subject, True, look(home))
    except NotPossibleNow as missing:
        return Finding(subject, False, str(missing))
    except Refusal as refused:
        why = str(refused)
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
    return Finding(subject, False, translated(N_("could not be looked at: {why}"), why=why))


def _folder(home: Path) -> str:
    if home.exists() and not home.is_dir():
        raise NotPossibleNow(
            translated(N_("{home} is a file; name a folder with --home or PLAN_HOME"), home=home)
        )
    if not home.is_dir():
        raise NotPossibleNow(
            translated(N_("{home} is not there; make it with `plan init {home}`"), home=home)
        )
    if not os.access(home, os.W_OK):
        raise NotPossibleNow(translated(N_("{home} cannot be written to by this account"), home=home))
    return str(home)


def _room(home: Path) -> str:
    place = next(each for each in (home, *home.absolute().parents) if each.is_dir())
    free = shutil.disk_usage(place).free
    if free < ROOM_NEEDED:
        raise NotPossibleNow(translated(N_("only {free} GB free; 1 GB is needed"), free=f"{free / 1e9:.1f}"))
    return translated(N_("{free} GB free"), free=f"{free / 1e9:.0f}")


def _register(home: Path) -> str:
    plan = current(home).plan
    return translated(
        N_("{plan}, actions: {count}"),
        plan=translated_name(plan.name_en, plan.name_cy),
        count=plan.action_count,
    )


def _build(home: Path) -> str:
    build = Warehouse.of(home).current()
    if not build.file.exists():
        raise NotPossibleNow(
            translated(N_("{file} is gone; make it again with `plan refresh`"), file=build.file.name)
        )
    with reading(build.file):
        day = translated_day(plan_day(home, build.as_of))
    return translated(N_("{file}, as of {day}"), file=build.file.name, day=day)


def _release(home: Path) -> str:
    folder = home / "releases"
    if gone := [release_id for release_id in last_entries(folder) if not (folder / release_id).is_dir()]:
        raise NotPossibleNow(
            translated(
                N_("the log names {releases}, and its folder is gone; restore releases/ from the backup"),
                releases=", ".join(gone),
            )
        )
    try:
        release = current_release(folder)
        if release is None:
            raise NotPossibleNow(
                translated(N_("no round has been released yet; see `plan rounds` and `plan publish`"))
            )
        release_id, file = str(release["release_id"]), folder / release["file"]
    except (ValueError, KeyError, TypeError):
        raise NotPossibleNow(
            translated(N_("releases/current.json is damaged; `plan withhold` puts it right"))
        ) from None
    if not file.exists():
        raise NotPossibleNow(
            translated(N_("{file} is gone; restore releases/ from the backup"), file=release["file"])
        )
    with reading(file):
        return release_id


def _signatures(home: Path) -> str:
    """Look for a release without one: words go out of it also where the key does not answer."""
    keys = trusted_keys(home)
    if not keys:
        return translated(N_("none are asked for: the register names no key"))
    found = verify_signatures(home / "releases", keys)
    for code, told in (
        (SIGNED_WRONGLY, N_("one that no key of the register made ({count}): {releases}; see `plan verify`")),
        (NOT_SIGNED, N_("without one ({count}): {releases}; sign with `plan sign FILE`, the key’s file")),
    ):
        if names := [each.subject for each in found if each.code == code]:
            few = first_few(names, NAMED)
            raise NotPossibleNow(translated(told, count=len(names), releases=", ".join(few)))
    return translated(N_("every release is signed with a key that the register names"))


def _calendar(home: Path) -> str:
    at = now_of(home)
    rounds = states.standings(home, at)
    if problem := calendar_problem(rounds, at, plan_zone(home)):
        raise NotPossibleNow(problem)
    coming = [each.round for each in rounds if each.state in ("open", "upcoming")]
    if not coming:
        return translated(N_("whole"))
    return translated(
        N_("the next round to close is {round}, on {day}"),
        round=coming[0].round_id,
        day=translated_day(coming[0].closes_on),
    )


def _bank_holidays(home: Path) -> str:
    """Look at those of England and Wales, where the plan keeps their time: they are no days to reply in."""
    if str(plan_zone(home)) != TIME_ZONE:
        return translated(N_("not counted: the plan keeps another time than that of England and Wales"))
    with BANK_HOLIDAYS.open(encoding="utf-8", newline="") as seed:
        last = max(date.fromisoformat(row["day"]) for row in csv.DictReader(seed))
    if last < plan_day(home, now_of(home)) + YEAR:
        raise NotPossibleNow(
            translated(
                N_("known until {day}; after it they count as working days: bring {file} up to date"),
                day=translated_day(last),
                file=BANK_HOLIDAYS.relative_to(PROJECT),
            )
        )
    return translated(N_("known until {day}"), day=translated_day(last))


def _words(home: Path) -> str:
    if is_pending(home):
        raise NotPossibleNow(
            translated(
                N_(
                    "words that are withdrawn, held back or forgotten are being taken out; if nothing "
                    "runs by itself here, do it now with `plan withhold`"
                )
            )
        )
    if Warehouse.of(home).stale():
        raise NotPossibleNow(
            translated(N_("older builds hold what was forgotten: they go with `plan refresh`"))
        )
    return translated(N_("none: every release is without what was withdrawn, held back or forgotten"))


def _faults(home: Path) -> str:
    found = faults(home / "dagster")
    if found:
        since = N_("{job}, since {moment}: {words}")
        raise NotPossibleNow(
            "; ".join(
                translated(since, job=each.job, moment=each.since, words=each.in_words) for each in found
            )
        )
    return translated(N_("none that is not mended"))


def _backup(home: Path) -> str:
    try:
        address = Settings().backup_target
    except InvalidSettings as wrong:
        raise NotPossibleNow(translated(N_("the settings cannot be read: {why}"), why=wrong)) from None
    if not address:
        return translated(N_("PLAN_BACKUP_TARGET is not set: none goes out by itself"))
    kept = Target.at(address).snapshots()
    if not kept:
        raise NotPossibleNow(
            translated(N_("{address} holds none yet; make one with `plan backup {address}`"), address=address)
        )
    return translated(
        N_("{count} in {address}, the latest is {latest}"), count=len(kept), address=address, latest=kept[-1]
    )


def _sign_in(home: Path) -> str:
    file = home / SIGN_IN
    if not file.exists():
        return translated(
            N_("{file} is not there: nobody can sign in to the workspace; see deploy/README.md"), file=SIGN_IN
        )
    if file.stat().st_mode & 0o077:
        raise NotPossibleNow(
            translated(N_("{file} can be read by others, and holds a secret: chmod 600 {file}"), file=file)
        )
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NotPossibleNow(translated(N_("{file} is not TOML: {why}"), file=file, why=error)) from None
    lacking = [name for name in _OF_SIGN_IN if not read.get("auth", {}).get(name)]
    if lacking:
        names = ", ".join(lacking)
        raise NotPossibleNow(translated(N_("{file} lacks {names} under [auth]"), file=file, names=names))
    if not access_list(home):
        raise NotPossibleNow(translated(N_("nobody is on the access list; load one with `plan access load`")))
    return translated(
        N_("{file} is whole; rows on the access list: {count}"),
        file=SIGN_IN,
        count=len(access_list(home)),
    )


def _running(home: Path) -> str:
    process = supervisor_of(home)
    if process is None:
        return translated(
            N_("nothing: `plan refresh` and `plan publish` are yours to call, or start `plan serve dagster`")
        )
    return translated(N_("Dagster, under supervisor (process {process})"), process=process)
