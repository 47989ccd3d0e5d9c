"""The demonstration's listening exercise, at the real one's scale, against the truth it was made from."""

import json
import shutil
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipelines.taguette import TaguetteExport, compare, read_csv_export, read_project

ROOT = Path(__file__).parents[2]
LISTENING = ROOT / "data" / "demo" / "listening"
MID_NOVEMBER_CSV = ROOT / "tests" / "data" / "taguette" / "demo_mid_november"
TRUTH = json.loads((LISTENING / "truth.json").read_text(encoding="utf-8"))
KINDS = ("theme.", "question.", "topic.")


@pytest.fixture(scope="module")
def final() -> TaguetteExport:
    return read_project(LISTENING / "taguette_final.sqlite3")


@pytest.fixture(scope="module")
def mid_november() -> TaguetteExport:
    return read_project(LISTENING / "taguette_mid_november.sqlite3")


@pytest.fixture(scope="module")
def mid_november_csv() -> TaguetteExport:
    return read_csv_export(MID_NOVEMBER_CSV / "all_tags.csv", MID_NOVEMBER_CSV / "codebook.csv")


def _rows(export: TaguetteExport, table: str) -> list[dict[str, Any]]:
    return export.tables[f"taguette_{table}"].to_pylist()


def _paths_by_highlight(export: TaguetteExport) -> dict[str, set[str]]:
    paths = {tag["tag_key"]: tag["path"] for tag in _rows(export, "tags")}
    tagged: dict[str, set[str]] = {row["highlight_key"]: set() for row in _rows(export, "highlights")}
    for row in _rows(export, "highlight_tags"):
        tagged[row["highlight_key"]].add(paths[row["tag_key"]])
    return tagged


def _counts(export: TaguetteExport) -> dict[str, Any]:
    """Return what the truth counts, from an export's rows alone."""
    tagged = list(_paths_by_highlight(export).values())
    kinds = {
        kind: [sorted(path for path in paths if path.startswith(kind)) for paths in tagged] for kind in KINDS
    }
    pairs = [
        f"{theme}|{question}"
        for themes, questions in zip(kinds["theme."], kinds["question."], strict=True)
        for theme in themes
        for question in questions
    ]
    return {
        "comments_tagged": sum(bool(paths) for paths in tagged),
        "tag_rows_in_csv": sum(len(paths) for paths in tagged),
        "tagged_with_no_theme": sum(
            not of and bool(all_) for of, all_ in zip(kinds["theme."], tagged, strict=True)
        ),
        "tagged_with_one_theme": sum(len(of) == 1 for of in kinds["theme."]),
        "tagged_with_two_themes": sum(len(of) == 2 for of in kinds["theme."]),
        "tagged_with_1_topic": sum(len(of) == 1 for of in kinds["topic."]),
        "tagged_with_2_topics": sum(len(of) == 2 for of in kinds["topic."]),
        "tagged_with_3_topics": sum(len(of) == 3 for of in kinds["topic."]),
        "comments_per_theme": Counter(path for of in kinds["theme."] for path in of),
        "comments_per_question": Counter(path for of in kinds["question."] for path in of),
        "comments_per_topic": Counter(path for of in kinds["topic."] for path in of),
        "comments_per_theme_and_question": Counter(pairs),
    }


@pytest.mark.parametrize(
    ("export", "moment"),
    [("final", "final"), ("mid_november", "mid_november"), ("mid_november_csv", "mid_november")],
)
def test_codes_count_as_the_truth_does(request: pytest.FixtureRequest, export: str, moment: str) -> None:
    counts = _counts(request.getfixturevalue(export))

    assert counts == {figure: TRUTH[moment][figure] for figure in counts}


def test_every_engagement_every_passage_and_every_comment_is_there(final: TaguetteExport) -> None:
    assert len(_rows(final, "documents")) == TRUTH["final"]["engagements"] == 47
    assert len(_rows(final, "highlights")) == TRUTH["final"]["comments"] == 3962
    assert len(_rows(final, "comments")) == 3962


def test_forty_passages_have_no_code_and_stay(final: TaguetteExport) -> None:
    untagged = [paths for paths in _paths_by_highlight(final).values() if not paths]

    assert len(untagged) == TRUTH["final"]["comments_untagged"] == 40


