"""A page on a screen of Streamlit's: words by the component `block_view`, all the rest by Streamlit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.charts.bars import Drawing
from dashboard.components.block_view import show_blocks
from dashboard.components.blocks import Block
from dashboard.components.context import Reading
from dashboard.components.medium import Half


@dataclass(frozen=True, slots=True)
class Screen:
    """One run of the app: where else its reader can go, and by which address they came."""

    pages: Mapping[str, StreamlitPage]
    address: Mapping[str, str]
    lang: str
    needs_script: bool = True

    def entitle(self, title: str) -> None:
        """Call the browser's window by a title."""
        st.set_page_config(page_title=title, layout="wide")

    def show(self, key: str, *blocks: Block | None, is_live: bool = False) -> None:
        """Show blocks, and go where a link among them was followed."""
        self._follow(show_blocks(key, *blocks, is_live=is_live))

    def announce(self, page: str, skip: str, *blocks: Block | None) -> None:
        """Show what stands above a page; set the document's language and the words that skip it."""
        about_page = {"name": page, "lang": self.lang, "skip": skip}
        self._follow(show_blocks("head", *blocks, page=about_page))

    def draw(self, chart: Drawing, alt_text: str) -> None:
        """Show a chart that Vega draws in the browser."""
        st.vega_lite_chart(spec=_spec(repr(chart), chart), alt=alt_text, theme=None, width="stretch")

    def halves(self, *, has_table: bool = False) -> tuple[Half, Half]:
        """Return two columns, of which a second with a table is the wider."""
        left, right = st.columns([2, 3] if has_table else 2, gap="medium")
        return left, right

    def offer(self, key: str, label: str, content: bytes, file_name: str) -> None:
        """Show a button that a file comes from."""
        st.download_button(label, content, file_name, "text/csv", key=key, on_click="ignore")

    def ask(self, label: str, part: str, longest: int) -> str:
        """Show a field; what is typed in it goes into the address, and so into every link."""
        key = f"{part}-{self.lang}"
        typed = st.text_input(
            label,
            value=self.address.get(part, ""),
            max_chars=longest,
            key=key,
            autocomplete="off",
            on_change=_remember,
            args=(key, part),
        )
        return typed[:longest]

    def leads_to(self, page: str, query: Mapping[str, str]) -> bool:
        """Return True: every page in every state is here."""
        return True

    def _follow(self, target: Mapping[str, Any] | None) -> None:
        """Go to another page, if a link was followed; a page that there is not becomes the overview."""
        if target is None:
            return
        page = self.pages.get(str(target.get("page")), self.pages[""])
        query = target.get("query")
        given = query if isinstance(query, dict) else {}
        wanted = {name: str(given[name]) for name in Reading.kept if name in given}
        st.switch_page(page, query_params=wanted)


def _remember(key: str, part: str) -> None:
    """Put what was typed into the address before the page is made."""
    if st.session_state[key]:
        st.query_params[part] = st.session_state[key]
    else:
        st.query_params.pop(part, None)


@st.cache_data(max_entries=100, show_spinner=False)
def _spec(key: str, _chart: Drawing) -> dict[str, Any]:
    """Return a chart's specification, built once for each state of the chart."""
    return _chart.to_dict()
