"""What a page's run of either app keeps in every link: its language, and what else stands in the address."""

from collections.abc import Mapping
from typing import ClassVar

from dashboard.components.blocks import Block, link
from dashboard.locale.translator import LANGUAGES, Words, words_in


class Linked:
    """A run with an address: all of its state is there, so that a view can be sent to somebody else."""

    __slots__ = ()

    words: Words
    address: Mapping[str, str]

    kept: ClassVar[tuple[str, ...]] = ("lang",)
    """Everything that may stand in an address; what is not here is dropped."""

    carried: ClassVar[tuple[str, ...]] = ()
    """What every link takes along of the address, beside the language."""

    def state(self, **changes: str | None) -> dict[str, str]:
        """Return what every link carries, with changes; None takes a part out.

        The language of a plan that speaks one is in no address.
        """
        lang = self.words.lang if self.words.other else None
        kept = {"lang": lang} | {name: self.address.get(name) for name in self.carried}
        return {name: value for name, value in (kept | changes).items() if value}

    def whole_state(self, **changes: str | None) -> dict[str, str]:
        """Return everything that the address holds, with changes: the same page in the same state."""
        return self.state(**{name: self.address.get(name) for name in self.kept if name != "lang"} | changes)


def switch(words: Words, page: str, state: Mapping[str, str]) -> Block | None:
    """Return the link to the same page and state in the plan's other language, by its own name (W2, W3)."""
    other = words.other
    if other is None:
        return None
    say = words_in(other).say
    spoken = say("This page in English") if other == "en" else say("This page in Welsh")
    return link(
        LANGUAGES[other],
        page,
        {**state, "lang": other},
        kind="switch",
        lang=other,
        hreflang=other,
        title=spoken,
    )