@pytest.mark.parametrize("table", ["comments", "highlights"])
def test_each_engagement_has_as_many_comments_as_were_made_in_it(final: TaguetteExport, table: str) -> None:
    names = {row["document_key"]: row["name"] for row in _rows(final, "documents")}
    found = Counter(names[row["document_key"]] for row in _rows(final, table))

    expected = {
        TRUTH["documents"][engagement]["document"]: count
        for engagement, count in TRUTH["final"]["comments_per_engagement"].items()
    }
    assert found == expected


def test_untagged_comments_are_in_the_engagements_that_the_truth_names(final: TaguetteExport) -> None:
    names = {row["document_key"]: row["name"] for row in _rows(final, "documents")}
    tagged = _paths_by_highlight(final)
    found = Counter(
        names[row["document_key"]] for row in _rows(final, "highlights") if not tagged[row["highlight_key"]]
    )

    expected = {
        TRUTH["documents"][engagement]["document"]: count
        for engagement, count in TRUTH["final"]["untagged_per_engagement"].items()
    }
    assert found == expected


def test_the_same_words_said_by_five_people_are_five_comments(final: TaguetteExport) -> None:
    said = Counter(row["text"] for row in _rows(final, "comments"))

    assert {text: said[text] for text in TRUTH["final"]["repeated_texts"]} == TRUTH["final"]["repeated_texts"]


def test_each_passage_of_the_demonstration_is_one_whole_comment(final: TaguetteExport) -> None:
    passages = {row["highlight_key"]: row["text"] for row in _rows(final, "highlights")}
    comments = {row["comment_key"]: row["text"] for row in _rows(final, "comments")}
    pairs = [(row["highlight_key"], row["comment_key"]) for row in _rows(final, "highlight_comments")]

    assert (
        len(pairs) == len({passage for passage, _ in pairs}) == len({comment for _, comment in pairs}) == 3962
    )
    assert all(passages[passage] == comments[comment] for passage, comment in pairs)


def test_an_interim_passage_keeps_its_key_and_its_words_in_the_final_export(
    final: TaguetteExport, mid_november: TaguetteExport
) -> None:
    interim = {row["highlight_key"]: row for row in _rows(mid_november, "highlights")}
    later = {row["highlight_key"]: row for row in _rows(final, "highlights")}

    assert len(interim) == TRUTH["between_exports"]["highlight_ids_unchanged"] == 1230
    assert {key: later[key] for key in interim} == interim


def test_both_exports_are_of_one_project_and_the_later_says_so(
    final: TaguetteExport, mid_november: TaguetteExport
) -> None:
    first, second = _rows(mid_november, "projects")[0], _rows(final, "projects")[0]

    assert first["project_key"] == second["project_key"]
    assert first["last_command_at"] < second["last_command_at"]


def test_what_changed_between_the_exports_is_what_was_changed(
    final: TaguetteExport, mid_november: TaguetteExport
) -> None:
    changes = compare(mid_november.tables, final.tables)
    truth = TRUTH["between_exports"]

    assert len(changes.documents_added) == truth["new_documents"]
    assert len(changes.tags_added) == len(truth["tags_created_later"])
    assert changes.highlights_added_count == truth["new_comments"]
    assert changes.highlights_recoded_count == len(truth["retagged"])
    assert (changes.documents_renamed, changes.documents_deleted) == ((), ())
    assert changes.highlights_deleted_count == truth["deleted_highlights"]


def test_nothing_about_a_sound_export_needs_saying(final: TaguetteExport) -> None:
    assert final.warnings == ()


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exercise with its first documents twice, so that it has more than 5,000 passages."""
    path = tmp_path_factory.mktemp("larger") / "project.sqlite3"
    shutil.copyfile(LISTENING / "taguette_final.sqlite3", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            """
            create temp table again as select id from documents where id <= 20;
            insert into documents (id, name, description, filename, created, project_id, contents,
                text_direction)
            select id + 1000, name, description, filename, datetime(created, '+1 day'), project_id, contents,
                text_direction from documents where id in again;
            insert into highlights (id, document_id, start_offset, end_offset, snippet)
            select id + 100000, document_id + 1000, start_offset, end_offset, snippet from highlights
            where document_id in again;
            insert into highlight_tags select highlight_id + 100000, tag_id from highlight_tags
            where highlight_id + 100000 in (select id from highlights);
            """
        )
    return path


def test_five_thousand_passages_load_within_two_seconds(larger: Path) -> None:
    started = time.process_time()
    export = read_project(larger)

    assert time.process_time() - started < 2.0
    assert export.tables["taguette_highlights"].num_rows > 5000
