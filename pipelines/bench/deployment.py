"""What is measured on a copy of a deployment: the door, a refresh, and the draft of a release."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import xlsxwriter

from pipelines.bench.turns import Measured, NothingToMeasure, in_turns
from pipelines.defs import runs
from pipelines.defs.warehouse import WITHOUT_UNIT_TESTS
from pipelines.intake.reading.sandbox_process import program
from pipelines.intake.submit import submit
from pipelines.receipts.receipt import Receipt
from pipelines.register import current, now_of, plan_day
from pipelines.register.model import Register
from pipelines.releases.allow_list import public_tables
from pipelines.rounds.states import Standing, standings
from pipelines.settings import child_environment
from pipelines.warehouse import models, raw
from pipelines.warehouse.builds import BLOCK_BYTES, Build, NoBuild, Warehouse
from pipelines.workspace.preview import preview

_ANSWERS, _LATER_RETURNS = 15, 1_000
_PARSE_ONLY = (
    "; import io, python_calamine as c"
    "; b = c.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))"
    "; [b.get_sheet_by_name(n).to_python() for n in b.sheet_names]"
)
_MEMORY = 512 << 20
_SEEDS = "vocabulary"
_BLOCKS: dict[str, str | bool | int | float | list[str]] = {"default_block_size": str(BLOCK_BYTES)}
_LIKE_DBT = ("set timezone = 'UTC'", "set disabled_optimizers = 'top_n_window_elimination'")
"""What dbt's profile sets."""


def measure(home: Path) -> Iterator[Measured]:
    """Yield each figure of a copy of a deployment, which stays as it is.

    Raises:
        NothingToMeasure: it has no build, no open round or nobody who answers for an action; a release's
            draft is empty; or a return was refused.
    """
    with TemporaryDirectory(prefix="plan-bench-") as folder:
        here = _Copy.of(home, Path(folder))
        for figure in (_answer, _refresh, _usual_wiring, _draft):
            yield figure(here)
        yield from _later(here)


@dataclass
class _Copy:
    """A copy of a deployment: its plan, its open round, and the partner with the most actions to lead."""

    home: Path
    folder: Path
    register: Register
    open: Standing
    partner_id: str
    number: Iterator[int] = field(default_factory=count)

    @classmethod
    def of(cls, home: Path, folder: Path) -> "_Copy":
        try:
            Warehouse.of(home).current()
        except NoBuild as error:
            raise NothingToMeasure(f"{home} has no build; `plan refresh` makes one") from error
        copied = folder / "home"
        shutil.copytree(home, copied, ignore=shutil.ignore_patterns("site"))
        register = current(copied)
        found = [each for each in standings(copied, now_of(copied)) if each.state == "open"]
        leads = [action.lead_partner_id for action in register.actions if action.lead_partner_id]
        if not found or not leads:
            raise NothingToMeasure(f"{home} has no open round, or nobody who leads an action")
        return cls(copied, folder, register, found[-1], max(sorted(set(leads)), key=leads.count))

    def a_return(self) -> Path:
        """Write a return that says of every action of the partner that nothing has changed; each is new."""
        number = next(self.number)
        file = self.folder / f"return-{number}.xlsx"
        led = [each.action_id for each in self.register.actions if each.lead_partner_id == self.partner_id]
        with xlsxwriter.Workbook(file) as book:
            book.set_properties({"comments": f"Return {number}"})
            sheet = book.add_worksheet("Updates")
            for place, row in enumerate([("action_id", "no_change"), *((each, "yes") for each in led)]):
                sheet.write_row(place, 0, row)
        return file

    def send(self, file: Path) -> Receipt:
        """Submit a return.

        Raises:
            NothingToMeasure: it was refused.
        """
        receipt = submit(
            file, home=self.home, feed="return", submitted_by="bench", received_at=now_of(self.home),
            partner_id=self.partner_id, round_id=self.open.round_id,
        )  # fmt: skip
        if not receipt.accepted or receipt.duplicate_of:
            raise NothingToMeasure(f"a return was not taken in: {receipt.problems or 'sent before'}")
        return receipt


def _answer(here: _Copy) -> Measured:
    answered, parsed = ([here.a_return() for _ in range(_ANSWERS + 1)] for _ in range(2))
    return in_turns(
        "answer",
        ("a partner's return answered with a receipt", lambda: here.send(answered.pop())),
        ("a new sandboxed process reads such a file", lambda: _parse_alone(parsed.pop())),
        _ANSWERS,
    )


def _later(here: _Copy) -> Iterator[Measured]:
    """Measure an answer and a build's first step after many returns, beside a deployment that has had few."""
    few = _Copy.of(here.home, here.folder / "few")
    for _ in range(_LATER_RETURNS):
        here.send(here.a_return())
    yield in_turns(
        "later answer",
        (f"a return answered after {_LATER_RETURNS} more", lambda: here.send(here.a_return())),
        ("the same without them", lambda: few.send(few.a_return())),
        _ANSWERS,
    )
    for each in (here, few):
        runs.refresh(each.home)
    yield in_turns(
        "later load",
        (f"the raw tables of a build after {_LATER_RETURNS} more returns", lambda: _raw(here, "later")),
        ("the same without them", lambda: _raw(few, "later")),
    )


