"""How many actions have each headline, as a picture: bars with their words and numbers, in one colour."""

import io

from PIL import Image, ImageDraw, ImageFont

from pipelines.workspace.pack.content import Pack

_WIDTH, _LINE, _BAR, _NAMES, _MARGIN = 1200, 56, 34, 540, 20
_INK, _FILL, _PAPER = "#1d2733", "#12436D", "#ffffff"


def picture_of(pack: Pack) -> bytes:
    """Return the counts of a pack as a PNG picture."""
    font = ImageFont.load_default(30)
    image = Image.new("RGB", (_WIDTH, _LINE * max(len(pack.counts), 1) + 2 * _MARGIN), _PAPER)
    drawn = ImageDraw.Draw(image)
    most = max((count for _, count in pack.counts), default=1)
    room = _WIDTH - _NAMES - 2 * _MARGIN - 90
    for number, (name, count) in enumerate(pack.counts):
        top = _MARGIN + number * _LINE
        end = _NAMES + max(round(room * count / most), 3)
        drawn.text((_NAMES - 16, top + _BAR // 2), name, fill=_INK, font=font, anchor="rm")
        drawn.rectangle((_NAMES, top, end, top + _BAR), fill=_FILL)
        drawn.text((end + 14, top + _BAR // 2), str(count), fill=_INK, font=font, anchor="lm")
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()
