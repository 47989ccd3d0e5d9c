"""The Dagster location, by stage. If a function needs a `context` it is here; if not, it is elsewhere."""
