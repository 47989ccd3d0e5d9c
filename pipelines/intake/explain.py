"""A contract as a page of help, for somebody who has never seen the system; and all of them as a reference.

Both come from the contracts alone, so they cannot say what the door does not do.
"""

from pipelines.contracts import FEEDS
from pipelines.contracts.base import ColumnSpec, Contract, Table
from pipelines.intake.sheets import vocabularies
from pipelines.locale import LANGUAGES, N_, Say, speaker
from pipelines.settings import PROJECT

_COLUMNS = (N_("Column"), N_("Needed"), N_("What belongs there"), N_("Takes"), N_("Example"))
_FORMS = N_("Send an Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods) or a CSV file.")
_TAGUETTE = N_("In Taguette, export the whole project as .sqlite3 and send that file.")
_FREEDOM = N_(
    "Headers may be in English or Welsh, in any order; other columns are left out, and you are told so."
)
_LIMITS = N_("At most {megabytes} MB, {rows} rows and {columns} columns.")
_SHEET = N_("Sheet “{sheet}”")
_SHEET_OPTIONAL = N_("Sheet “{sheet}” (may be left out)")
_NEEDED = N_("always")
_NEEDED_IN_WELSH = N_("where the plan is in Welsh")
_KEPT_OUT = N_("for you, not read")
_TEXT = N_("text")
_TEXT_UP_TO = N_("text, at most {most} characters")
_NUMBER = N_("a whole number")
_AMOUNT = N_("a number, to the penny")
_DAY = N_("a date, such as 31/10/2026")
_DAY_OR_MONTH = N_("a date, such as 31/10/2026, or a month, such as 2026-10")
_HOW = N_("How it is done")
_WORKBOOK = N_(
    "It is easiest in the workbook that is made for your organisation each round: your actions are in it, "
    "with what you said of them last. Whoever asks you for the return sends it to you."
)
_AND_THEN = N_(
    "You get a receipt, for every file. If it says “refused”, nothing was recorded: mend what it lists and "
    "send the whole file again. If it says “accepted”, the steering group reviews what you sent, and none of "
    "it is public before the group has signed off the round. To correct something, send a new file: the "
    "newer row counts."
)
_THEN = N_("What happens then")
_INTRODUCTION = """# Data

| folder | what |
| --- | --- |
| `demo/` | the demonstration plan and everything that is sent in for it: invented |
| `register/` | the plan itself, to be filled in by its owner |
| `home/` | a deployment's own folder, unless it is put elsewhere; not part of the repository |

What people type for an answer, for a date or where they have nothing to say is understood in many spellings,
and the receipt says how it was read. `dbt_project/seeds/spellings.csv` lists them; a row added there teaches
the door one more.

A plan is in English alone, or in English and Welsh: its register says which under `languages` (`en` or
`en;cy`; empty means both). In a plan in English alone no column ending in `_cy` is needed, and whatever
stands in one is not read; workbooks, receipts, pages and open data have no Welsh, and the CSV and Parquet
files of its releases leave the `_cy` columns out. `plan.duckdb` keeps them, empty, so that every plan's file
is read alike. In the same way the files of a plan for which nobody was listened to (no list of engagements,
no comments, no workshops, no contributions, and no topics in its register) have no table and no column on
listening.

Rounds follow each other by their dates, never by their ids. One whose id is a month (`2025-06`) is called by
it; any other needs a name. The pages speak of months where rounds come monthly, else of rounds. A round that
has opened keeps its id and its dates; `plan_id` never changes. Days begin, and rounds close, in the plan's
`time_zone` (empty means Europe/London); the bank holidays of England and Wales count only there. Actions are
numbered as the plan numbers them: letters, digits, `.`, `-` and `_`, at most 20; the number of a milestone is
that of its action with something added. A number that a spreadsheet turned into a date or another number is
understood where only one can be meant, and the receipt says so.

Below is what the door takes, feed by feed, in both languages: made from the contracts in
`pipelines/contracts` by `python -m pipelines.intake.explain`, and compared with them by a test."""


