"""A release's folder takes the place of another in one step, and whoever comes next finishes or clears up."""

import json
import shutil
from pathlib import Path

import pytest

from pipelines.files import file_hash
from pipelines.releases import sealing
from pipelines.releases.sealing import SITE_NOW, NotWritten, making, point, put_in_place, working
from pipelines.releases.signature import CHECKSUMS
from tests.support.small_build import make_build, release

RELEASE = "2025-05-r1"
ASIDE, MADE = f".replaced-{RELEASE}", f".making-{RELEASE}"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sealing")
    release(place / "releases", make_build(place), "2025-05")
    return place / "releases"


@pytest.fixture
def folder(released: Path, tmp_path: Path) -> Path:
    """A folder of one release."""
    return Path(shutil.copytree(released, tmp_path / "releases", symlinks=True))


@pytest.fixture(params=[True, False], ids=["exchanges", "renames"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that can exchange two folders in one step, and one that cannot."""
    if not request.param:
        monkeypatch.setattr(sealing, "exchange", lambda *_: False)


def names(folder: Path) -> set[str]:
    return {place.name for place in folder.iterdir()}


def copied(folder: Path, to: str, who: str, is_logged: bool) -> None:
    """Copy the release beside itself, as one that the log knows or does not know, and say whose it is."""
    place = folder / to
    if to != RELEASE:
        shutil.copytree(folder / RELEASE, place)
    (place / "who.txt").write_text(who, encoding="utf-8")
    if not is_logged:
        with (place / CHECKSUMS).open("a", encoding="utf-8") as checksums:
            checksums.write("of another release\n")


@pytest.mark.usefixtures("disk")
@pytest.mark.parametrize(
    ("is_aside", "made_is_logged", "stays"),
    [(False, True, "new"), (True, True, "new"), (False, False, "old"), (True, False, "old")],
)
def test_what_a_stopped_process_left_is_finished_if_the_log_knows_it_and_else_cleared(
    folder: Path, is_aside: bool, made_is_logged: bool, stays: str
) -> None:
    before = names(folder)
    copied(folder, MADE, "new", is_logged=made_is_logged)
    copied(folder, RELEASE, "old", is_logged=not made_is_logged)
    if is_aside:
        (folder / RELEASE).rename(folder / ASIDE)
    with working(folder):
        during = names(folder)

    assert (folder / RELEASE / "who.txt").read_text(encoding="utf-8") == stays
    assert during == names(folder) == before


def test_one_that_was_replaced_already_goes(folder: Path) -> None:
    before = names(folder)
    copied(folder, ASIDE, "old", is_logged=False)
    copied(folder, RELEASE, "new", is_logged=True)
    with working(folder):
        pass

    assert (folder / RELEASE / "who.txt").read_text(encoding="utf-8") == "new"
    assert names(folder) == before


def test_one_without_checksums_is_not_whole_and_goes(folder: Path) -> None:
    before = names(folder)
    copied(folder, MADE, "new", is_logged=True)
    (folder / MADE / CHECKSUMS).unlink()
    with working(folder):
        pass

    assert not (folder / RELEASE / "who.txt").exists()
    assert names(folder) == before


@pytest.mark.usefixtures("disk")
def test_a_folder_takes_the_place_of_another_and_nothing_of_the_old_one_stays(folder: Path) -> None:
    before = names(folder)
    copied(folder, MADE, "new", is_logged=True)
    (folder / RELEASE / "old.txt").touch()
    put_in_place(folder, folder / MADE, RELEASE)

    assert (folder / RELEASE / "who.txt").exists()
    assert not (folder / RELEASE / "old.txt").exists()
    assert names(folder) == before


def test_a_folder_for_releases_is_made_where_there_is_none_and_has_no_pointer_yet(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "releases"
    with working(folder), making(folder, RELEASE) as place:
        assert place == folder / MADE
        assert place.is_dir()

    assert names(folder) <= {".lock"}


def test_what_was_made_and_not_put_in_place_goes_also_when_something_fails(folder: Path) -> None:
    before = names(folder)
    with pytest.raises(ZeroDivisionError), working(folder), making(folder, "2025-06-r1"):
        raise ZeroDivisionError

    assert names(folder) == before


def test_a_failure_to_write_says_its_first_line_alone(folder: Path) -> None:
    with pytest.raises(NotWritten) as refused, making(folder, "2025-06-r1"):
        raise OSError("the disk is full\nand more that nobody needs")

    assert str(refused.value).endswith("nothing public has changed: the disk is full")


def test_the_pointer_says_which_release_is_the_latest_and_where(folder: Path) -> None:
    (folder / "current.json").unlink()
    point(folder)
    pointer = json.loads((folder / "current.json").read_text(encoding="utf-8"))

    published_at = pointer.pop("published_at")
    assert published_at == json.loads((folder / RELEASE / "release.json").read_text())["published_at"]
    assert pointer == {
        "release_id": RELEASE,
        "round_id": "2025-05",
        "revision": 1,
        "file": f"{RELEASE}/plan.duckdb",
        "sha256": file_hash(folder / RELEASE / "plan.duckdb"),
    }


def test_what_describes_a_release_has_the_letters_of_welsh_as_they_are(folder: Path) -> None:
    for name in ("datapackage.json", "dataset.jsonld"):
        told = (folder / RELEASE / name).read_text(encoding="utf-8")
        assert "ŵ" in told, name
        assert "\\u" not in told, name


def test_a_pointer_and_a_link_that_are_right_are_left_alone(folder: Path) -> None:
    kept = {name: (folder / name).lstat().st_ino for name in ("current.json", SITE_NOW)}
    point(folder)

    assert {name: (folder / name).lstat().st_ino for name in kept} == kept


@pytest.mark.parametrize("led_to", [None, "2024-12-r1/site", "2025-06-r1/site", "a folder"])
def test_the_link_to_the_latest_pages_is_made_anew(folder: Path, led_to: str | None) -> None:
    link = folder / SITE_NOW
    link.unlink()
    if led_to == "a folder":  # what copying makes of a link
        (link / "pages").mkdir(parents=True)
    elif led_to:
        link.symlink_to(led_to)
    (folder / f"{SITE_NOW}.new").symlink_to("left by a process that was stopped")
    point(folder)

    assert str(link.readlink()) == f"{RELEASE}/site"
    assert not (folder / f"{SITE_NOW}.new").is_symlink()
