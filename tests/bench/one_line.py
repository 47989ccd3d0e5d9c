"""A page of Streamlit's that says one line: the floor of every page."""

import streamlit as st

st.write("One line.")
