"""Pictures: pure functions from rows and words to a chart; no Streamlit, no connection."""
