"""What it means that a file or folder cannot be used: a sentence with what to do, and no raw error.

A disk that is full, or cannot be written, is no fault of what was asked for; nor is a place that is not
there, or where a file stands in for a folder or a folder for a file.
"""

import errno

from pipelines.errors import NotPossibleNow
from pipelines.locale import N_, translated

_OF_THE_DISK = {errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM, errno.EDQUOT, errno.EIO}
_OF_THE_PLACE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST}

_PLACE = N_("{place} cannot be used ({why}): name a place that is there and can be written")
_DISK = N_(
    "{place} cannot be written ({why}); what was there stays. Make room, or make it writable, then do it "
    "again; see `plan doctor`"
)
_SOMEWHERE = N_("the disk")


class NotUsable(NotPossibleNow):
    """A file or folder cannot be written, or is not there."""


def not_usable(error: OSError) -> NotUsable | None:
    """Return what an error of the system means, with what to do; None where it speaks of no disk or place."""
    if error.errno in _OF_THE_PLACE and error.filename:
        return NotUsable(translated(_PLACE, place=error.filename, why=error.strerror))
    if error.errno in _OF_THE_DISK:
        place = error.filename or translated(_SOMEWHERE)
        return NotUsable(translated(_DISK, place=place, why=error.strerror))
    return None


def reason(error: Exception) -> str:
    """Return why something failed, to stand in a sentence: of the system the words and the place alone."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror} ({error.filename})" if error.filename else error.strerror
    return f"{type(error).__name__}: {error}"
