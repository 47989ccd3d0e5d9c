"""The feeds: what comes in through the door. No run makes them; the sensor on landing says when any came."""

from datetime import timedelta

import dagster as dg

from pipelines.contracts import FEEDS
from pipelines.contracts.register import AGEING_AFTER_DAYS
from pipelines.defs.words import owner_of_feed
from pipelines.warehouse.raw import raw_tables

LISTENING_DAYS, ROUND_DAYS = 400, AGEING_AFTER_DAYS
"""Days without anything new after which a feed is late: those of a round as an action that nobody confirmed,
those of listening, which is done now and then, after a year and a month."""
_OF_ROUNDS = ("return", "decisions")


def feed_key(feed: str) -> dg.AssetKey:
    """Return the key of a feed."""
    return dg.AssetKey(["landing", feed])


def _window(feed: str) -> dg.FreshnessPolicy:
    days = ROUND_DAYS if feed in _OF_ROUNDS else LISTENING_DAYS
    return dg.FreshnessPolicy.time_window(
        fail_window=timedelta(days=days), warn_window=timedelta(days=days // 2)
    )


BUILT_FEEDS = sorted({feed for feed, _ in raw_tables().values()})
"""The feeds that a build is made from."""

feeds = [
    dg.AssetSpec(
        feed_key(feed),
        group_name="landing",
        description=f"{FEEDS[feed].purpose} Accepted by the door, kept for good, each with its receipt.",
        kinds={"parquet"},
        owners=[owner_of_feed(feed)],
        tags={"stage": "0-landing", "feed": feed},
        freshness_policy=_window(feed),
    )
    for feed in BUILT_FEEDS
]
