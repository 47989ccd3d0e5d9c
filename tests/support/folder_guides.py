"""Which file is which, in each folder of more than ten: made of what each file says of itself.

`python -m tests.support.folder_guides` writes them all; `make format` does.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from pipelines.settings import PROJECT

SIDES = ("pipelines", "dashboard", "tests")
MANY = 10
NAME = "README.md"
_PACKAGE = "__init__.py"
_HEAD = ["| | |", "|---|---|"]
_COMMENTS = {".css": ("/*", "*/"), ".js": ("//", "\n"), ".mjs": ("//", "\n")}


def guides() -> Iterator[tuple[Path, str]]:
    """Return each folder's guide: where it stands, and its text."""
    for folder in _folders():
        files = _files(folder)
        if len(files) > MANY:
            yield folder / NAME, _guide(folder, files)


def left_over() -> list[Path]:
    """Return the guides of folders that have few files by now."""
    made = {place for place, _ in guides()}
    found = {folder / NAME for folder in _folders()} - made
    return [file for file in found if file.exists() and "\n".join(_HEAD) in file.read_text(encoding="utf-8")]


def _folders() -> list[Path]:
    return sorted({file.parent for side in SIDES for file in (PROJECT / side).rglob("*.py")})


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.iterdir()) if _told(file) and file.name != _PACKAGE]


def _guide(folder: Path, files: list[Path]) -> str:
    """Return a folder's guide: its own words, the folders in it, its files."""
    title, own = folder.relative_to(PROJECT).as_posix(), _told(folder / _PACKAGE)
    folders = [(f"{each.name}/", _told(each / _PACKAGE)) for each in sorted(folder.iterdir())]
    rows = [*(row for row in folders if row[1]), *((file.name, _told(file)) for file in files)]
    table = [f"| {_named(folder, name)} | {told.replace('|', chr(92) + '|')} |" for name, told in rows]
    return "\n".join([f"# {title}", "", *([own, ""] if own else []), *_HEAD, *table, ""])


def _named(folder: Path, name: str) -> str:
    """Return a file's or a folder's name; of a folder that has a guide too, as the way there."""
    has_guide = name.endswith("/") and len(_files(folder / name)) > MANY
    return f"[`{name}`]({name}{NAME})" if has_guide else f"`{name}`"


def _told(file: Path) -> str:
    """Return the first sentence or line that a file says of itself; empty where there is none."""
    if not file.is_file():
        return ""
    if file.suffix == ".py":
        said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
        return " ".join(said.split("\n\n")[0].split())
    start, end = _COMMENTS.get(file.suffix, ("", ""))
    text = file.read_text(encoding="utf-8") if start else ""
    return text.removeprefix(start).partition(end)[0].strip() if start and text.startswith(start) else ""


def main() -> None:
    """Write every guide, and remove those that no folder needs any more."""
    for place in left_over():
        place.unlink()
    for place, text in guides():
        place.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
