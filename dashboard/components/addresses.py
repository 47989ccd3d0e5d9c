"""Addresses that people type: which of them leads nowhere, and where the overview is from there."""

from collections.abc import Container


def leads_nowhere(path: str, known: Container[str]) -> bool:
    """Return whether a path looks like a page of ours and is none of the known names; a file does not."""
    name = path.removeprefix("/").rstrip("/")
    return name.replace("-", "").isalnum() and name not in known


def overview_from(path: str) -> str:
    """Return the overview's address as seen from a path of one word, whatever the app itself lies below."""
    return "../" if path.endswith("/") else "./"
