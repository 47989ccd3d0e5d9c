"""How each status looks: sign, colours and style, in one place for tiles, pills and bars.

Solid is settled, tinted is moving, dashed is "we do not know", and grey is furniture. Bars take the
Government Analysis Function's palette in its own order, in which neighbours reach 3:1; tiles and pills, which
hold words, take deeper shades of it. Sign and word always stand beside them (conventions 1.3, A8 to A10).
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
TURQUOISE = "#28A197"
PINK = "#801650"
ORANGE = "#F46A25"
GREY = "#3D3D3D"
PURPLE = "#A285D1"
DEEP_TURQUOISE = "#1c7d75"
DEEP_ORANGE = "#c24a0d"
DEEP_PURPLE = "#7a5cab"
INK = "#1d2733"
WHITE = "#ffffff"

LOOKS = {
    "complete": Look("✓", NAVY, NAVY, WHITE),
    "on_track": Look("→", "#e3f4f2", DEEP_TURQUOISE, "#0c3f3b"),
    "at_risk": Look("!", PINK, PINK, WHITE),
    "delayed": Look("◷", "#fde6d8", DEEP_ORANGE, "#5d2204"),
    "seen_differently": Look("◐", "#e3f4f2", GREY, INK, "split", "#fde6d8"),
    "update_overdue": Look("?", WHITE, DEEP_PURPLE, "#4a3275", "dashed"),
    "awaiting_first_update": Look("…", WHITE, DEEP_PURPLE, "#4a3275", "dashed"),
    "not_started": Look("○", WHITE, "#7d8791", "#333d47"),
    "paused": Look("‖", "#eceff1", GREY, INK),
    "stopped": Look("■", "#eceff1", GREY, INK),
}
GROUP_COLOURS = {
    "done": NAVY,
    "going_well": TURQUOISE,
    "not_going_well": PINK,
    "no_recent_news": PURPLE,
    "other": GREY,
}
QUESTION_COLOURS = {"have": TURQUOISE, "need": NAVY, "change": ORANGE}
DESTINATION_COLOURS = {
    "taken_up": NAVY,
    "partly": TURQUOISE,
    "looked_into": PINK,
    "someone_else": ORANGE,
    "not_taken_up": GREY,
    "not_coded": PURPLE,
}
FELT_COLOURS = {"noticed": TURQUOISE, "not_yet": NAVY, "worse": ORANGE, "cannot_say": GREY}
OUTCOME_COLOURS = {
    "done": NAVY,
    "on_the_way": TURQUOISE,
    "late": PINK,
    "unclear": PURPLE,
    "open": GREY,
    "outside": ORANGE,
}
HOUR_COLOURS = {"paid": NAVY, "unpaid": TURQUOISE}
BAR_INKS = {NAVY: WHITE, TURQUOISE: INK, PINK: WHITE, ORANGE: INK, GREY: WHITE, PURPLE: INK}
"""In which colour a number is read on each colour of a bar."""
CHANGE_SIGNS = {"better": "↑", "worse": "↓"}
