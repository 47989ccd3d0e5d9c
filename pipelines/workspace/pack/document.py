"""The pack as a Word document: real headings, tables whose header rows repeat, a picture with its words.

Its language is set, so that it is read out as it is written; the same pack makes the same bytes.
"""

import io
import zipfile
from datetime import datetime, time

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pipelines.workspace.pack.content import Entry, Pack, Table
from pipelines.workspace.pack.picture import picture_of

_FONT, _POINTS, _POINTS_OF_A_HEAD = "Arial", 12, 11
_COLOUR = RGBColor(0x12, 0x43, 0x6D)
_WIDTHS = {4: (42, 34, 60, 34), 5: (28, 48, 31, 31, 32)}
"""How wide the columns of a table are in millimetres, by how many it has."""

_DATED = (1980, 1, 1, 0, 0, 0)


def document_of(pack: Pack) -> bytes:
    """Return the pack as a .docx file."""
    document = Document()
    _set_up(document, pack)
    document.add_heading(pack.title, level=1)
    for line in filter(None, (pack.plan, pack.statement, *pack.lines)):
        document.add_paragraph(line)
    document.add_heading(pack.counts_title, level=2)
    _add_picture(document, pack)
    for section in pack.sections:
        document.add_heading(f"{section.title} ({len(section.entries)})", level=2)
        document.add_paragraph(section.meaning)
        for entry in section.entries:
            _add_entry(document, entry)
    _add_table(document, pack.decided)
    _add_table(document, pack.every)
    _repeat_headers(document)
    written = io.BytesIO()
    document.save(written)
    return _same_every_time(written.getvalue())


def _set_up(document: Doc, pack: Pack) -> None:
    """Set the page, the fonts, the language and what the document says of itself."""
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    for name, points in (("Normal", _POINTS), ("Heading 1", 20), ("Heading 2", 16), ("Heading 3", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(points)
        style.font.color.rgb = None if name == "Normal" else _COLOUR
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for each in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(each), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), f"{pack.language}-GB")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    properties, day = document.core_properties, datetime.combine(pack.meets_on, time())
    properties.title, properties.author, properties.subject = pack.title, pack.group, pack.plan
    properties.last_modified_by, properties.comments = pack.group, ""
    properties.language = f"{pack.language}-GB"
    properties.created = properties.modified = day


def _add_picture(document: Doc, pack: Pack) -> None:
    """Add the picture of the counts, with the same in words for whoever does not see it."""
    document.add_picture(io.BytesIO(picture_of(pack)), width=Mm(165))
    for drawing in document.element.body.iter(qn("wp:docPr")):
        drawing.set("descr", pack.counts_in_words)
        drawing.set("title", pack.counts_title)


def _add_entry(document: Doc, entry: Entry) -> None:
    document.add_heading(entry.name, level=3)
    for name, value in entry.facts:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(value)


def _add_table(document: Doc, table: Table) -> None:
    document.add_heading(table.title, level=2)
    if not table.rows:
        document.add_paragraph(table.nothing)
        return
    widths = _WIDTHS[len(table.columns)]
    grid = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    grid.autofit = False
    for cell, name in zip(grid.rows[0].cells, table.columns, strict=True):
        head = cell.paragraphs[0].add_run(name)
        head.bold, head.font.size = True, Pt(_POINTS_OF_A_HEAD)
    for row in table.rows:
        for cell, value in zip(grid.add_row().cells, row, strict=True):
            cell.text = value
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    for line in grid.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = Mm(width)


def _repeat_headers(document: Doc) -> None:
    """Mark each table's first row as its header, repeated on every page and read out; no row is split."""
    for table in document.element.body.iter(qn("w:tbl")):
        first = next(table.iter(qn("w:tr")))
        first.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in table.iter(qn("w:tr")):
            row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _same_every_time(content: bytes) -> bytes:
    """Return a document without the time at which it was packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DATED), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
