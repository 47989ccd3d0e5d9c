"""A corpus of broken, hostile and odd files, made anew from a seed, each with the answer that it has to get.

`answer` is the code of the first problem, or None if the file is accepted; `warnings` are codes that have to
be on the receipt of an accepted file.
"""

import io
import random
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.support.door import a_return, on_track
from tests.support.ods import ods

SEED = 20261122
HEADER = ["action_id", "stage", "rating", "what_happened", "words_language"]
ROW = ["A01", "in_progress", "on_track", "The lease was signed.", "en"]
LINE = ",".join(ROW)
CSV = f"{','.join(HEADER)}\n{LINE}\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
CLIMBING = {
    "climbs": "../../evil.txt",
    "climbs from within": "xl/worksheets/../../../evil.txt",
    "climbs with the other stroke": "xl\\..\\..\\evil.txt",
    "is absolute": "/etc/evil.txt",
    "is absolute elsewhere": "\\evil.txt",
    "has a drive": "C:evil.txt",
}
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Case:
    """One file of the corpus, and the answer that it has to get."""

    name: str
    file: str
    content: bytes
    answer: str | None = None
    warnings: frozenset[str] = frozenset()
    rows: int | None = None


@cache
def good() -> bytes:
    """Return a workbook that is right in every way."""
    with tempfile.TemporaryDirectory() as folder:
        return a_return(Path(folder) / "r.xlsx", [on_track()]).read_bytes()


def book(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    """Return a workbook that `fill` writes into (book, sheet of updates)."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    sheet = workbook.add_worksheet("Updates")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ROW)
    fill(workbook, sheet)
    workbook.close()
    return buffer.getvalue()


def repacked(changes: dict[str, bytes | None], content: bytes | None = None) -> bytes:
    """Return a workbook with some parts replaced, added, or (None) left out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or good())) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename not in changes:
                new.writestr(entry.filename, old.read(entry))
        for name, part in changes.items():
            if part is not None:
                new.writestr(name, part)
    return buffer.getvalue()


def part(name: str, content: bytes | None = None) -> bytes:
    """Return a part of the good workbook."""
    with zipfile.ZipFile(io.BytesIO(content or good())) as archive:
        return archive.read(name)


def replaced(name: str, pattern: bytes, by: bytes, content: bytes | None = None) -> bytes:
    """Return the good workbook with something in a part replaced."""
    changed, count = re.subn(pattern, by, part(name, content), count=1)
    assert count == 1, name
    return repacked({name: changed}, content)


