"""A screen for the public app's own pages inside the workspace: every link leads back into it."""

from dataclasses import dataclass
from typing import cast

import streamlit as st

from dashboard.components.blocks import Block, Child
from dashboard.public.screen import Screen
from dashboard.workspace.visit import Visit
from pipelines.workspace import Meeting, NotPossibleNow, Preview, Round

PAGE, ROUND = "shown", "of"
"""Where the preview's address holds the public page, and the round that it shows."""

_SAME = ("action", "theme", "from", "q")
"""What stands in both addresses under one name."""


@dataclass(frozen=True, slots=True)
class PreviewScreen(Screen):
    """One run of a page of the preview, in somebody's visit to the workspace."""

    run: Visit | None = None

    def show(self, key: str, *blocks: Block | None, is_live: bool = False) -> None:
        """Show blocks whose links stay in the preview."""
        self._shown(f"preview-{key}", *blocks, is_live=is_live)

    def announce(self, page: str, skip: str, *blocks: Block | None) -> None:
        """Show what stands above a page; set the document's language and the words that skip it."""
        self._shown("preview-head", *blocks, page={"name": page, "lang": self.lang, "skip": skip})

    def _shown(
        self, key: str, *blocks: Block | None, page: dict[str, str] | None = None, is_live: bool = False
    ) -> None:
        assert self.run is not None  # a preview is somebody's
        inside = [_inside(each, self.run) for each in blocks if each is not None]
        self.run.show(key, *inside, page=page, is_live=is_live)


def would_be(run: Visit, meeting: Meeting, standing: Round) -> Preview | None:
    """Return a round as it would be published if it were signed now; None while it has no figures."""
    told = run.words.say(
        "A draft of the public pages is being made. The first look after a change takes half a minute."
    )
    try:
        with st.spinner(told):
            return meeting.preview(standing.round_id, run.words.lang)
    except NotPossibleNow:
        return None


def public_address(run: Visit) -> dict[str, str]:
    """Return the address that a public page has in the preview."""
    found = {name: run.address.get(name) for name in _SAME} | {"round": run.address.get(ROUND)}
    return {name: value for name, value in (found | {"lang": run.words.lang}).items() if value}


def _inside(found: Block, run: Visit) -> Block:
    """Return a block with every link in it led into the preview, and none to a file: there are none yet."""
    kept = {name: value for name, value in found.items() if name not in ("to", "file")}
    if "file" in found:
        kept["tag"] = "span"
    if "to" in found:
        to = cast("dict[str, object]", found["to"])
        query: dict[str, str | None] = {**cast("dict[str, str]", to["query"])}
        state = run.state(**{PAGE: str(to["page"]) or None, ROUND: query.pop("round", None)}, **query)
        kept["to"] = to | {"page": "preview", "query": state}
    children = cast("list[Child]", found.get("children", []))
    return kept | {"children": [_inside(each, run) if isinstance(each, dict) else each for each in children]}
