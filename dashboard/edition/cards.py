"""The picture beside a link that is sent to somebody: what the page is about, and how it stands.

Its file says in words what is drawn, for whoever cannot see it, and for a search of what is public.
"""

from functools import lru_cache
from io import BytesIO
from textwrap import wrap
from unicodedata import east_asian_width
from xml.etree import ElementTree

import vl_convert
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dashboard.charts.theme import INK, LOOKS, NAVY, WHITE, Look
from dashboard.edition.document import TEMPLATES

WIDTH, HEIGHT = 1200, 630
SIZES = (64, 50, 40)
"""In which sizes letters are written, the largest first."""

ROOM = 1050
"""How wide a line may be."""

NARROW, BROAD = frozenset(" .,:;'!|()[]/iIjlftr"), frozenset("mwMW@%—…")

LINES = 5
DESCRIPTION = "Description"
"""What the PNG specification calls the words that describe a picture."""

COLOURS = 48
"""How many colours a card needs, with the softened edges of its letters."""

PLAIN = Look("", WHITE, NAVY, INK)


def card(plan: str, title: str, said: str, headline: str | None, note: str) -> bytes:
    """Return a card as PNG: the plan, a title, a status or a sentence, and a demonstration's note."""
    size, lines = _fitted(title if headline else said)
    look = LOOKS[headline] if headline else PLAIN
    return _drawn(
        TEMPLATES.get_template("card.svg").render(
            width=WIDTH,
            height=HEIGHT,
            plan=_cut(plan, 60),
            heading="" if headline else _cut(title, 60),
            size=size,
            lines=lines,
            look=look,
            sign=look.sign,
            status=said if headline else "",
            status_width=130 + 24 * len(said),
            note=_cut(note, 92),
            ink=INK,
            navy=NAVY,
        )
    )


def _fitted(text: str) -> tuple[int, list[str]]:
    """Return the largest letters in which a text fits, and its lines; what does not fit is cut."""
    breadth = sum(map(_breadth, text)) / max(len(text), 1)
    for size in SIZES:
        letters = max(int(ROOM / (size * (breadth or 1))), 1)
        lines = wrap(text, letters)
        if len(lines) <= LINES:
            return size, lines
    return size, [*lines[: LINES - 1], _cut(" ".join(lines[LINES - 1 :]), letters)]


def _breadth(letter: str) -> float:
    """Return how broad a bold letter is beside its size, rather too much than too little."""
    if letter in NARROW:
        return 0.37
    if letter in BROAD or east_asian_width(letter) in "WF":
        return 1
    return 0.76 if letter.isupper() else 0.6


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


@lru_cache(maxsize=1024)
def _drawn(svg: str) -> bytes:
    """Return a drawing as PNG; one that the release before had as well is not drawn again."""
    with Image.open(BytesIO(vl_convert.svg_to_png(svg))) as drawn:
        few = drawn.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    told = PngInfo()
    told.add_itxt(DESCRIPTION, _said_in(svg))
    packed = BytesIO()
    few.save(packed, "png", pnginfo=told)
    return packed.getvalue()


def _said_in(svg: str) -> str:
    """Return the texts of a drawing, each on a line of its own."""
    texts = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return "\n".join(filter(None, (" ".join(text.itertext()).strip() for text in texts)))
