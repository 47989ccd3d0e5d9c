"""The files of the releases, as links that need no log-in: each table, each whole release."""

from dashboard.components.blocks import Block, block, file_link, folded, named, parted
from dashboard.components.context import Reading
from dashboard.components.tables import scrolling
from dashboard.locale.translator import Words, mark
from dashboard.queries.files import Table, release_ids, tables, whole_files

ABOUT = {
    "plan.xlsx": mark("everything in one workbook, for Excel or LibreOffice"),
    "datapackage.json": mark("what each table and column means"),
    "dataset.jsonld": mark("the same for data catalogues"),
    "release.json": mark("what it was made from"),
    "checksums.txt": mark("a checksum of each file"),
    "README.txt": mark("how to read them"),
}


def whole_release(run: Reading) -> Block:
    """Return the files that hold or describe the whole release."""
    words, release_id = run.words, run.book.release.release_id
    items = [
        block(
            "li",
            file_link(name, f"{release_id}/{name}", release_id),
            f": {words.say(ABOUT[name])} ({words.size(count)})",
        )
        for name, count in whole_files(run.book.folder).items()
    ]
    return block("ul", *items, kind="plain")


def table_files(run: Reading) -> Block:
    """Return each table of the release as CSV and as Parquet, folded up."""
    words, release_id = run.words, run.book.release.release_id
    title = words.say("Each table by itself")
    head = block("tr", *(block("th", text, scope="col") for text in (words.say("Table"), "CSV", "Parquet")))
    rows = [_table(table, release_id, words) for table in tables(run.book.folder)]
    built = block("table", block("thead", head), block("tbody", *rows), kind="files")
    return folded(title, scrolling(built, title))


def table_titles(run: Reading) -> dict[str, str]:
    """Return what each table of the release is called in the reader's language."""
    found = tables(run.book.folder)
    titles = {table.name: run.words.pick(table.title_en, table.title_cy) for table in found}
    return {name: title.text for name, title in titles.items() if title}


def earlier_releases(run: Reading) -> Block | None:
    """Return the releases before this one, folded up; they stay as they were published."""
    releases = run.book.releases
    if releases is None:
        return None
    words, positions = run.words, {found.round_id: found.position for found in run.book.rounds}
    others = [name for name in release_ids(releases, positions) if name != run.book.release.release_id]
    items = [
        block(
            "li",
            f"{name}: ",
            *parted([file_link(file, f"{name}/{file}", name) for file in whole_files(releases / name)]),
        )
        for name in others
    ]
    return folded(words.say("Earlier releases"), block("ul", *items, kind="plain")) if items else None


def _table(table: Table, release_id: str, words: Words) -> Block:
    title = named(table.title_en, table.title_cy, words)
    files = (("CSV", "csv", table.csv_bytes), ("Parquet", "parquet", table.parquet_bytes))
    return block(
        "tr",
        block("th", title, scope="row"),
        *(
            block(
                "td",
                file_link(text, f"{release_id}/{end}/{table.name}.{end}", table.name),
                f" ({words.size(count)})",
            )
            for text, end, count in files
        ),
    )
