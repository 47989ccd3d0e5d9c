"""The listening tables of an invented release: every place that a comment can go, quotes of each kind."""

from collections.abc import Iterator
from datetime import date

import duckdb

from tests.support.public_schema import create_tables, insert

COLUMNS = {
    "listening": (
        "engagement_count engagement_people_recorded_count engagement_with_comments_count "
        "engagement_hours_known_count participant_count first_held_on last_held_on comment_count "
        "coded_count passage_count without_engagement_count workshop_count workshop_resident_count "
        "workshop_partner_count voucher_count vouchers_gbp refreshments_gbp refreshments_recorded_count "
        "residents_recorded_count partners_recorded_count vouchers_recorded_count "
        "is_workshop_count_suppressed is_participant_count_exact is_participant_count_suppressed "
        "is_workshop_count_exact"
    ),
    "theme_voices": "theme_id question_code position comment_count",
    "comment_destinations": "theme_id destination position comment_count engagement_count",
    "topic_mentions": (
        "topic_code theme_id title_en title_cy destination reason_en reason_cy action_ids comment_count "
        "have_count need_count change_count engagement_count"
    ),
    "theme_outcomes": "round_id theme_id outcome position comment_count",
    "topic_outcomes": "round_id topic_code outcome action_ids comment_count",
    "assets": "asset_id theme_id topic_code name_en name_cy action_ids",
    "voices": (
        "voice_id quote language theme_id topic_codes question_code setting area similar_count "
        "is_differing consent_scope approved_by_role approved_on"
    ),
    "reach": "dimension code engagement_count recorded_count is_suppressed people_count",
    "cost_of_coproduction": (
        "dimension code entry_count engagement_count paid_hours paid_hours_recorded_count "
        "volunteer_hours volunteer_hours_recorded_count expenses_gbp expenses_recorded_count"
    ),
}
OUTCOMES = (
    "done", "on_the_way", "seen_differently", "late_or_at_risk", "no_recent_news", "not_begun", "stopped",
    "looked_into", "others_to_decide", "not_taken_up", "not_coded",
)  # fmt: skip
DONE_IN = {"2026-08": 0, "2026-09": 1, "2026-10": 2}
"""Of how many sevenths of what was taken up the actions were done, by round."""
DESTINATIONS = ("taken_up", "partly", "looked_into", "someone_else", "not_taken_up", "not_coded")
BY_THEME = {
    "children-and-young-people": (853, 479, 0, 0, 0, 0),
    "community-safety": (260, 212, 0, 0, 0, 0),
    "spaces-environment": (639, 195, 0, 47, 0, 0),
    "health-wellbeing": (218, 230, 28, 0, 0, 0),
    "employment-living-standards": (355, 33, 0, 0, 0, 0),
    "communications-community-building": (382, 0, 0, 0, 70, 0),
    "none": (85, 31, 2, 1, 0, 40),
    "all": (2611, 1163, 30, 48, 70, 40),
}
SAFETY, SPACES = "community-safety", "spaces-environment"


def write_listening(connection: duckdb.DuckDBPyConnection, words: str | None, *, passages: bool) -> None:
    """Write the tables; `words` replaces what people said, `passages` has a list alone have come."""
    create_tables(connection, COLUMNS)
    for table, rows in _rows(words, passages):
        insert(connection, COLUMNS, table, rows)


