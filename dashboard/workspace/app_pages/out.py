"""Signing out; or, where a demonstration is tried out, leaving the role."""

import streamlit as st

from dashboard.workspace.visit import Visit, visit


def out_page(run: Visit) -> None:
    """Leave."""
    if run.desk.visitor.is_signed_in:
        st.logout()
    else:
        st.switch_page(run.pages[""], query_params={"lang": run.words.lang})


out_page(visit())
