"""The edition is a release's own: hashed with the rest, pointed to, and never half there."""

import gzip
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from subprocess import Popen
from typing import Any

import fsspec
import httpx
import pytest

from pipelines.errors import NotPossibleNow, Refusal
from pipelines.operations.site import LISTED, export_site
from pipelines.releases.edition import NotWrittenOut, write_edition, write_edition_again
from pipelines.releases.publish import make_candidates, put_candidates
from pipelines.releases.sealing import SITE_NOW, working
from pipelines.releases.verify import verify_releases
from pipelines.servers import command_of
from pipelines.settings import PROJECT, child_environment
from tests.support.ports import free_ports
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


def test_releases_that_were_copied_point_to_their_own_latest_pages(tmp_path: Path) -> None:
    published(tmp_path / "releases", "said", "2025-05")
    copied = tmp_path / "copied"
    shutil.copytree(tmp_path / "releases", copied)

    with working(copied):
        pass

    assert (copied / SITE_NOW).is_symlink()
    assert (copied / SITE_NOW).resolve() == copied / "2025-05-r1" / "site"


def test_a_release_whose_pages_cannot_be_written_is_not_published(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    source = replace(source_of(make_build(tmp_path)), write_pages=write_edition)

    with working(folder), pytest.raises(NotWrittenOut, match="nothing public has changed"):
        make_candidates(folder, source, ["2025-05"])
    assert not list(folder.glob("*-r*"))
    assert not (folder / "current.json").exists()


def test_a_release_that_the_next_follows_at_once_has_its_data_alone(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    source = replace(
        source_of(make_build(tmp_path)), write_pages=write_edition, without_pages=frozenset({"2025-05"})
    )

    with working(folder):
        (made,) = make_candidates(folder, source, ["2025-05"])
        assert (made.place / "plan.duckdb").is_file()
        assert not (made.place / "site").exists()


def test_words_go_even_where_pages_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "plan.duckdb").write_bytes(b"no database")

    write_edition_again(tmp_path)

    assert not (tmp_path / "site").exists()


def test_what_writes_editions_stays_for_the_next_one_and_begins_anew_with_another_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []

    def start(*args: Any, **about: Any) -> Popen[str]:
        started.append(now)
        return Popen(*args, **about)

    monkeypatch.setattr("pipelines.releases.edition.subprocess.Popen", start)
    monkeypatch.setenv("PLAN_PUBLIC_ADDRESS", "https://plan.example.org/one")
    for now, name in [("2026-08", "OTHER"), ("2026-09", "OTHER"), ("2026-10", "PLAN_PUBLIC_ADDRESS")]:
        monkeypatch.setenv(name, f"https://plan.example.org/{now}")
        release = write_release(tmp_path, round_id=now).parent
        write_edition(release)

        assert (release / "site" / "en" / "action" / "A09" / "index.html").is_file()

    assert started == ["2026-08", "2026-10"]


@pytest.mark.parametrize("target", ["folder", "memory://plan"])
def test_an_export_holds_the_edition_and_what_is_gone_from_it_goes(tmp_path: Path, target: str) -> None:
    home = tmp_path / "home"
    published(home / "releases", "said", "2025-05")
    address = str(tmp_path / "web") if target == "folder" else target
    store, root = fsspec.core.url_to_fs(address)
    store.makedirs(f"{root}/en", exist_ok=True)
    store.pipe_file(f"{root}/ours.txt", b"another's")
    store.pipe_file(f"{root}/en/old.html", b"gone by now")
    store.pipe_file(f"{root}/{LISTED}", json.dumps(["en/old.html", "index.html", "../ours.txt"]).encode())

    assert export_site(home, address, None, None) == ("2025-05-r1", 1)

    assert store.cat_file(f"{root}/index.html") == b".making-2025-05-r1"
    assert not store.exists(f"{root}/en/old.html")
    assert store.cat_file(f"{root}/ours.txt") == b"another's"


def test_an_object_store_gets_the_edition_as_a_folder_does(tmp_path: Path, object_store: str) -> None:
    published(tmp_path / "releases", "said", "2025-05")
    export_site(tmp_path, object_store, None, None)
    published(tmp_path / "releases", "said", "2025-06")

    release_id, count = export_site(tmp_path, f"{object_store}/", None, None)

    store, root = fsspec.core.url_to_fs(object_store, use_listings_cache=False, skip_instance_cache=True)
    assert (release_id, count) == ("2025-06-r1", 1)
    assert sorted(store.find(root)) == [f"{root}/{LISTED}", f"{root}/index.html"]
    assert store.cat_file(f"{root}/index.html") == b".making-2025-06-r1"
    assert store.info(f"{root}/index.html")["ContentType"] == "text/html"


def test_an_export_says_what_it_cannot_do(tmp_path: Path) -> None:
    published(tmp_path / "releases", "said", "2025-05")

    with pytest.raises(NotPossibleNow, match="no round has been released yet"):
        export_site(tmp_path / "none", str(tmp_path / "web"), None, None)
    with pytest.raises(Refusal, match="there is no release 2025-06-r1; the latest is 2025-05-r1"):
        export_site(tmp_path, str(tmp_path / "web"), "2025-06-r1", None)
    with pytest.raises(Refusal, match="expected a web address such as"):
        export_site(tmp_path, str(tmp_path / "web"), None, "our-plan.example.org")
    with pytest.raises(Refusal, match="expected a folder or an address"):
        export_site(tmp_path, "nowhere://web", None, None)


def test_no_earlier_release_is_exported_in_place_of_one_whose_folder_is_gone(tmp_path: Path) -> None:
    for words, round_id in (("said", "2025-05"), ("said later", "2025-06")):
        published(tmp_path / "releases", words, round_id)
    shutil.rmtree(tmp_path / "releases" / "2025-06-r1")

    with pytest.raises(NotPossibleNow, match="the folder of release 2025-06-r1 is gone: restore"):
        export_site(tmp_path, str(tmp_path / "web"), None, None)
    assert export_site(tmp_path, str(tmp_path / "web"), "2025-05-r1", None)[0] == "2025-05-r1"


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b'"ours.txt"', b"[1]", b"\xff"])
def test_an_export_removes_nothing_by_a_list_that_is_damaged(tmp_path: Path, content: bytes) -> None:
    published(tmp_path / "releases", "said", "2025-05")
    web = tmp_path / "web"
    web.mkdir()
    (web / LISTED).write_bytes(content)
    (web / "o").write_bytes(b"another's")

    with pytest.raises(NotPossibleNow, match=rf"{LISTED} is damaged: expected the list"):
        export_site(tmp_path, str(web), None, None)
    assert sorted(path.name for path in web.iterdir()) == [LISTED, "o"]


