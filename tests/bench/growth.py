"""How a build grows with its plan: seconds, memory and the file, of a plan of any size.

    python -m tests.bench.growth ACTIONS ROUNDS

The raw tables are written straight away, as dense as the demonstration's: four milestones an action, a
return of most leads in every round, half of it without a change; every round signed off, and in each some
second views, settlements and agreed finishes. What is measured is all that dbt builds and tests of them.
"""

import multiprocessing
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from pipelines.bench.turns import NothingToMeasure
from pipelines.warehouse import models, raw
from pipelines.warehouse.builds import block_bytes

SHOWN = 12
"""How many of the slowest models are named."""

_PLAN = """
create temp table numbered_rounds as
select
    number, strftime(opens_on, '%Y-%m') as round_id, opens_on::date as opens_on
from (select n as number, date '2020-01-01' + to_months(n::integer) as opens_on from range($rounds) as t(n));

create temp table numbered_actions as
select
    n as number, printf('A%05d', n) as action_id, printf('p%05d', n % $partners) as lead,
    printf('p%05d', (n + 1) % $partners) as other
from range($actions) as t(n);

create temp table said as
select
    rounds.number as round, actions.number as action, round_id, opens_on, action_id, lead,
    printf('return-%s-%s', round_id, lead) as receipt_id,
    hash(rounds.number, actions.number) % 100 as chance,
    row_number() over (partition by round_id, lead order by actions.number) + 1 as row_number
from numbered_rounds as rounds cross join numbered_actions as actions;

insert into raw.receipts by name
select 'register-' || n as receipt_id, 'register' as feed, timestamp '2019-12-01' + to_days(n * 400) as
    received_at, md5(n::varchar) as sha256, '1' as contract_version
from range(2) as t(n);
insert into raw.receipts by name
select distinct on (receipt_id)
    receipt_id, 'return' as feed, lead as partner_id, round_id, md5(receipt_id) as sha256,
    opens_on + interval 8 days + to_seconds(action % 7200) as received_at, '1' as contract_version
from said order by receipt_id, action;
insert into raw.receipts by name
select 'decisions-' || round_id as receipt_id, 'decisions' as feed, md5(round_id) as sha256,
    opens_on + interval 20 days as received_at, '1' as contract_version
from numbered_rounds;

create temp table loads as select 'register-' || n as receipt_id from range(2) as t(n);
insert into raw.plan by name
select receipt_id, 2 as row_number, 'growth' as plan_id, 'A plan' as name_en, 'Cynllun' as name_cy,
    'en;cy' as languages, true as is_demonstration, $actions as action_count, 65 as ageing_after_days,
    10 as reply_working_days, 'The group' as steering_group_en, 'Y grŵp' as steering_group_cy,
    'Invented.' as statement_en, 'Dychmygol.' as statement_cy
from loads;
insert into raw.themes by name
select receipt_id, n + 2 as row_number, 'theme-' || n as theme_id, n + 1 as position,
    'Theme ' || n as name_en, 'Thema ' || n as name_cy
from loads, range(6) as t(n);
insert into raw.partners by name
select receipt_id, n + 2 as row_number, printf('p%05d', n) as partner_id, 'Partner ' || n as name_en,
    'Partner ' || n as name_cy
from loads, range($partners) as t(n);
insert into raw.rounds by name
select receipt_id, number + 2 as row_number, round_id, opens_on, opens_on + 9 as due_on,
    opens_on + 14 as closes_on, opens_on + 19 as review_on, opens_on + 24 as publish_on
from loads, numbered_rounds;
insert into raw.actions by name
select receipt_id, number + 2 as row_number, action_id, number + 1 as position, 'theme-' || number % 6 as
    theme_id, 'Mend the paths that people use most, part ' || number as title_en,
    'Trwsio''r llwybrau y mae pobl yn eu defnyddio fwyaf, rhan ' || number as title_cy, lead as
    lead_partner_id, other as supporting_partner_ids, date '2020-01-01' as planned_start,
    date '2021-01-01' + (number % 2000)::integer as planned_finish
from loads, numbered_actions;
create temp table numbered_milestones as
select actions.*, step, action_id || '-M' || step as milestone_id
from numbered_actions as actions, range(1, 5) as t(step);
insert into raw.milestones by name
select receipt_id, number * 4 + step + 1 as row_number, milestone_id, action_id, step as position,
    'Step ' || step || ' of the work on the paths, part ' || number as title_en,
    'Cam ' || step || ' o''r gwaith ar y llwybrau, rhan ' || number as title_cy,
    date '2020-06-01' + (step * 200 + number % 300)::integer as due_on
from loads, numbered_milestones;

insert into raw.updates by name
select
    receipt_id, row_number, action_id, chance < 43 as no_change,
    case when chance >= 43 then stage end as stage,
    case when chance >= 43 and stage = 'in_progress'
        then ['on_track', 'on_track', 'at_risk', 'delayed'][1 + (round + action) % 4] end as rating,
    case when chance >= 43 then printf(
        'In %s the work on %s went on with the neighbours; %d of them came and said what they need.',
        round_id, action_id, chance) end as what_happened,
    case when chance >= 43 then printf('Work on %s went on in %s.', action_id, round_id) end
        as in_plain_words,
    case when chance >= 43 then 'The parts arrive late.' end as reason,
    case when chance >= 43 then printf('Go on with part %d.', round) end as next_step,
    case when chance >= 70 then opens_on + 60 end as next_news_by,
    case when chance >= 80 then opens_on + 200 end as forecast_finish,
    case when chance >= 43 and stage = 'complete' then opens_on end as completed_on,
    case when chance >= 43 then 'en' end as words_language
from (
    select *, case
        when round < 3 then 'not_started' when round > 50 and action % 3 = 0 then 'complete'
        else 'in_progress' end as stage
    from said
)
where chance < 85;
insert into raw.milestone_updates by name
select
    'return-' || round_id || '-' || lead as receipt_id, steps.number * 8 + step as row_number, milestone_id,
    case when state = 'in_progress' and steps.number % 5 = 0 then opens_on + 90 end as due_on, state,
    case when state = 'done' then opens_on end as done_on
from (select *, unnest(['in_progress', 'done']) as state from numbered_milestones) as steps
inner join numbered_rounds as rounds
    on rounds.number = (step * 11 + steps.number % 7 + case when state = 'done' then 3 else 0 end) % $rounds;
insert into raw.decisions by name
select 'decisions-' || round_id as receipt_id, 2 as row_number, 'sign_off' as decision, round_id,
    'chair' as role, opens_on + 20 as decided_on
from numbered_rounds;
insert into raw.decisions by name
select
    'decisions-' || round_id as receipt_id, action + 3 as row_number, decision, action_id, 'chair' as role,
    case when decision <> 'agree_date' then 'in_progress' end as stage,
    case when decision <> 'agree_date' then 'at_risk' end as rating,
    case when decision <> 'agree_date' then 'The group sees it so, for ' || action_id end as words,
    case when decision = 'agree_date' then opens_on + 300 end as agreed_finish,
    'So it was agreed.' as reason, opens_on + 20 as decided_on
from (
    select
        *,
        ['second_view', 'settle', 'agree_date'][1 + (hash(action_id, round) % 3)::integer] as decision
    from said
)
where hash(round, action_id) % 40 = 0;
drop table said;
"""


