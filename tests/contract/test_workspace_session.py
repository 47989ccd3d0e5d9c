"""What a session keeps has names of its own: what is shown under one would put itself in its place."""

import re

from dashboard.settings import PROJECT

SCRIPTS = sorted((PROJECT / "dashboard").rglob("*.py"))


def test_nothing_is_kept_in_a_session_under_the_name_of_what_is_shown() -> None:
    kept, shown = set[str](), set[str]()
    for script in SCRIPTS:
        text = script.read_text(encoding="utf-8")
        names = set(re.findall(r"session_state(?:\.get\(|\.pop\(|\[)(\w+)", text))
        kept |= {
            value
            for line in re.findall(r"^([A-Z_, ]+) = (\".+\")$", text, re.MULTILINE)
            for name, value in zip(line[0].split(", "), re.findall(r"\"([^\"]+)\"", line[1]), strict=False)
            if name in names
        }
        shown |= set(re.findall(r"\.show\(\s*\"([\w-]+)\"", text))

    assert {"last-receipt", "card-receipt", "sheet-seen"} <= kept
    assert len(shown) > 40
    assert kept & shown == set()
