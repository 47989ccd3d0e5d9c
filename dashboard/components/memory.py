"""What a page has loaded for good is not searched for garbage again after every run.

Streamlit collects garbage when a script ends. With the libraries of a page loaded that alone takes 100 ms,
five times as long as the page.
"""

import atexit
import gc

import streamlit as st


@st.cache_resource(show_spinner=False)
def settle(page: str) -> None:
    """Set aside what is loaded once a page has run for the first time."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)