@dataclass(frozen=True)
class Grown:
    """What one build took: seconds, of all cores together too, peak memory and file in bytes, the slowest."""

    seconds: float
    core_seconds: float
    memory: int
    file: int
    action_rounds: int
    slowest: list[tuple[str, float]]


def grow(actions: int, rounds: int, folder: Path) -> Grown:
    """Build a plan of that size in `folder`, in a process of its own.

    Raises:
        NothingToMeasure: the build holds fewer rows than the plan has actions and rounds.
    """
    file = folder / "plan.duckdb"
    spawning = multiprocessing.get_context("spawn")
    for work in (write_raw, _build):
        with ProcessPoolExecutor(1, mp_context=spawning) as worker:
            found = worker.submit(work, file, actions, rounds).result()
    assert isinstance(found, Grown)
    if found.action_rounds != actions * rounds:
        raise NothingToMeasure(f"{found.action_rounds} action-rounds were built of {actions} × {rounds}")
    return found


def write_raw(file: Path, actions: int, rounds: int) -> None:
    """Write the raw tables of a plan of that size."""
    given = {"actions": actions, "rounds": rounds, "partners": max(9, actions // 100)}
    block = block_bytes(given["partners"] * rounds)
    with duckdb.connect(str(file), config={"default_block_size": str(block)}) as connection:
        connection.execute("set timezone = 'UTC'; set enable_progress_bar = false; create schema raw")
        connection.execute(
            "create table raw.build as select 'grown' as build_id, "
            "timestamp '2020-01-28' + to_months($rounds - 1) as as_of, 'Europe/London' as time_zone",
            {"rounds": rounds},
        )
        schemas = {"receipts": raw.RECEIPTS} | {name: each for name, (_, each) in raw.raw_tables().items()}
        for name, schema in schemas.items():
            connection.register("contract", pa.Table.from_batches([], schema))
            connection.execute(f'create table raw."{name}" as from contract')
        for statement in filter(str.strip, _PLAN.split(";\n")):
            connection.execute(
                statement, {name: each for name, each in given.items() if f"${name}" in statement}
            )


def _build(file: Path, _actions: int, _rounds: int) -> Grown:
    models.prepare_manifest()
    began, worked = time.perf_counter(), time.process_time()
    results = models.build_models(file)
    seconds, core_seconds = time.perf_counter() - began, time.process_time() - worked
    taken = sorted(((node.node.name, node.execution_time) for node in results), key=lambda each: -each[1])
    with duckdb.connect(str(file), read_only=True) as connection:
        ((count,),) = connection.execute("select count(*) from public.action_rounds").fetchall()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Grown(seconds, core_seconds, memory, file.stat().st_size, count, taken[:SHOWN])


def main(actions: int, rounds: int) -> None:
    """Build, and print what it took."""
    with TemporaryDirectory(prefix="plan-growth-") as folder:
        grown = grow(actions, rounds, Path(folder))
    print(
        f"{actions} actions, {rounds} rounds: {grown.seconds:.1f} s ({grown.core_seconds:.1f} of all cores), "
        f"{grown.memory / 2**30:.2f} GiB, file {grown.file / 2**20:.0f} MiB"
    )
    for name, seconds in grown.slowest:
        print(f"  {seconds:7.2f} s  {name}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