def zipped(**parts: bytes) -> bytes:
    """Return a plain zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def not_workbooks() -> list[Case]:
    """Return files of other kinds, whatever their name says."""
    html = b"<html><body><table><tr><td>A01</td></tr></table></body></html>"
    spreadsheet = DECLARATION + b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    flat = DECLARATION + b"<office:document office:version='1.3'></office:document>"
    return [
        Case("empty", "r.xlsx", b"", "file_empty"),
        Case("only spaces", "r.csv", b" \r\n\t\n", "file_empty"),
        Case("only a byte order mark", "r.csv", b"\xef\xbb\xbf", "file_empty"),
        Case("only zero bytes", "r.xlsx", bytes(5000), "file_empty"),
        Case("PDF named as a workbook", "r.xlsx", b"%PDF-1.7\n1 0 obj", "not_a_workbook"),
        Case("PDF that is also a zip", "r.xlsx", b"%PDF-1.7\n" + good(), "not_a_workbook"),
        Case("picture", "r.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "not_a_workbook"),
        Case("photograph", "r.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "not_a_workbook"),
        Case("rich text file", "r.rtf", b"{\\rtf1 hello}", "not_a_workbook"),
        Case("web page named as a workbook", "r.xls", html, "not_a_workbook"),
        Case("spreadsheet XML of 2003", "r.xml", spreadsheet, "not_a_workbook"),
        Case("flat OpenDocument", "r.fods", flat, "not_a_workbook"),
        Case(
            "Word document",
            "r.xlsx",
            zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>"}),
            "not_a_workbook",
        ),
        Case("plain zip", "r.zip", zipped(a=b"a"), "not_a_workbook"),
        Case("zip of nothing", "r.xlsx", zipped(), "not_a_workbook"),
        Case("database", "r.xlsx", b"SQLite format 3\x00" + bytes(500), "not_a_workbook"),
        Case("old workbook", "r.xls", OLE + bytes(2000), "old_workbook"),
        Case("old letter", "r.doc", OLE + "WordDocument".encode("utf-16-le"), "not_a_workbook"),
        Case(
            "binary workbook",
            "r.xlsb",
            zipped(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"}),
            "binary_workbook",
        ),
        Case("program that unpacks itself", "r.exe", b"MZ\x90\x00" + good(), "nul_characters"),
        Case(
            "packed with gzip",
            "r.csv.gz",
            b"\x1f\x8b\x08\x00" + bytes(8) + zlib.compress(CSV.encode()),
            "nul_characters",
        ),
        Case("noise", "r.csv", random.Random(SEED).randbytes(20_000), "nul_characters"),
        Case("data of another kind", "r.csv", b'{"action_id": "A01", "stage": "complete"}', "no_table"),
        Case("a letter", "r.csv", b"Dear all,\nthe lease was signed.\n", "no_table"),
    ]


def locked_and_loaded() -> list[Case]:
    """Return workbooks that carry more than cells."""
    encrypted = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    types = part("[Content_Types].xml").replace(
        b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    )
    laughs = DECLARATION + b'<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>'
    outside = DECLARATION + b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'
    updates = {"Updates": [HEADER, ROW]}
    dde = '<office:dde-source office:dde-application="cmd" xmlns:office="o"/>'
    return [
        Case("encrypted workbook", "r.xlsx", encrypted, "encrypted"),
        Case("zip with encrypted parts", "r.xlsx", _flagged(good()), "encrypted"),
        Case(
            "encrypted OpenDocument",
            "r.ods",
            ods(updates, manifest="<manifest:encryption-data/>"),
            "encrypted",
        ),
        Case("macros", "r.xlsm", repacked({"xl/vbaProject.bin": b"x"}), "macros"),
        Case("type of a workbook with macros", "r.xlsx", repacked({"[Content_Types].xml": types}), "macros"),
        Case("macro sheet", "r.xlsx", repacked({"xl/macrosheets/sheet1.xml": b"<m/>"}), "macros"),
        Case("OpenDocument with macros", "r.ods", ods(updates, **{"Basic/script-lc.xml": "<b/>"}), "macros"),
        Case(
            "links to other files",
            "r.xlsx",
            repacked({"xl/externalLinks/externalLink1.xml": b"<e/>"}),
            "external_links",
        ),
        Case("data connections", "r.xlsx", repacked({"xl/connections.xml": b"<c/>"}), "external_links"),
        Case(
            "query tables", "r.xlsx", repacked({"xl/queryTables/queryTable1.xml": b"<q/>"}), "external_links"
        ),
        Case("OpenDocument with DDE", "r.ods", ods(updates, extra=dde), "external_links"),
        Case("embedded file", "r.xlsx", repacked({"xl/embeddings/oleObject1.bin": b"x"}), "embedded_objects"),
        Case("controls", "r.xlsx", repacked({"xl/activeX/activeX1.xml": b"<a/>"}), "embedded_objects"),
        Case(
            "OpenDocument with an object",
            "r.ods",
            ods(updates, **{"Object 1/content.xml": "<o/>"}),
            "embedded_objects",
        ),
        Case("workbook in a workbook", "r.xlsx", repacked({"xl/media/inner.png": good()}), "nested_archive"),
        Case("billion laughs", "r.xlsx", repacked({"xl/sharedStrings.xml": laughs}), "xml_entities"),
        Case("external entity", "r.xlsx", repacked({"xl/workbook.xml": outside}), "xml_entities"),
        Case(
            "external entity in OpenDocument",
            "r.ods",
            repacked({"content.xml": outside}, ods(updates)),
            "xml_entities",
        ),
    ]


def broken() -> list[Case]:
    """Return workbooks that are not whole."""
    flipped = bytearray(good())
    place = good().find(b"PK\x01\x02")
    flipped[place + 16] ^= 0xFF
    lost = repacked({SHEET: None})
    elsewhere = replaced("xl/_rels/workbook.xml.rels", rb"worksheets/sheet1\.xml", b"../../../etc/passwd")
    return [
        Case("cut in half", "r.xlsx", good()[: len(good()) // 2], "damaged"),
        Case("without its last bytes", "r.xlsx", good()[:-30], "damaged"),
        Case("wrong check sum", "r.xlsx", bytes(flipped), "damaged"),
        Case("part named twice", "r.xlsx", _twice(good()), "part_twice"),
        Case(
            "part named twice but for its case",
            "r.xlsx",
            repacked({"XL/Workbook.xml": b"<w/>"}),
            "part_twice",
        ),
        Case(
            "part named twice by another way",
            "r.xlsx",
            repacked({"xl/./workbook.xml": b"<w/>"}),
            "part_twice",
        ),
        *(
            Case(f"part with a name that {how}", "r.xlsx", repacked({name: b"x"}), "part_climbs_out")
            for how, name in CLIMBING.items()
        ),
        Case("sheet that is missing", "r.xlsx", lost, "damaged"),
        Case("sheet that is elsewhere", "r.xlsx", elsewhere, "damaged"),
        Case("sheet that is no XML", "r.xlsx", repacked({SHEET: b"<worksheet><sheetData><row"}), "damaged"),
        Case(
            "tags that never end",
            "r.xlsx",
            replaced(SHEET, rb"<sheetData>", b"<sheetData>" + b"<c " * 60_000),
            "damaged",
        ),
        Case("cell before the first", "r.xlsx", replaced(SHEET, rb'r="A2"', b'r="A0"'), "damaged"),
        Case(
            "text that is not in the list",
            "r.xlsx",
            replaced(SHEET, rb"<v>0</v>", b"<v>99999</v>"),
            "damaged",
        ),
    ]


def enormous() -> list[Case]:
    """Return files that are far larger than a return, or say that they are."""
    zeros = bytes(30_000_000)
    far_down = replaced(
        SHEET, rb"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    )
    far_right = replaced(SHEET, rb"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>')
    beyond = replaced(
        SHEET, rb"</sheetData>", b'<row r="9"><c r="ZZZZ99999999"><v>1</v></c></row></sheetData>'
    )
    many = [HEADER, *([f"A{number:02d}"] for number in range(12_000))]
    repeated = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )
    wide = ",".join(f"c{number}" for number in range(61))
    return [
        Case("file of three megabytes", "r.csv", CSV.encode() + b" " * 3_000_000, "file_too_large"),
        Case("zip bomb", "r.xlsx", repacked({"xl/media/big.bin": zeros}), "unpacks_too_large"),
        Case(
            "small zip bomb", "r.xlsx", repacked({"xl/media/big.bin": zeros[:5_000_000]}), "unpacks_too_large"
        ),
        Case(
            "bomb that lies about its size",
            "r.xlsx",
            _lying(repacked({"xl/media/big.bin": zeros})),
            "damaged",
        ),
        Case(
            "three hundred parts",
            "r.xlsx",
            repacked({f"xl/x{number}.bin": b"x" for number in range(300)}),
            "too_many_entries",
        ),
        Case(
            "eleven sheets",
            "r.xlsx",
            book(lambda b, s: [b.add_worksheet() for _ in range(10)]),
            "too_many_sheets",
        ),
        Case("cell in the last row there is", "r.xlsx", far_down, "too_many_rows"),
        Case("cell in the last column there is", "r.xlsx", far_right, "too_many_columns"),
        Case("cell beyond any sheet", "r.xlsx", beyond, "too_many_rows"),
        Case(
            "twelve thousand and one rows",
            "r.xlsx",
            book(lambda b, s: [s.write_row(n, 0, row) for n, row in enumerate(many)]),
            "too_many_rows",
        ),
        Case(
            "twelve thousand and one lines",
            "r.csv",
            (CSV + "A01,\n" * 12_000).encode(),
            "too_many_rows",
        ),
        Case(
            "OpenDocument row repeated a million times",
            "r.ods",
            ods({"Updates": [HEADER]}, extra=repeated),
            "too_many_rows",
        ),
        Case("sixty-one columns", "r.csv", f"{wide}\n".encode(), "too_many_columns"),
        Case("a line of commas", "r.csv", b"," * 1_900_000, "too_many_columns"),
        Case(
            "cell of five thousand letters",
            "r.xlsx",
            book(lambda b, s: s.write_string(1, 3, "x" * 5000)),
            "cell_too_long",
        ),
        Case(
            "field of five thousand letters",
            "r.csv",
            CSV.replace("The lease", "x" * 5000).encode(),
            "cell_too_long",
        ),
        Case(
            "field of a million letters", "r.csv", b'action_id,stage\n"' + b"x" * 1_000_000, "cell_too_long"
        ),
    ]


def odd_texts() -> list[Case]:
    """Return text files as programs write them."""
    welsh = CSV.replace("The lease was signed", "Llofnodwyd y tŷ â'r to")
    french = CSV.replace("The lease was signed", "The café has opened").replace(",", ";")
    return [
        Case("byte order mark", "r.csv", b"\xef\xbb\xbf" + welsh.encode(), rows=1),
        Case(
            "semicolons in cp1252",
            "r.csv",
            french.encode("cp1252"),
            None,
            frozenset({"read_as_encoding", "read_as_separated"}),
            1,
        ),
        Case(
            "tabs in UTF-16",
            "r.txt",
            welsh.replace(",", "\t").encode("utf-16"),
            None,
            frozenset({"read_as_encoding"}),
            1,
        ),
        Case("line ends of an old Mac", "r.csv", CSV.replace("\n", "\r").encode(), rows=1),
        Case("line ends of Windows", "r.csv", CSV.replace("\n", "\r\n").encode(), rows=1),
        Case("blank lines", "r.csv", CSV.replace("\n", "\n\n,,,,\n").encode(), rows=1),
        Case("text named as a workbook", "r.xlsx", CSV.encode(), None, frozenset({"name_differs"}), 1),
        Case("zero byte in a field", "r.csv", CSV.replace("lease", "le\x00ase").encode(), "nul_characters"),
        Case("quotation that never ends", "r.csv", CSV.replace("The lease", '"The lease').encode(), rows=1),
        Case("ragged lines", "r.csv", f"{CSV}A02,complete\n".encode(), "completed_on_missing"),
        Case("headers only", "r.csv", f"{','.join(HEADER)}\n".encode(), None, frozenset({"no_rows"}), 0),
        Case(
            "headers twice",
            "r.csv",
            f"{CSV.splitlines()[0]}\n{CSV}".encode(),
            None,
            frozenset({"second_header_ignored"}),
            1,
        ),
        Case("separator line of Excel", "r.csv", f"sep=,\n{CSV}".encode(), rows=1),
        Case(
            "hidden characters in a cell",
            "r.csv",
            CSV.replace("lease", "le\u202ease").encode(),
            None,
            frozenset({"characters_removed"}),
            1,
        ),
        Case("name that reads backwards", "return\u202excod.csv", CSV.encode(), "file_name_unsafe"),
        Case("name with two endings", "r.xlsx.exe", good(), rows=1),
        Case("name without an ending", "r", good(), rows=1),
        Case("very long name", f"{'r' * 200}.csv", CSV.encode(), rows=1),
    ]


def odd_workbooks() -> list[Case]:
    """Return workbooks as people make them."""

    def dates(day: date) -> Callable[[Any, Any], None]:
        def fill(workbook: Any, sheet: Any) -> None:
            sheet.write_string(0, 5, "next_news_by")
            sheet.write_datetime(1, 5, day, workbook.add_format({"num_format": "dd/mm/yyyy"}))

        return fill

    def number(value: float) -> Callable[[Any, Any], None]:
        return lambda _, sheet: [sheet.write_string(0, 5, "next_news_by"), sheet.write_number(1, 5, value)]

    def second_sheet(state: str) -> Callable[[Any, Any], None]:
        def fill(workbook: Any, sheet: Any) -> None:
            workbook.add_worksheet("Cover").activate()
            sheet.hide() if state == "hidden" else sheet.very_hidden()

        return fill

    hidden = frozenset({"sheet_hidden"})
    inline = replaced(
        SHEET, rb'<c r="D2" t="s"><v>\d+</v></c>', b'<c r="D2" t="inlineStr"><is><t>Signed.</t></is></c>'
    )
    numbered = number(45500)
    to_the_end = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return [
        Case(
            "merged headers",
            "r.xlsx",
            book(lambda b, s: s.merge_range(0, 0, 0, 1, "stage")),
            "column_missing",
        ),
        Case(
            "cell merged over two actions",
            "r.xlsx",
            book(lambda b, s: [s.write_string(2, 0, "A02"), s.merge_range(1, 1, 2, 1, "complete")]),
            "cells_merged",
        ),
        Case(
            "empty cells merged below the rows",
            "r.xlsx",
            book(lambda b, s: s.merge_range(7, 1, 9, 1, "")),
            rows=1,
        ),
        Case(
            "merged cell beside the columns",
            "r.xlsx",
            book(lambda b, s: s.merge_range(1, 8, 3, 8, "For the office")),
            None,
            frozenset({"column_ignored"}),
            1,
        ),
        Case(
            "two sheets alike",
            "r.xlsx",
            book(lambda b, s: b.add_worksheet("Diweddariadau").write_row(0, 0, HEADER)),
            "sheet_twice",
        ),
        Case(
            "two header rows",
            "r.xlsx",
            book(
                lambda b, s: [
                    s.write_row(
                        1,
                        0,
                        ["Rhif y cam gweithredu", "Cyfnod", "Sgôr", "Beth ddigwyddodd", "Iaith eich geiriau"],
                    ),
                    s.write_row(2, 0, ROW),
                ]
            ),
            None,
            frozenset({"second_header_ignored"}),
            1,
        ),
        Case(
            "hidden rows",
            "r.xlsx",
            book(
                lambda b, s: [
                    s.write_row(2, 0, ["A02", *ROW[1:]]),
                    s.set_row(2, None, None, {"hidden": True}),
                ]
            ),
            rows=2,
        ),
        Case("hidden sheet", "r.xlsx", book(second_sheet("hidden")), None, hidden, 1),
        Case("sheet hidden from menus", "r.xlsx", book(second_sheet("very hidden")), None, hidden, 1),
        Case(
            "formula with its value",
            "r.xlsx",
            book(lambda b, s: s.write_formula(1, 3, '="Sig"&"ned."', None, "Signed.")),
            rows=1,
        ),
        Case(
            "formula without a value",
            "r.xlsx",
            book(lambda b, s: s.write_formula(1, 2, "=B1", None, "")),
            "cell_in_error",
        ),
        Case(
            "formula whose value is an empty text",
            "r.xlsx",
            replaced(SHEET, rb'<c r="D2" t="s"><v>\d+</v></c>', b'<c r="D2" t="str"><f>""</f><v></v></c>'),
            rows=1,
        ),
        Case(
            "cell in error",
            "r.xlsx",
            book(lambda b, s: s.write_formula(1, 3, "=1/0", None, "#DIV/0!")),
            "cell_in_error",
        ),
        Case("error as text", "r.xlsx", book(lambda b, s: s.write_string(1, 3, "#REF!")), "cell_in_error"),
        Case("day of 1900", "r.xlsx", book(dates(date(1900, 3, 1))), "date_out_of_range"),
        Case(
            "workbook that counts from 1904", "r.xlsx", book(dates(date(2024, 9, 1)), date_1904=True), rows=1
        ),
        Case("number for a day", "r.xlsx", book(numbered), None, frozenset({"date_from_number"}), 1),
        Case(
            "number for a day, counted from 1904", "r.xlsx", book(numbered, date_1904=True), "date_unreadable"
        ),
        Case("number that is no day", "r.xlsx", book(number(-1e300)), "date_unreadable"),
        Case(
            "rich text",
            "r.xlsx",
            book(lambda b, s: s.write_rich_string(1, 3, "The ", b.add_format({"bold": True}), "lease")),
            rows=1,
        ),
        Case("text in the cell itself", "r.xlsx", inline, rows=1),
        Case("notes beside cells", "r.xlsx", book(lambda b, s: s.write_comment(1, 3, "Ask Sam")), rows=1),
        Case(
            "links in cells",
            "r.xlsx",
            book(lambda b, s: s.write_url(1, 7, "https://example.org")),
            None,
            frozenset({"column_ignored"}),
            1,
        ),
        Case("protected sheet", "r.xlsx", book(lambda b, s: s.protect("x")), rows=1),
        Case(
            "filtered and frozen",
            "r.xlsx",
            book(lambda b, s: [s.autofilter(0, 0, 1, 4), s.freeze_panes(1, 0)]),
            rows=1,
        ),
        Case(
            "formula as text", "r.xlsx", book(lambda b, s: s.write_string(1, 3, "=cmd|'/c calc'!A1")), rows=1
        ),
        Case(
            "markup as text",
            "r.xlsx",
            book(lambda b, s: s.write_string(1, 3, "<b>![a](http://x) $5 :red[x]</b>")),
            rows=1,
        ),
        Case("chart", "r.xlsx", book(lambda b, s: s.insert_chart("H2", _chart(b))), rows=1),
        Case(
            "other sheets",
            "r.xlsx",
            book(lambda b, s: b.add_worksheet("Workings").write(0, 0, "x")),
            None,
            frozenset({"sheet_ignored"}),
            1,
        ),
        Case("parts with dots in their names", "r.xlsx", repacked({"xl/a..b/.c.txt": b"x"}), rows=1),
        Case(
            "formats down to the last row",
            "r.xlsx",
            replaced(SHEET, rb"</sheetData>", b'<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'),
            rows=1,
        ),
        Case("OpenDocument", "r.ods", ods({"Updates": [HEADER, ROW]}), rows=1),
        Case(
            "OpenDocument with an error",
            "r.ods",
            ods({"Updates": [HEADER, [*ROW[:3], "Err:502", "en"]]}),
            "cell_in_error",
        ),
        Case(
            "OpenDocument with a cell merged over two actions",
            "r.ods",
            replaced(
                "content.xml",
                rb'<table:table-cell( office:value-type="string"><text:p>The lease)',
                rb'<table:table-cell table:number-rows-spanned="2"\1',
                ods({"Updates": [HEADER, ROW, ["A02", *ROW[1:3], None, "en"]]}),
            ),
            "cells_merged",
        ),
        Case(
            "OpenDocument down to the last row",
            "r.ods",
            ods(
                {"Updates": [HEADER, ROW]},
                extra=to_the_end,
            ),
            rows=1,
        ),
        Case("workbook named as text", "r.csv", good(), None, frozenset({"name_differs"}), 1),
    ]


def corpus() -> list[Case]:
    """Return every file of the corpus."""
    return [
        *not_workbooks(),
        *locked_and_loaded(),
        *broken(),
        *enormous(),
        *odd_texts(),
        *odd_workbooks(),
    ]


def write(folder: Path, cases: Sequence[Case]) -> dict[str, Path]:
    """Write files below `folder`, each in a folder of its own so that it keeps its name; return where."""
    paths = {}
    for number, case in enumerate(cases):
        paths[case.name] = folder / str(number) / case.file
        paths[case.name].parent.mkdir(parents=True)
        paths[case.name].write_bytes(case.content)
    return paths


def _chart(workbook: Any) -> Any:
    chart = workbook.add_chart({"type": "column"})
    chart.add_series({"values": "=Updates!$A$1:$A$2"})
    return chart


def _flagged(content: bytes) -> bytes:
    """Mark every part as encrypted, in its own header and in the directory."""
    return _at_headers(content, {b"PK\x03\x04": 6, b"PK\x01\x02": 8}, lambda flags: flags | 1, "<H")


def _lying(content: bytes) -> bytes:
    """Let every part claim to be ten bytes long."""
    return _at_headers(content, {b"PK\x03\x04": 22, b"PK\x01\x02": 24}, lambda _: 10, "<I")


def _at_headers(content: bytes, offsets: dict[bytes, int], change: Callable[[int], int], form: str) -> bytes:
    changed = bytearray(content)
    for magic, offset in offsets.items():
        for match in re.finditer(re.escape(magic), content):
            place = match.start() + offset
            (value,) = struct.unpack_from(form, changed, place)
            struct.pack_into(form, changed, place, change(value))
    return bytes(changed)


def _twice(content: bytes) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        name = archive.namelist()[0]
        archive.fp.seek(0, 2)  # type: ignore[union-attr]
        entry = zipfile.ZipInfo(name)
        archive.NameToInfo.pop(name)
        archive.writestr(entry, b"again")
    return buffer.getvalue()
