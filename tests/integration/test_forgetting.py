"""The right to erasure: what was forgotten is in no byte that is left, and a restore forgets it again."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import pytest
from typer.testing import CliRunner

from pipelines import chained_log
from pipelines.access import person_on
from pipelines.backup import back_up, restore
from pipelines.backup.target import Target
from pipelines.cli import app
from pipelines.dagster_home import prepare_dagster
from pipelines.defs import runs
from pipelines.errors import Refusal
from pipelines.heads import heads_of, is_ahead
from pipelines.intake.decide import decide
from pipelines.intake.lookups.voices import landed_voices, sheet_voices
from pipelines.landing import DamagedLanding, erasing, landed, ledger
from pipelines.landing.verify import verify_landing
from pipelines.operations.forgetting import files_that_hold, forget, forget_again
from pipelines.operations.withholding import finish_withholding, is_pending
from pipelines.releases.verify import verify_releases
from pipelines.voices.ids import voice_id
from pipelines.warehouse.builds import Warehouse
from pipelines.workspace.desk import _original
from tests.support.door import DEMO, a_return, new_home, on_track, send
from tests.support.english_plan import command
from tests.support.release_search import text_of

TAGUETTE = Path(__file__).parents[1] / "data" / "taguette" / "release_1_5_2" / "project.sqlite3"
LATER = TAGUETTE.parents[1] / "after_edits" / "project.sqlite3"
SPOKEN = "It needs to be open on weekends. Friday and Saturday night there is literally nothing to do"
WRITTEN = "Mrs Quillfeather of number nine let us into the yard."
OFFICER = "q.quillfeather@council.example"
AT = datetime(2026, 6, 12, 9, tzinfo=UTC)
WHY = {"by": "administrator", "why": "Asked to, by letter.", "at": datetime(2026, 7, 2, tzinfo=UTC)}


def plan(home: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*arguments, "--home", str(home)])
    return result.exit_code, result.output


def everything(home: Path) -> str:
    """Return all that any file says: its name, its bytes, and what is packed in them."""
    return "\n".join(text_of(path) for path in sorted(home.rglob("*")) if path.is_file())


def voice(home: Path, words: str) -> str:
    (export,) = landed(home, "highlights")
    rows = export.rows("taguette_comments")
    (row,) = [row for row in rows if row["text"].startswith(words)]
    return voice_id(row["project_key"], row["comment_key"])


def failed_run_that_quotes(words: str, home: Path) -> None:
    """Leave a run in Dagster's storage that failed with some words in its error, and one that did not."""

    @dg.op(config_schema={"fails": bool})
    def one(context: dg.OpExecutionContext) -> None:
        if context.op_config["fails"]:
            raise ValueError(words)

    @dg.job
    def a_job() -> None:
        one()

    with dg.DagsterInstance.from_config(str(prepare_dagster(home, 3001))) as instance:
        for fails in (True, False):
            config = {"ops": {"one": {"config": {"fails": fails}}}}
            a_job.execute_in_process(config, instance=instance, raise_on_error=False)


