"""Parties by name, in the order of the reader's alphabet."""

from collections.abc import Iterable, Mapping

from dashboard.components.blocks import Block, named
from dashboard.locale.alphabet import place
from dashboard.locale.translator import Words
from dashboard.queries.plan import Partner


def party_name(party_id: str | None, parties: Mapping[str, Partner], words: Words) -> Block | None:
    """Return a party's name."""
    party = parties.get(party_id or "")
    return named(party.name_en, party.name_cy, words) if party else None


def in_name_order(parties: Iterable[Partner], words: Words) -> list[Partner]:
    """Return parties in the order of their names (conventions W8)."""
    return sorted(parties, key=lambda party: name_place(party, words))


def name_place(party: Partner | None, words: Words) -> tuple[int, ...]:
    """Return where a party stands in that order."""
    name = words.pick(party.name_en, party.name_cy) if party else None
    return place(name.text, words.lang) if name else ()
