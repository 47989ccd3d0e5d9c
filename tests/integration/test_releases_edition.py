"""The edition is a release's own: hashed with the rest, pointed to, and never half there."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.releases.edition import NotWrittenOut, write_edition, write_edition_again
from pipelines.releases.publish import make_candidates, put_candidates
from pipelines.releases.sealing import SITE_NOW, working
from pipelines.releases.verify import verify_releases
from tests.support.release_files import write_release
from tests.support.small_build import SIGNED, make_build, source_of


def pages(place: Path) -> None:
    (place / "site").mkdir()
    (place / "site" / "index.html").write_text(place.name, encoding="utf-8")


def published(folder: Path, words: str, round_id: str) -> None:
    with working(folder):
        source = replace(source_of(make_build(folder.parent, words)), write_pages=pages)
        put_candidates(folder, make_candidates(folder, source, [round_id]), SIGNED)


def test_pages_are_hashed_with_the_rest_and_the_latest_are_pointed_to(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    published(folder, "said", "2025-05")
    first = (folder / SITE_NOW).resolve()
    published(folder, "said", "2025-06")

    assert first == folder / "2025-05-r1" / "site"
    assert (folder / SITE_NOW).resolve() == folder / "2025-06-r1" / "site"
    assert "site/index.html" in (folder / "2025-06-r1" / "checksums.txt").read_text(encoding="utf-8")
    assert verify_releases(folder) == []
    (folder / "2025-06-r1" / "site" / "index.html").write_text("another", encoding="utf-8")
    assert [found.code for found in verify_releases(folder)] == ["release_file_altered"]


def test_a_release_whose_pages_cannot_be_written_is_not_published(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    source = replace(source_of(make_build(tmp_path)), write_pages=write_edition)

    with working(folder), pytest.raises(NotWrittenOut, match="nothing public has changed"):
        make_candidates(folder, source, ["2025-05"])
    assert not list(folder.glob("*-r*"))
    assert not (folder / "current.json").exists()


def test_words_go_even_where_pages_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "plan.duckdb").write_bytes(b"no database")

    write_edition_again(tmp_path)

    assert not (tmp_path / "site").exists()


def test_what_writes_editions_stays_for_the_next_one(tmp_path: Path) -> None:
    for round_id in ("2026-09", "2026-10"):
        release = write_release(tmp_path, round_id=round_id).parent
        write_edition(release)

        assert (release / "site" / "en" / "action" / "A09" / "index.html").is_file()
