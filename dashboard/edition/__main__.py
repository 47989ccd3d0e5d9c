"""The command that writes editions: for each line that comes in, that of the release in a folder.

It goes on until nothing more comes, or nothing came for a while: whoever publishes many releases pays for
the start once. A line back is `{"written": FOLDER}` or `{"failed": REASON}`.
"""

import json
import select
import sys
import traceback
from pathlib import Path

from dashboard.edition.site import write_site
from dashboard.settings import Settings

PATIENCE_SECONDS = 30


def main() -> None:
    """Write what each line of the standard input asks for."""
    while select.select([sys.stdin], [], [], PATIENCE_SECONDS)[0]:
        asked = sys.stdin.readline()
        if not asked.strip():
            return
        print(json.dumps(_answer(json.loads(asked))), flush=True)


def _answer(asked: dict[str, str | None]) -> dict[str, str]:
    address = asked.get("address")
    try:
        settings = Settings(edition_address=address) if address else Settings()
        return {"written": str(write_site(Path(str(asked["release"])), settings))}
    except Exception as error:
        traceback.print_exc()
        return {"failed": f"{type(error).__name__}: {error}"}


main()
