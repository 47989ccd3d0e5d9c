"""The id of a voice: made from what was said where, so that it is the same in every export and build.

It says nothing of the document that the words came from; the models make it in the same way.
"""

from hashlib import md5


def voice_id(project_key: str, comment_key: str) -> str:
    """Return the id under which a comment can be approved, published and withdrawn."""
    return "v-" + md5(f"{project_key}/{comment_key}".encode(), usedforsecurity=False).hexdigest()[:12]


def sheet_key(engagement_id: str, comment: str, occurrence: int) -> str:
    """Return the key of a comment in a plain sheet: its words, and which of the same words it is."""
    said = f"{engagement_id}/{comment}/{occurrence}"
    return "s-" + md5(said.encode(), usedforsecurity=False).hexdigest()[:20]