def _refresh(here: _Copy) -> Measured:
    return in_turns(
        "refresh",
        ("everything in landing built anew, warm", lambda: runs.refresh(here.home)),
        ("DuckDB alone runs the same statements", _DuckDBAlone.of(here).run),
    )


def _usual_wiring(here: _Copy) -> Measured:
    return in_turns(
        "usual wiring",
        ("everything in landing built anew, warm", lambda: runs.refresh(here.home)),
        ("dbt as a process of its own builds the same, as Dagster is usually wired", _dbt_process(here)),
    )


def _draft(here: _Copy) -> Measured:
    tables, build = tuple(public_tables(models.prepare_manifest())), Warehouse.of(here.home).current()
    now = now_of(here.home)
    about = (standings(here.home, now), here.open.round_id, "chair", now, plan_day(here.home, now), "en")

    def drafted() -> None:
        shutil.rmtree(Warehouse.of(here.home).previews, ignore_errors=True)
        made = preview(here.home, build, tables, *about)
        if made.folder == here.home / "releases":
            raise NothingToMeasure("the open round says what its last release said; there is no draft")

    return in_turns(
        "draft",
        ("the open round as it would be published, checked", drafted),
        ("DuckDB alone copies the same tables", lambda: _copied(build, [each.name for each in tables], here)),
    )


def _parse_alone(file: Path) -> None:
    start, _, _ = program(_MEMORY).partition("; from pipelines")
    limit = f"; import resource; resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY}, {_MEMORY}))"
    code = start + limit + _PARSE_ONLY
    subprocess.run([sys.executable, "-I", "-S", "-c", code], input=file.read_bytes(), check=True)


def _copied(build: Build, tables: list[str], here: _Copy) -> None:
    file = here.folder / "copied.duckdb"
    file.unlink(missing_ok=True)
    with duckdb.connect(file, config=_BLOCKS) as connection:
        connection.execute("attach ? as build (read_only)", [str(build.file)])
        for table in tables:
            connection.execute(f'create table "{table}" as from build.public."{table}"')


def _raw(here: _Copy, name: str) -> Path:
    """Return a file with the raw tables of a deployment and nothing else, made as a refresh makes them."""
    file, warehouse = here.folder / name / "plan.duckdb", Warehouse.of(here.home)
    shutil.rmtree(file.parent, ignore_errors=True)
    file.parent.mkdir()
    list(raw.load(file, here.home, name, warehouse.current().as_of, warehouse.before()))
    return file


def _dbt_process(here: _Copy) -> Callable[[], None]:
    dbt = str(Path(sys.executable).with_name("dbt"))
    command = [dbt, "build", "--exclude", WITHOUT_UNIT_TESTS, *models.dbt_options(here.folder / "target")]

    def built() -> None:
        file = _raw(here, "wired")
        given = ["--vars", f"{{time_zone: {raw.time_zone_of(file)}}}"]
        subprocess.run(
            [*command, *given],
            env=child_environment(PLAN_BUILD_FILE=str(file)),
            check=True,
            capture_output=True,
        )

    return built


@dataclass
class _DuckDBAlone:
    """Every statement that dbt ran in a build, in its order, without dbt."""

    here: _Copy
    seeds: Path
    schemas: frozenset[str]
    statements: list[str]

    @classmethod
    def of(cls, here: _Copy) -> "_DuckDBAlone":
        file = _raw(here, "compiled")
        results = [each.node for each in models.build_models(file)]
        nodes = [node for node in results if node.resource_type == "model"]
        if not nodes:
            raise NothingToMeasure("dbt ran no model")
        return cls(here, file, frozenset(node.schema for node in nodes), [_statement(node) for node in nodes])

    def run(self) -> None:
        """Make the raw tables, copy the seeds, and run all of it."""
        file = _raw(self.here, "alone")
        with duckdb.connect(file, config=_BLOCKS) as connection:
            connection.execute("attach ? as seeded (read_only)", [str(self.seeds)])
            seeds = (
                "select table_name from duckdb_tables() where database_name = 'seeded' and schema_name = ?"
            )
            named = connection.execute(seeds, [_SEEDS]).fetchall()
            for schema in (_SEEDS, *sorted(self.schemas)):
                connection.execute(f'create schema if not exists "{schema}"')
            for (name,) in named:
                connection.execute(f'create table {_SEEDS}."{name}" as from seeded.{_SEEDS}."{name}"')
            for statement in (*_LIKE_DBT, *self.statements):
                connection.execute(statement)


def _statement(node: Any) -> str:
    kind = "view" if node.config.materialized == "view" else "table"
    return f'create or replace {kind} "{node.schema}"."{node.alias}" as ({node.compiled_code})'
