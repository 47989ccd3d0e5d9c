"""Names of the parts of an archive: none may lead out of it, and no two may be one to any program.

Nothing here is unpacked to a disk; but what is kept as it came is opened by others, whose programs may do so.
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterable

_DRIVE = re.compile(r"^[A-Za-z]:")


def wrong_name(names: Iterable[str]) -> tuple[str, str] | None:
    """Return the first name that is wrong, after why: `climbs_out` or `twice`; None if all are right."""
    seen: set[str] = set()
    for name in names:
        plain = name.replace("\\", "/")
        if plain.startswith("/") or _DRIVE.match(plain) or "\x00" in plain or ".." in plain.split("/"):
            return "climbs_out", name
        same = posixpath.normpath(unicodedata.normalize("NFC", plain)).casefold()
        if same in seen:
            return "twice", name
        seen.add(same)
    return None
