"""Which cells of an OpenDocument spreadsheet are merged over several rows, which calamine does not say."""

from collections import defaultdict
from xml.parsers import expat

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_SHEET, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_DIGITS = 8


class _Places:
    """Where the parser stands, and the merged cells that it has passed, by sheet."""

    def __init__(self) -> None:
        self.merged: dict[str, list[list[int]]] = defaultdict(list)
        self._sheets: list[str] = []
        self._row = self._column = 1
        self._rows = 1

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element; a table inside a cell is no sheet."""
        if name == _SHEET:
            self._sheets.append(attributes.get(f"{_TABLE}name", ""))
            if len(self._sheets) == 1:
                self._row = 1
        elif len(self._sheets) != 1:
            return
        elif name == _ROW:
            self._column, self._rows = 1, _count(attributes, "number-rows-repeated")
        elif name in _CELLS:
            down, across = (_count(attributes, f"number-{each}-spanned") for each in ("rows", "columns"))
            if down > 1:
                last = [self._row + down - 1, self._column + across - 1]
                self.merged[self._sheets[0]].append([self._row, self._column, *last])
            self._column += _count(attributes, "number-columns-repeated")

    def closed(self, name: str) -> None:
        """Take in the end of an element."""
        if name == _SHEET:
            self._sheets.pop()
        elif name == _ROW and len(self._sheets) == 1:
            self._row += self._rows


def merged_in_ods(content: bytes) -> dict[str, list[list[int]]]:
    """Return the merged cells of several rows of `content.xml`, by sheet.

    Each is its first row, first column, last row and last column, counted from 1.

    Raises:
        expat.ExpatError: it is no XML.
    """
    places = _Places()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = places.opened, places.closed
    parser.Parse(content, True)
    return places.merged


def _count(attributes: dict[str, str], name: str) -> int:
    """Return how often something is repeated, or how far it reaches; 1 where that is not said."""
    said = attributes.get(f"{_TABLE}{name}", "")
    return max(int(said), 1) if said.isdecimal() and len(said) <= _MOST_DIGITS else 1
