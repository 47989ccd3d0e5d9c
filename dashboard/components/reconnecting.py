"""A page that was cut off from the server while it was being made is made again when it comes back.

The server stops a run whose browser is gone; what is left of it is an empty page. When the browser comes
back it asks for a new run by itself only where something on the page repeats itself: so something does.
"""

import streamlit as st

_SECONDS = 3600


@st.fragment(run_every=_SECONDS)
def run_again_on_reconnecting() -> None:
    """Have the browser ask for a new run whenever it has lost the server and found it again."""
