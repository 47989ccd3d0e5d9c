"""Everything that is asked of a release; all SQL of the screens is here, and no Streamlit."""
