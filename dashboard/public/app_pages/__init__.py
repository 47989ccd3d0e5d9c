"""The public pages; each holds layout only."""
