"""Writing files so that a reader, or a crash, finds the old content or the new and never a part."""

import os
from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Replace the file at `path` with `text` in one step, on disk before it is seen."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