def _rows(words: str | None, passages: bool) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    held = (date(2023, 8, 5), date(2024, 1, 20))
    totals = (47, 47, 47, 20, 1234, *held, 3962, 3922, 3962 if passages else 0, 0, 7, 96, 52, 94)
    yield "listening", [(*totals, 2820.0, 378.1, 6, 7, 7, 7, False, False, False, False)]
    yield (
        "theme_voices",
        [
            (theme, question, place, sum(counts) // 3 + place)
            for theme, counts in BY_THEME.items()
            if theme not in ("none", "all")
            for place, question in enumerate(("have", "need", "change"), 1)
        ],
    )
    yield (
        "comment_destinations",
        [
            (theme, destination, place, count, min(count, 47))
            for theme, counts in BY_THEME.items()
            for place, (destination, count) in enumerate(zip(DESTINATIONS, counts, strict=True), 1)
        ],
    )
    yield "theme_outcomes", list(_outcomes())
    yield "topic_outcomes", [(each, *row) for each in DONE_IN for row in _came_to(each)]
    yield "topic_mentions", _topics(words)
    yield (
        "assets",
        [
            ("walled-garden", SPACES, "litter", "The walled garden", "Yr ardd furiog", "A18"),
            ("watchful-neighbours", SAFETY, None, "Neighbours who look out", "Cymdogion gofalus", None),
        ],
    )
    yield "voices", _voices(words)
    yield (
        "reach",
        [
            ("month", "2023-08", 4, 4, False, 170),
            ("month", "2023-09", 2, 2, True, None),
            ("month", "2023-10", 1, 0, False, None),
            ("method", words or "street stall", 4, 4, False, 170),
            ("area", "Ely", 22, 22, False, 480),
            ("language", "both", 5, 5, False, 280),
            ("language", "not_recorded", 1, 0, False, None),
        ],
    )
    yield (
        "cost_of_coproduction",
        [
            ("all", "all", 187, 47, 649.0, 153, 205.5, 161, 5376.6, 163),
            ("category", "facilitation", 91, 47, 295.0, 76, 127.5, 78, 0.0, 80),
            ("category", words or "kites", 2, 2, None, 0, 3.0, 2, 12.0, 2),
            ("organisation", "council", 18, 3, 54.5, 12, 0.0, 15, 1147.6, 16),
            ("month", "2023-08", 10, 4, 67.0, 10, 20.0, 8, 107.0, 9),
        ],
    )


def _outcomes() -> Iterator[tuple[object, ...]]:
    for round_id, sevenths in DONE_IN.items():
        for theme, (taken, partly, looked_into, others, not_taken, not_coded) in BY_THEME.items():
            done, late = taken * sevenths // 7, partly // 2
            begun = (done, taken - done, 0, late, partly - late, 0, 0)
            counts = (*begun, looked_into, others, not_taken, not_coded)
            for place, (outcome, count) in enumerate(zip(OUTCOMES, counts, strict=True), 1):
                yield round_id, theme, outcome, place, count


def _came_to(round_id: str) -> list[tuple[object, ...]]:
    """Return what the topics of the register had come to; in the first round less was said, and less done."""
    is_first = round_id == next(iter(DONE_IN))
    return [
        ("off-road-bikes", "on_the_way" if is_first else "seen_differently", "A09", 57 if is_first else 157),
        ("speeding", "seen_differently", "A09;A10", 108),
        ("litter", "on_the_way" if is_first else "done", "A16", 314),
        ("repairs", "others_to_decide", None, 62),
        ("reputation", "not_taken_up", None, 83),
    ]


def _topics(words: str | None) -> list[tuple[object, ...]]:
    told = (words or "They decide it.", None)
    return [
        ("off-road-bikes", SAFETY, "Bikes", "Beiciau", "taken_up", None, None, "A09", 157, 56, 51, 50, 9),
        ("speeding", SAFETY, "Speeding", None, "partly", *told, "A09;A10", 108, 27, 48, 33, 9),
        ("litter", SPACES, "Litter", "Sbwriel", "taken_up", None, None, "A16", 314, 60, 122, 132, 44),
        ("repairs", SPACES, "Repairs", "Atgyweirio", "someone_else", *told, None, 62, 19, 22, 21, 20),
        ("reputation", SAFETY, "Reputation", "Enw da", "not_taken_up", *told, None, 83, 31, 30, 22, 20),
        ("helpers", SAFETY, words or "helpers", None, "not_coded", None, None, None, 3, 1, 1, 1, 2),
    ]  # fmt: skip


def _voices(words: str | None) -> list[tuple[object, ...]]:
    place, approval = (words or "street stall", "Ely"), ("voices_lead", date(2024, 6, 26))
    bikes, litter = (SAFETY, "off-road-bikes"), (SPACES, "litter")
    return [
        ("v-1", words or "Bikes wake us.", "en", *bikes, "need", *place, 55, False, "anywhere", *approval),
        ("v-2", words or "Rhowch le iddyn nhw.", "cy", *bikes, "need", *place, 1, True, "web", *approval),
        ("v-3", words or "More bins, please.", "en", *litter, "need", None, None, 0, None, "web", *approval),
    ]  # fmt: skip
