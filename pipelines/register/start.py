"""A new deployment: its folder, and a register's files with headers and nothing in them yet."""

import csv
from pathlib import Path

from pipelines.contracts.register import REGISTER
from pipelines.errors import NotPossibleNow
from pipelines.locale import LANGUAGES

FOLDERS = ("landing", "refused", "warehouse", "releases")


class NotEmpty(NotPossibleNow):
    """The folder holds something already."""


def start(home: Path, languages: tuple[str, ...] = LANGUAGES) -> Path:
    """Make a deployment's folder and return the folder of its empty register, to be filled and loaded.

    It has the columns of a plan in these `languages`.

    Raises:
        NotEmpty: `home` holds something already.
    """
    if home.exists() and any(home.iterdir()):
        raise NotEmpty(f"{home} is not empty: choose another folder")
    for name in FOLDERS:
        (home / name).mkdir(parents=True)
    return write_empty_register(home / "register", languages)


def write_empty_register(folder: Path, languages: tuple[str, ...] = LANGUAGES) -> Path:
    """Write one CSV file for each sheet of the register, with its headers, into `folder`; return it."""
    folder.mkdir(parents=True)
    for table in REGISTER.in_languages(languages).sheet_tables():
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow(spec.name for spec in table.asked_columns)
    return folder