def contract_help(feed: str, language: str) -> str:
    """Return the page of help on a feed in `language`, as Markdown.

    Raises:
        KeyError: there is no such feed.
    """
    contract, say = FEEDS[feed], speaker(language)
    return "\n\n".join([f"# {say(contract.title)}", *_sections(contract, say, language, level=2)]) + "\n"


def reference() -> str:
    """Return the reference of every feed in both languages, as `data/README.md` has it."""
    parts = [_INTRODUCTION]
    for contract in FEEDS.values():
        parts.append(f"## `{contract.feed}`")
        for language in LANGUAGES:
            spoken = speaker(language)
            parts.append(f"### {spoken(contract.title)}")
            parts += _sections(contract, spoken, language, level=4)
    return "\n\n".join(parts) + "\n"


def _sections(contract: Contract, say: Say, language: str, level: int) -> list[str]:
    if not contract.sheet_tables():
        return [say(contract.purpose), say(_TAGUETTE)]
    limits = say(
        _LIMITS,
        megabytes=contract.caps.bytes // 1_000_000,
        rows=f"{contract.caps.rows:,}",
        columns=contract.caps.columns,
    )
    parts = [say(contract.purpose), " ".join([say(_FORMS), say(_FREEDOM), limits])]
    if contract.steps:
        parts += [f"{'#' * level} {say(_HOW)}", say(_WORKBOOK), "\n".join(steps(contract, language))]
        parts += [f"{'#' * level} {say(_THEN)}", say(_AND_THEN)]
    for table in contract.sheet_tables():
        heading = _SHEET_OPTIONAL if table.is_optional else _SHEET
        parts.append(f"{'#' * level} {say(heading, sheet=say(table.sheet))}")
        parts.append(_columns(table, say, language))
    return parts


def steps(contract: Contract, language: str) -> list[str]:
    """Return how to fill in a feed's workbook, numbered, in its own words."""
    say = speaker(language)
    names = {"no_change": say(N_("No change")), "yes": say(N_("Yes"))}
    names |= {table.name: say(table.sheet) for table in contract.sheet_tables()}
    return [f"{number}. {say(step, **names)}" for number, step in enumerate(contract.steps, start=1)]


def _columns(table: Table, say: Say, language: str) -> str:
    rows = [[say(header) for header in _COLUMNS], ["---"] * len(_COLUMNS)]
    rows += [
        [
            f"{spec.header(language)} (`{spec.name}`)",
            say(_needed(spec)),
            say(spec.column.help),
            _takes(spec, say, language),
            example(spec, language),
        ]
        for spec in table.columns.values()
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _needed(spec: ColumnSpec) -> str:
    if spec.column.is_needed_in_its_language:
        return _NEEDED_IN_WELSH
    return _NEEDED if spec.is_required else ""


def _takes(spec: ColumnSpec, say: Say, language: str) -> str:
    if not spec.column.is_stored:
        return say(_KEPT_OUT)
    if spec.column.vocabulary:
        return ", ".join(vocabularies.labels(spec.column.vocabulary, language))
    kind = spec.type.__name__
    if kind == "str":
        return say(_TEXT_UP_TO, most=spec.max_length) if spec.max_length else say(_TEXT)
    simple = {"int": _NUMBER, "Decimal": _AMOUNT, "date": _DAY_OR_MONTH if spec.column.month else _DAY}
    return say(simple[kind])


def example(spec: ColumnSpec, language: str) -> str:
    """Return a column's example as a person would type it."""
    if spec.column.vocabulary and spec.column.example:
        return speaker(language)(vocabularies.label(spec.column.vocabulary, spec.column.example))
    return speaker(language)(spec.column.example) if spec.column.example else ""


if __name__ == "__main__":
    (PROJECT / "data" / "README.md").write_text(reference(), encoding="utf-8")
