"""Charts as SVG: the app's own specification, drawn once for each state of it."""

import re
from copy import copy
from xml.etree import ElementTree

import vl_convert
from markupsafe import Markup

from dashboard.charts.bars import Drawing

WIDTH = 360
"""How wide a chart is: a phone shows it nearly as large as it is drawn."""

SVG = "http://www.w3.org/2000/svg"
SHAPES = frozenset({"svg", "g", "path", "rect", "text", "line"})
KEPT = frozenset(
    {
        *("d", "fill", "fill-opacity", "font-family", "font-size", "font-weight", "height", "opacity"),
        *("stroke", "stroke-miterlimit", "stroke-width", "text-anchor", "transform", "viewBox", "width"),
        *("x", "x1", "x2", "y", "y1", "y2"),
    }
)
_LONG = re.compile(r"-?\d+\.\d{2,}")


_drawings: dict[str, ElementTree.Element] = {}
"""What was drawn, by the chart: earlier rounds' charts stand in every later release again."""


def svg_of(chart: Drawing, alt_text: str) -> Markup:
    """Return a chart as an SVG element that is read out as its words."""
    if repr(chart) not in _drawings:
        _drawings[repr(chart)] = _drawn(chart)
    drawn = copy(_drawings[repr(chart)])
    drawn.attrib |= {"xmlns": SVG, "role": "img", "aria-label": alt_text, "class": "picture"}
    return Markup(ElementTree.tostring(drawn, encoding="unicode"))


def _drawn(chart: Drawing) -> ElementTree.Element:
    """Return the shapes of a chart and nothing else of what Vega writes."""
    root = ElementTree.fromstring(vl_convert.vegalite_to_svg(chart.to_dict() | {"width": WIDTH}))
    _reduce(root)
    return root


def _reduce(element: ElementTree.Element) -> None:
    element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    element.attrib = {
        name: _LONG.sub(_short, value) for name, value in element.attrib.items() if name in KEPT
    }
    for child in list(element):
        if child.tag.removeprefix(f"{{{SVG}}}") in SHAPES and child.get("class") != "background":
            _reduce(child)
        else:
            element.remove(child)


def _short(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 1):g}"
