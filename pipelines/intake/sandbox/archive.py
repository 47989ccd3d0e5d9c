"""What kind of file it is, by its content, and whether a zipped workbook is one that may be opened.

Every part is unpacked once, streamed against the caps, before any parser sees it: sizes in a zip's
directory are the sender's claim, not a fact (conventions.md X3, X4).
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from pipelines.archive_names import wrong_name
from pipelines.intake.sandbox.refusal import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SQLITE = b"SQLite format 3\x00"
ODS_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
RATIO_COUNTS_FROM = 1_000_000
"""Unpacked bytes below which a high ratio means nothing: a sheet of empty rows packs very well."""

_CHUNK = 64 * 1024
_FORBIDDEN = {
    "macros": ("vbaproject", "basic/", "scripts/", "macrosheets/"),
    "external_links": ("externallinks/", "connections.xml", "querytables/"),
    "embedded_objects": ("embeddings/", "activex/", "oleobject", "ctrlprops/", "object "),
}
_OTHER_KINDS = ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"))
_DECLARATION = b"<?xml"


def kind_of(content: bytes) -> str:
    """Return `zip`, `sqlite3` or `text` for what `content` is, whatever its name says.

    Raises:
        Refused: it is a kind of file that no feed takes.
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Refused("file_empty")
    if content.startswith(b"PK"):
        return "zip"
    if content.startswith(SQLITE):
        return "sqlite3"
    if content.startswith(OLE):
        raise _old_office(content)
    for magic, kind in _OTHER_KINDS:
        if content.startswith(magic):
            raise Refused("not_a_workbook", kind=kind)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_DECLARATION):
        raise Refused("not_a_workbook", kind="XML")
    return "text"


def _old_office(content: bytes) -> Refused:
    """Return why a file of the old Office's kind is refused, by the streams that it names."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Refused("encrypted")
    if "WordDocument".encode("utf-16-le") in content:
        return Refused("not_a_workbook", kind="Word")
    return Refused("old_workbook")


def unpack(content: bytes, caps: dict[str, int]) -> dict[str, bytes]:
    """Return every part of a zipped workbook, by name.

    Raises:
        Refused: damaged, encrypted, too large, or holding something that may not come in.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist(), caps)
            return dict(_parts(archive, len(content), caps))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise Refused("damaged") from error


def workbook_format(parts: dict[str, bytes]) -> str:
    """Return `xlsx` or `ods`.

    Raises:
        Refused: the zip holds something else.
    """
    if parts.get("mimetype", b"").startswith(ODS_MIMETYPE) and "content.xml" in parts:
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise Refused("encrypted")
        return "ods"
    if "xl/workbook.bin" in parts:
        raise Refused("binary_workbook")
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise Refused("macros")
    if "[Content_Types].xml" in parts and "xl/workbook.xml" in parts:
        return "xlsx"
    if "word/document.xml" in parts:
        raise Refused("not_a_workbook", kind="Word")
    raise Refused("not_a_workbook", kind="zip")


def _check_entries(entries: list[zipfile.ZipInfo], caps: dict[str, int]) -> None:
    if len(entries) > caps["entries"]:
        raise Refused("too_many_entries", count=len(entries), most=caps["entries"])
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted")
    if wrong := wrong_name(entry.orig_filename for entry in entries):
        raise Refused(f"part_{wrong[0]}", value=wrong[1])
    for entry in entries:
        for code, marks in _FORBIDDEN.items():
            if any(mark in entry.filename.lower() for mark in marks):
                raise Refused(code)


def _parts(archive: zipfile.ZipFile, packed: int, caps: dict[str, int]) -> Iterator[tuple[str, bytes]]:
    unpacked = 0
    for entry in archive.infolist():
        pieces = []
        with archive.open(entry) as part:
            while piece := part.read(_CHUNK):
                unpacked += len(piece)
                if unpacked > caps["unpacked_bytes"]:
                    raise Refused("unpacks_too_large", most=caps["unpacked_bytes"] // 1_000_000)
                if unpacked > max(RATIO_COUNTS_FROM, packed * caps["ratio"]):
                    raise Refused("unpacks_too_large", most=caps["unpacked_bytes"] // 1_000_000)
                pieces.append(piece)
        content = b"".join(pieces)
        _check_part(entry.filename, content)
        yield entry.filename, content


def _check_part(name: str, content: bytes) -> None:
    if content.startswith(b"PK\x03\x04"):
        raise Refused("nested_archive")
    if name.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise Refused("xml_entities")
    if name == "content.xml" and (b"dde-source" in content or b"table:table-source" in content):
        raise Refused("external_links")
