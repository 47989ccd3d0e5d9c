"""A new deployment: its folder, and a register's files with one row of examples where one is needed."""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from pipelines.contracts.base import Table
from pipelines.contracts.register import REGISTER
from pipelines.errors import NotPossibleNow
from pipelines.locale import LANGUAGES

FOLDERS = ("landing", "refused", "warehouse", "releases")
_HIDDEN_LOCK, _HIDDEN_COPY = ".*.lock", ".backing-up"
"""The hidden files of a deployment: its locks, and what a backup that was stopped had begun to copy."""

Row = Mapping[str, str]


class NotEmpty(NotPossibleNow):
    """The folder holds something already."""


def start(home: Path, today: date, languages: tuple[str, ...] = LANGUAGES) -> Path:
    """Make a deployment's folder and return the folder of its example register, to be filled in and loaded.

    It is of a plan in these `languages`, whose first round opens in the month after `today`.

    Raises:
        NotEmpty: `home` holds something already, be it hidden files of a deployment.
    """
    if not is_unused(home):
        raise NotEmpty(f"{home} is not empty: choose another folder")
    for name in FOLDERS:
        (home / name).mkdir(parents=True)
    return write_example_register(home / "register", today, languages)


def is_unused(folder: Path) -> bool:
    """Say whether a folder is not there, or holds nothing but an account's hidden files, such as .bashrc."""
    return not folder.exists() or all(
        each.name.startswith(".") and not each.match(_HIDDEN_LOCK) and each.name != _HIDDEN_COPY
        for each in folder.iterdir()
    )


def write_example_register(folder: Path, today: date, languages: tuple[str, ...] = LANGUAGES) -> Path:
    """Write one CSV file for each sheet of the register into `folder`; return it.

    There is one theme, one partner, one round and one action that has neither title nor lead yet.
    """
    folder.mkdir(parents=True)
    own = _own_values(today, languages)
    for table in REGISTER.in_languages(languages).sheet_tables():
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [spec.name for spec in table.asked_columns])
            writer.writeheader()
            if table.name in own:
                writer.writerow({**_examples(table), **own[table.name]})
    return folder


def _examples(table: Table) -> Row:
    """Return the contract's example of each column that is needed."""
    return {spec.name: spec.column.example for spec in table.asked_columns if spec.is_required}


def _own_values(today: date, languages: tuple[str, ...]) -> dict[str, Row]:
    """Return, by the tables that need a row, what is not an example."""
    opens_on = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    after = {"opens_on": 0, "due_on": 10, "closes_on": 14, "review_on": 20, "publish_on": 27}
    return {
        "plan": {"languages": ";".join(languages), "action_count": "1"},
        "themes": {},
        "partners": {},
        "actions": {"action_id": "A01", "position": "1"},
        "rounds": {
            "round_id": f"{opens_on:%Y-%m}",
            **{column: (opens_on + timedelta(days)).isoformat() for column, days in after.items()},
        },
    }
