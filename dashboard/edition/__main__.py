"""The command that writes editions, pages for paper and drafts, as each line that comes in asks.

It goes on until nothing more comes, or nothing came for a while: whoever publishes many releases pays for
the start once. A line back is `{"written": FOLDER}` or `{"failed": REASON}`.
"""

import json
import select
import sys
import traceback
from pathlib import Path
from typing import Any

from dashboard.edition.bulletin import write_bulletin
from dashboard.edition.printed import write_prints
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


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    release, address = Path(asked["release"]), asked.get("address")
    try:
        settings = Settings(edition_address=address) if address else Settings()
        if "print" in asked:
            return {"written": write_prints(release, Path(asked["print"]), settings, asked["kinds"])}
        if "bulletin" in asked:
            return {"written": write_bulletin(release, Path(asked["bulletin"]), settings)}
        return {"written": str(write_site(release, settings))}
    except ValueError as error:
        return {"failed": str(error)}
    except Exception as error:
        traceback.print_exc()
        return {"failed": f"{type(error).__name__}: {error}"}


main()