@pytest.fixture(scope="module")
def listened(english_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small plan with an export, a quote, an access list and an officer's returns; published, backed up."""
    folder = tmp_path_factory.mktemp("forgetting")
    home = Path(shutil.copytree(english_plan, folder / "home", symlinks=True))
    own = {"partner_id": None, "round_id": None, "received_at": AT}
    assert send(TAGUETTE, home, feed="highlights", **own).accepted
    consent = {"consent_reference": "C-77Q", "consent_scope": "web", "consented_on": date(2026, 6, 1)}
    approved = decide(
        home=home, submitted_by="voices lead", received_at=AT, decision="approve_voice", role="voices_lead",
        voice_id=voice(home, SPOKEN), words_language="en", decided_on=date(2026, 6, 12), **consent,
    )  # fmt: skip
    assert approved.accepted, approved.problems
    access = folder / "access.csv"
    access.write_text(f"email,role,partner_id,from_on,until_on\n{OFFICER},partner,council,,\n")
    assert send(access, home, feed="access", **own).accepted
    about = {
        "partner_id": "council",
        "round_id": "q2-2026",
        "submitted_by": OFFICER.upper(),
        "received_at": AT,
    }
    row = {name: value for name, value in on_track("A02").items() if name != "words_language"}
    assert send(a_return(folder / "2.xlsx", [row | {"what_happened": WRITTEN}]), home, **about).accepted
    wrong = send(a_return(folder / "3.xlsx", [row | {"stage": WRITTEN, "rating": OFFICER}]), home, **about)
    assert not wrong.accepted
    command(
        home, "decide", "correct", "--role", "chair", "--by", "secretary", "round_id=q2-2026",
        "reason=A return came late.",
    )  # fmt: skip
    command(home, "refresh")
    command(home, "round", "sign-off", "q2-2026", "--role", "chair", "--by", "secretary")
    command(home, "publish", "q2-2026")
    back_up(home, str(folder / "target"), AT)
    return home


@pytest.fixture
def home(listened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(listened, tmp_path / "home", symlinks=True))


def test_words_and_an_officer_are_in_no_byte_that_is_left(listened: Path, home: Path, tmp_path: Path) -> None:
    heads, words = heads_of(home), (SPOKEN, WRITTEN, "C-77Q")
    before = everything(home / "landing") + everything(home / "releases" / "q2-2026-r2")
    assert all(before.count(one) > 1 for one in words[:2])
    (held,) = (each for each in landed(home, "return") if each.receipt().submitted_by == OFFICER.upper())
    target = tmp_path / "target"
    shutil.copytree(listened.parent / "target", target)
    build = Warehouse.of(home).current().file
    shutil.copy(build, build.with_name("build-20200101T000000000000-0000.duckdb"))
    failed_run_that_quotes(WRITTEN, home)
    assert [name for name in files_that_hold(home, [WRITTEN]) if name.startswith("dagster/")]

    forget(home, "comment", voice(home, SPOKEN), **WHY)
    forget(home, "officer", OFFICER.title(), **WHY)
    cell = [
        "forget", "cell", f"{held.receipt_id}/updates/2/what_happened", "--by", "administrator",
        "--why", "A neighbour asked.", "--json",
    ]  # fmt: skip
    release = home / "releases" / "q2-2026-r2" / "plan.duckdb"
    whole = release.read_bytes()
    release.write_bytes(b"no database")
    status, output = plan(home, *cell)
    assert status == 3
    assert (
        "forgotten in landing, for good, and not yet everywhere else: give the same command again" in output
    )
    assert "q2-2026-r2/plan.duckdb is gone or damaged" in output
    release.write_bytes(whole)
    status, output = plan(home, *cell)

    told = json.loads(output[output.index("{") :])
    assert (status, told["still_in"]) == (0, [])
    assert told["releases"] == ["q2-2026-r2"]
    assert told["cells"] == 0, "it was forgotten in landing the first time"
    assert len(Warehouse.of(home).files()) == 1
    after = everything(home)
    assert not [one for one in words if one in after]
    assert OFFICER not in after.casefold()
    assert "[words removed]" in after
    assert verify_landing(home) == []
    assert verify_releases(home / "releases") == []
    assert is_ahead(home, heads), "heads that were noted before still hold"
    assert person_on(home, OFFICER, AT.date()).is_stranger
    assert "A neighbour asked." in plan(home, "verify")[1]

    back_up(home, str(target), AT)
    restored = tmp_path / "restored"
    restore(str(target), restored, Target.at(str(target)).snapshots()[0], forget_again)
    found = everything(restored)
    assert not [one for one in words if one in found]
    assert OFFICER not in found.casefold()
    assert (verify_landing(restored), verify_releases(restored / "releases")) == ([], [])


def test_counts_stay_and_the_quote_is_published_no_more(home: Path) -> None:
    count = len(landed(home, "highlights")[0].rows("taguette_comments"))
    spoken = voice(home, SPOKEN)
    forget(home, "comment", spoken, **WHY)

    assert is_pending(home)
    assert finish_withholding(home)
    assert not is_pending(home)
    assert len(landed(home, "highlights")[0].rows("taguette_comments")) == count
    assert spoken not in landed_voices(home)
    runs.refresh(home)
    assert len(Warehouse.of(home).files()) == 1, "the builds that held it are gone"
    with pytest.raises(Refusal, match="forgotten already"):
        forget(home, "comment", spoken, **WHY)

    about = {"partner_id": None, "round_id": None, "received_at": AT, "submitted_by": "listening lead"}
    send(LATER, home, feed="highlights", **about)
    again = send(TAGUETTE, home, feed="highlights", **about)
    assert "forgotten_again" in {warning.code for warning in again.warnings}
    assert not files_that_hold(home / "landing", [SPOKEN])


def test_a_highlight_takes_its_words_out_of_the_comment_around_it(home: Path) -> None:
    rows = landed(home, "highlights")[0].rows("taguette_highlights")
    (key,) = {row["highlight_key"] for row in rows if row["text"].startswith("literally nothing to do")}
    (text,) = {row["text"] for row in rows if row["highlight_key"] == key}
    forget(home, "highlight", key, **WHY)

    comments = [row["text"] for row in landed(home, "highlights")[0].rows("taguette_comments")]
    assert any("Saturday night there is [words removed]" in each for each in comments)
    assert not [name for name in files_that_hold(home / "landing", [text])]


def test_a_document_s_words_go_and_its_name_stays(home: Path) -> None:
    name = "Youth club session – Thursday 12 June 2025"
    forget(home, "document", name, reach="only_here", **WHY)

    export = landed(home, "highlights")[0]
    (key,) = (row["document_key"] for row in export.rows("taguette_documents") if row["name"] == name)
    said = [*export.rows("taguette_comments"), *export.rows("taguette_highlights")]
    assert {row["text"] for row in said if row["document_key"] == key} == {"[words removed]"}
    assert not [row for row in said if row["document_key"] != key and "[words removed]" in row["text"]]


FORM = "Timestamp,What would you change?\r\n" + "".join(
    f"2023/11/02 10:0{minute}:22 am GMT,{said}\r\n"
    for minute, said in enumerate(["More bins", "A crossing", "More bins", "More bins"])
)
ABOUT = {"feed": "comments", "partner_id": None, "round_id": None, "engagement_id": "E21"}


@pytest.fixture
def said_thrice(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A plan with a form in which three people said the same, and what each of the four said, by id."""
    home = new_home(tmp_path)
    events = DEMO / "listening" / "engagements.csv"
    assert send(events, home, **(ABOUT | {"feed": "engagements", "engagement_id": None})).accepted
    form = tmp_path / "answers.csv"
    form.write_text(FORM, encoding="utf-8")
    assert send(form, home, **ABOUT).accepted
    rows = landed(home, "comments")[0].rows("comments")
    return home, {voice: rows[place]["comment"] for place, voice in sheet_voices(rows)}


def test_one_of_several_comments_that_say_the_same_is_forgotten_alone_and_comes_in_again_without(
    said_thrice: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    home, voices = said_thrice
    first = next(voice for voice, words in voices.items() if words == "More bins")
    with pytest.raises(Refusal, match=r"2 other places.*--everywhere.*--only-here"):
        forget(home, "comment", first, **WHY)

    forget(home, "comment", first, reach="only_here", **WHY)

    left = [row["comment"] for row in landed(home, "comments")[0].rows("comments")]
    assert left == ["[words removed]", "A crossing", "More bins", "More bins"]
    assert verify_landing(home) == []
    form = tmp_path / "again.csv"
    form.write_text(f"{FORM}2023/11/03 10:00:22 am GMT,Shade\r\n", encoding="utf-8")
    again = send(form, home, **ABOUT)
    assert "forgotten_again" in {warning.code for warning in again.warnings}
    found = [row["comment"] for row in landed(home, "comments")[-1].rows("comments")]
    assert sorted(found) == ["A crossing", "More bins", "More bins", "Shade", "[words removed]"]


def test_comments_that_say_the_same_all_go_and_none_comes_in_again(
    said_thrice: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    home, voices = said_thrice
    first = next(voice for voice, words in voices.items() if words == "More bins")
    with pytest.raises(Refusal, match="--only-here is for what has an id of its own"):
        forget(home, "officer", "reporting officer", reach="only_here", **WHY)

    forget(home, "comment", first, reach="everywhere", **WHY)

    form = tmp_path / "again.csv"
    form.write_text(f"{FORM}2023/11/03 10:00:22 am GMT,Shade\r\n", encoding="utf-8")
    assert send(form, home, **ABOUT).accepted
    for each in landed(home, "comments"):
        assert [row["comment"] for row in each.rows("comments")].count("[words removed]") == 3


def test_one_of_several_is_not_forgotten_alone_where_a_decision_speaks_of_any(
    said_thrice: tuple[Path, dict[str, str]],
) -> None:
    home, voices = said_thrice
    mine, decided, *_ = (voice for voice, words in voices.items() if words == "More bins")
    consent = {"consent_reference": "C-1", "consent_scope": "web", "consented_on": date(2025, 6, 1)}
    approved = decide(
        home=home, submitted_by="voices lead", received_at=datetime(2025, 7, 28, tzinfo=UTC),
        decision="approve_voice", role="voices_lead", voice_id=decided, words_language="en",
        decided_on=date(2025, 7, 1), **consent,
    )  # fmt: skip
    assert approved.accepted, approved.problems

    with pytest.raises(Refusal, match=f"3 comments of that sheet say the same.*{decided}.*--everywhere"):
        forget(home, "comment", mine, reach="only_here", **WHY)


@pytest.mark.parametrize(
    ("kind", "subject", "expected"),
    [
        ("comment", "v-000000000000", "nobody said v-000000000000"),
        ("highlight", "h-1", "no export that was taken in has the highlight"),
        ("document", "Nowhere", "no export that was taken in has the document"),
        ("officer", "nobody@example.org", "has sent anything or was ever on the access list"),
        ("cell", "here", "expected RECEIPT/TABLE/ROW/COLUMN"),
        ("cell", "x/updates/2/stage", "no accepted submission has this receipt"),
        ("cell", "RETURN/updates/2/stage", "holds no words of anybody"),
        ("cell", "RETURN/updates/99/what_happened", "there is no such row"),
        ("cell", "RETURN/rows/2/what_happened", "its tables are updates, milestone_updates"),
    ],
)
def test_what_cannot_be_forgotten_is_said_and_nothing_changes(
    listened: Path, kind: str, subject: str, expected: str
) -> None:
    log = (listened / ledger.LOG).read_bytes()
    returned = landed(listened, "return")[-1].receipt_id

    with pytest.raises(Refusal, match=expected):
        forget(listened, kind, subject.replace("RETURN", returned), **WHY)
    assert (listened / ledger.LOG).read_bytes() == log


def test_words_that_stand_elsewhere_go_there_only_when_it_is_said(home: Path, tmp_path: Path) -> None:
    about = {"partner_id": "council", "round_id": "q2-2026", "received_at": AT}
    row = {name: value for name, value in on_track("A05").items() if name != "words_language"}
    second = send(
        a_return(tmp_path / "9.xlsx", [row | {"what_happened": f"As said: {WRITTEN}"}]), home, **about
    )
    first = next(
        each
        for each in landed(home, "return")
        if WRITTEN in {row["what_happened"] for row in each.rows("updates")}
    )
    address = f"{first.receipt_id}/updates/2/what_happened"

    with pytest.raises(Refusal, match=r"stand in 1 other places.*--everywhere"):
        forget(home, "cell", address, **WHY)
    with pytest.raises(Refusal, match="say it without"):
        forget(home, "cell", address, reach="everywhere", **(WHY | {"why": f"It says {WRITTEN}"}))
    forget(home, "cell", address, reach="everywhere", **WHY)

    (load,) = (each for each in landed(home, "return") if each.receipt_id == second.receipt_id)
    assert [row["what_happened"] for row in load.rows("updates")] == ["As said: [words removed]"]
    with pytest.raises(Refusal, match="is gone: something in it was to be forgotten"):
        _original(load)

    quoted = row | {"what_happened": f"They told us: “{WRITTEN.lower().rstrip('.')}”!"}
    again = send(a_return(tmp_path / "10.xlsx", [quoted]), home, **about)
    assert "forgotten_again" in {each.code for each in again.warnings}
    (load,) = (each for each in landed(home, "return") if each.receipt_id == again.receipt_id)
    assert [each["what_happened"] for each in load.rows("updates")] == ["They told us: “[words removed]”!"]
    assert not [name for name in load.files if name.startswith("original")]


def test_whoever_changes_a_line_and_a_file_without_saying_so_is_found(home: Path) -> None:
    forget(home, "officer", OFFICER, **WHY)
    lines = [json.loads(line) for line in (home / ledger.LOG).read_text().splitlines()]
    changed = next(entry for entry in lines if entry.get("forgotten"))
    changed["accepted"] = not changed["accepted"]
    (home / ledger.LOG).write_bytes(b"".join(map(chained_log.as_line, lines)))

    assert "log_chain_broken" in {found.code for found in verify_landing(home)}


def test_what_is_decided_is_finished_by_the_next_who_comes_and_readers_go_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(erasing, "finish", lambda home: None)
        forget(home, "comment", voice(home, SPOKEN), **WHY)
    assert is_pending(home)
    assert SPOKEN in str(landed(home, "highlights")[0].rows("taguette_comments"))
    folder = home / "landing" / ".forgetting"
    some = sorted(path for path in (folder / "files" / "landing").rglob("*.parquet"))
    some[0].replace(home / some[0].relative_to(folder / "files"))
    for table in ("taguette_comments", "taguette_highlights"):
        assert landed(home, "highlights")[0].rows(table), "a reader in between"

    finish_withholding(home)

    assert SPOKEN not in str(landed(home, "highlights")[0].rows("taguette_comments"))
    assert verify_landing(home) == []
    (folder / "files" / "landing").mkdir(parents=True)
    finish_withholding(home)
    assert not folder.exists(), "a process was stopped while it removed what was done with"
    some = sorted((home / "landing" / "highlights").glob("*/rows/taguette_comments.parquet"))
    some[0].chmod(0o600)
    some[0].write_bytes(b"otherwise")
    with pytest.raises(DamagedLanding):
        landed(home, "highlights")[0].rows("taguette_comments")