def test_a_store_that_is_not_there_is_said(
    tmp_path: Path, object_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path / "releases", "said", "2025-05")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")

    with pytest.raises(NotPossibleNow, match="plan cannot be reached or written: EndpointConnectionError"):
        export_site(tmp_path, object_store, None, None)


def test_pages_are_written_anew_for_another_address(tmp_path: Path) -> None:
    release = write_release(tmp_path / "releases").parent

    write_edition(release, "https://ours.example.org")

    page = (release / "site" / "cy" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://ours.example.org/cy/">' in page


def test_the_site_is_served_with_safe_headers_and_says_so_while_there_is_none(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "releases").mkdir(parents=True)
    with serving_site(home) as address:
        waiting = httpx.get(f"{address}/en/")
        published(home / "releases", "said", "2025-05")
        there, gone = httpx.get(address), httpx.get(f"{address}/en/action/A99/")
        (home / "releases" / SITE_NOW / "index.html.gz").write_bytes(gzip.compress(b"as it lies packed"))
        packed = httpx.get(address)
        plain = httpx.get(address, headers={"Accept-Encoding": "identity"})

    assert (waiting.status_code, there.status_code, gone.status_code) == (404, 200, 404)
    assert "No round has been published yet" in waiting.text
    assert there.text == ".making-2025-05-r1"
    assert "script-src 'self'" in there.headers["content-security-policy"]
    assert "set-cookie" not in there.headers
    assert (packed.text, packed.headers["content-encoding"]) == ("as it lies packed", "gzip")
    assert plain.text == there.text
    assert {answer.headers["content-type"] for answer in (there, packed, plain)} == {
        "text/html; charset=utf-8"
    }
    assert {answer.headers["vary"] for answer in (packed, plain)} == {"Accept-Encoding"}


@contextmanager
def serving_site(home: Path) -> Iterator[str]:
    port = free_ports(1)
    command, environment = command_of("site", home, port)
    with subprocess.Popen(command, cwd=PROJECT, env=child_environment(**environment)) as process:
        try:
            for _ in range(200):
                with suppress(httpx.HTTPError):
                    httpx.get(f"http://127.0.0.1:{port}/")
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
