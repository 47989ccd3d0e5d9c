"""How each status looks: sign, colours and style, in one place for tiles, pills and bars.

Solid is settled, tinted is moving, dashed is "we do not know", and grey is furniture. The colours follow the
Government Analysis Function's palette; the sign and the word always stand beside them (conventions A8, A9).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is drawn."""

    sign: str
    fill: str
    edge: str
    ink: str
    style: str = "solid"
    second_fill: str | None = None


NAVY = "#12436D"
TEAL = "#1c7d75"
PINK = "#801650"
ORANGE = "#c24a0d"
PURPLE = "#7a5cab"
GREY = "#3D3D3D"
INK = "#1d2733"
WHITE = "#ffffff"

LOOKS = {
    "complete": Look("✓", NAVY, NAVY, WHITE),
    "on_track": Look("→", "#e3f4f2", TEAL, "#0c3f3b"),
    "at_risk": Look("!", PINK, PINK, WHITE),
    "delayed": Look("◷", "#fde6d8", ORANGE, "#5d2204"),
    "seen_differently": Look("◐", "#e3f4f2", GREY, INK, "split", "#fde6d8"),
    "update_overdue": Look("?", WHITE, PURPLE, "#4a3275", "dashed"),
    "awaiting_first_update": Look("…", WHITE, PURPLE, "#4a3275", "dashed"),
    "not_started": Look("○", WHITE, "#7d8791", "#333d47"),
    "paused": Look("‖", "#eceff1", GREY, INK),
    "stopped": Look("■", "#eceff1", GREY, INK),
}
GROUP_COLOURS = {
    "done": NAVY,
    "going_well": TEAL,
    "not_going_well": ORANGE,
    "no_recent_news": PURPLE,
    "other": GREY,
}
QUESTION_COLOURS = {"have": TEAL, "need": NAVY, "change": ORANGE}
DESTINATION_COLOURS = {
    "taken_up": NAVY,
    "partly": TEAL,
    "looked_into": PURPLE,
    "someone_else": PINK,
    "not_taken_up": ORANGE,
    "not_coded": GREY,
}
HOUR_COLOURS = {"paid": NAVY, "unpaid": TEAL}
DIRECTION_SIGNS = {"up": "↑", "down": "↓"}
