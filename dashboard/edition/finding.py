"""The edition's one script and what it searches: nothing is asked of a server."""

import json
from pathlib import Path

from dashboard.edition.edition_page import EditionPage
from dashboard.locale.translator import Words

_SCRIPT = Path(__file__).resolve().parent / "find.js"


def finding_script(leaf: EditionPage, words: Words) -> str:
    """Return the script of a page with a field: each row's words, and what is said of each number of rows."""
    sought = leaf.writing.sought
    found = {
        "sought": sought,
        "counts": [
            words.count("{count} action found", "{count} actions found", count)
            for count in range(len(sought) + 1)
        ],
        "none": words.say("Try fewer words, or part of a word."),
        "hint": words.say("English and Welsh words are found alike; accents may be left out.")
        if words.other
        else words.say("Capital letters and accents may be left out."),
    }
    script = _SCRIPT.read_text(encoding="utf-8")
    return script.replace("const found = FOUND;", f"const found = {json.dumps(found, ensure_ascii=False)};")
