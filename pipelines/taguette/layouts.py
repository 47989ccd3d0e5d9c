"""The tables that Taguette's releases write, by the version that the file states; anything else is refused.

The declarations are ours, in standard SQL types: they say what a file must hold, and make the scrubbed copy.
The file's own `create` statements are never run.
"""

from collections.abc import Mapping
from typing import TypeAlias

Layout: TypeAlias = Mapping[str, Mapping[str, str]]

_KEY = "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"
_WHOLE = "INTEGER NOT NULL"
_TEXT = "TEXT NOT NULL"
_TIME = "DATETIME NOT NULL"

_BASE: Layout = {
    "alembic_version": {"version_num": "VARCHAR(32) NOT NULL PRIMARY KEY"},
    "users": {
        "login": "VARCHAR(30) NOT NULL PRIMARY KEY",
        "created": _TIME,
        "hashed_password": "VARCHAR(192)",
        "password_set_date": "DATETIME",
        "language": "VARCHAR(10)",
        "email": "VARCHAR(256)",
        "email_sent": "DATETIME",
    },
    "projects": {"id": _KEY, "name": "VARCHAR(200) NOT NULL", "description": _TEXT, "created": _TIME},
    "project_members": {
        "project_id": _WHOLE,
        "user_login": "VARCHAR(30) NOT NULL",
        "privileges": "VARCHAR(11) NOT NULL",
    },
    "documents": {
        "id": _KEY,
        "name": "VARCHAR(200) NOT NULL",
        "description": _TEXT,
        "filename": "VARCHAR(200)",
        "created": _TIME,
        "project_id": _WHOLE,
        "contents": _TEXT,
    },
    "tags": {"id": _KEY, "project_id": _WHOLE, "path": "VARCHAR(200) NOT NULL", "description": _TEXT},
    "highlights": {
        "id": _KEY,
        "document_id": _WHOLE,
        "start_offset": _WHOLE,
        "end_offset": _WHOLE,
        "snippet": _TEXT,
    },
    "highlight_tags": {"highlight_id": _WHOLE, "tag_id": _WHOLE},
    "commands": {
        "id": _KEY,
        "date": _TIME,
        "user_login": "VARCHAR(30) NOT NULL",
        "project_id": _WHOLE,
        "document_id": "INTEGER",
        "payload": _TEXT,
    },
}
_GROUPS: Layout = {
    "groups": {"id": _WHOLE, "project_id": _WHOLE, "path": "VARCHAR(200) NOT NULL", "description": _TEXT},
    "document_groups": {"document_id": _WHOLE, "group_id": _WHOLE},
}
_DIRECTED: Layout = {
    **_BASE,
    "documents": {**_BASE["documents"], "text_direction": "VARCHAR(13) NOT NULL"},
}
_DISABLED: Layout = {**_DIRECTED, "users": {**_BASE["users"], "disabled": "BOOLEAN NOT NULL"}}

LAYOUTS: Mapping[str, Layout] = {
    "bc8e0e0677e9": {**_BASE, **_GROUPS},  # 0.11
    "43d6c240309d": _BASE,  # 1.0
    "d86c45d7aa8a": _DIRECTED,  # 1.1
    "491de2dc7cd7": _DIRECTED,
    "e4cf92942271": _DIRECTED,
    "09c662cd9483": _DIRECTED,  # 1.2, 1.3
    "6489b5f9cfb5": _DIRECTED,
    "382db36f20f4": _DISABLED,
    "db5e31a0233d": _DISABLED,  # 1.4.1 to 1.5.2
}
"""By `alembic_version`; those without a release stood between two of them on Taguette's main branch."""

SQLITES_OWN = frozenset({"sqlite_sequence", "sqlite_stat1"})
"""Tables that SQLite itself keeps; present or not, they are not read."""
