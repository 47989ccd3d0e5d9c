"""Parts of pages that both apps share; the only place, beside the pages, that knows Streamlit."""
