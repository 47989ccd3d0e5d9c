"""What dbt's contract classifies as public may leave, with all that it says of it, and nothing else may."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.releases.allow_list import (
    PublicColumn,
    PublicTable,
    Unclassified,
    public_tables,
    without_listening,
)

PUBLIC = {"classification": "public"}


def column(name: str, meta: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "description": f"The {name}.", "data_type": "varchar", "meta": meta} | more


def model(name: str, columns: list[dict[str, Any]], schema: str = "public", **more: Any) -> dict[str, Any]:
    return {
        "unique_id": f"model.{name}",
        "resource_type": "model",
        "schema": schema,
        "name": name,
        "description": f"One row per {name}.",
        "config": {"contract": {"enforced": True}},
        "columns": {each["name"]: each for each in columns},
    } | more


def manifest(folder: Path, *nodes: dict[str, Any], parents: dict[str, list[str]] | None = None) -> Path:
    file = folder / "manifest.json"
    by_id = {node["unique_id"]: node for node in nodes}
    file.write_text(json.dumps({"nodes": by_id, "parent_map": parents or {}}), encoding="utf-8")
    return file


def test_a_table_says_all_that_its_contract_says(tmp_path: Path) -> None:
    told = {
        "references": "actions.action_id",
        "vocabulary": "codes.kind",
        "values": ["a", "b"],
        "counts": "people",
        "of": "all_of_them",
        "exact_by": "is_exact",
        "held_back_by": "is_held_back",
        "when_held": "empty",
    }
    about = {
        "key": ["id", "words"],
        "open_where": "is_open",
        "is_on_listening": True,
        "is_left_out_when_empty": True,
        "is_worded_by_software": True,
        "title_en": "The voices",
        "title_cy": "Y lleisiau",
        "title_fr": "Les voix",
    }
    columns = [
        column("id", PUBLIC, constraints=[{"type": "unique"}, {"type": "not_null"}], data_type="integer"),
        column("words", PUBLIC | told, constraints=[{"type": "check"}, {"type": "unique"}]),
    ]

    assert public_tables(manifest(tmp_path, model("voices", columns, meta=about))) == [
        PublicTable(
            "voices",
            "One row per voices.",
            {
                "id": PublicColumn("The id.", "integer", is_required=True),
                "words": PublicColumn(
                    "The words.",
                    references="actions.action_id",
                    vocabulary="codes.kind",
                    values=("a", "b"),
                    counts="people",
                    of="all_of_them",
                    exact_by="is_exact",
                    held_back_by="is_held_back",
                    when_held="empty",
                ),
            },
            primary_key=("id", "words"),
            titles={"en": "The voices", "cy": "Y lleisiau"},
            open_where="is_open",
            is_on_listening=True,
            is_left_out_when_empty=True,
            is_worded_by_software=True,
        )
    ]


def test_the_models_of_the_public_schema_are_taken_in_the_order_of_their_names(tmp_path: Path) -> None:
    secret = column("id", {"classification": "restricted"})
    found = public_tables(
        manifest(
            tmp_path,
            model("rounds", []),
            model("plan", []),
            model("fct_views", [secret], schema="review"),
            model("int_views", [secret], schema="intermediate"),
            model("is_unique", [secret], resource_type="test"),
            model("looked_at", [secret], resource_type="analysis"),
            model("actions", []),
        )
    )

    assert found == [PublicTable(name, f"One row per {name}.", {}) for name in ("actions", "plan", "rounds")]


def test_a_table_comes_from_the_feeds_that_its_parents_read_whichever_way(tmp_path: Path) -> None:
    parents = {
        "model.plan": ["model.left", "model.right", "source.raw.returns_of_nobody"],
        "model.left": ["model.middle", "source.raw.updates"],
        "model.right": ["model.middle"],
        "model.middle": ["source.raw.engagements", "seed.codes", "seed.decisions"],
        "model.other": ["source.raw.decisions"],
    }
    (found,) = public_tables(manifest(tmp_path, model("plan", []), parents=parents))

    assert found.feeds == {"return", "engagements"}


@pytest.mark.parametrize("classification", [None, "steering", "restricted"])
def test_a_column_that_is_not_classified_public_stops_every_release(
    tmp_path: Path, classification: str | None
) -> None:
    meta = {"classification": classification} if classification else {}
    columns = [column("plan_id", PUBLIC, config={"meta": meta}), column("name", meta)]
    with pytest.raises(Unclassified, match=r"column name of public\.plan is not classified"):
        public_tables(manifest(tmp_path, model("plan", columns[1:])))
    if classification:
        with pytest.raises(Unclassified, match=r"column plan_id of public\.plan"):
            public_tables(manifest(tmp_path, model("plan", columns[:1])))


def test_a_table_without_an_enforced_contract_stops_every_release(tmp_path: Path) -> None:
    config = {"contract": {"enforced": False}}
    with pytest.raises(Unclassified, match="table plan of schema public has no enforced contract"):
        public_tables(manifest(tmp_path, model("plan", [column("id", PUBLIC)], config=config)))


def test_a_plan_of_one_language_is_told_of_no_other() -> None:
    columns = {name: PublicColumn(name) for name in ("id", "name_en", "name_cy")}
    columns |= {
        "language": PublicColumn("Which.", values=("en", "cy")),
        "kind": PublicColumn("Else.", values=("a", "b")),
        "sort": PublicColumn("Else.", values=("x", "y")),
    }
    table = PublicTable("plan", "", columns, titles={"en": "The plan", "cy": "Y cynllun"})
    told = table.in_languages(("cy",))

    assert {name: column.values for name, column in told.columns.items()} == {
        "id": (),
        "name_cy": (),
        "language": ("cy",),
        "kind": ("a", "b"),
        "sort": ("x", "y"),
    }
    assert told.titles == {"cy": "Y cynllun"}
    assert table.in_languages(("en", "cy")) == table


def test_where_nobody_was_listened_to_no_number_of_people_or_comments_is_told_of() -> None:
    columns = {
        "theme_id": PublicColumn("The theme."),
        "people": PublicColumn("People.", counts="people", exact_by="is_exact", held_back_by="is_held_back"),
        "is_exact": PublicColumn("Whether it is exact."),
        "is_held_back": PublicColumn("Whether it is held back."),
        "comments": PublicColumn("Comments.", counts="comments"),
        "engagements": PublicColumn("Engagements.", counts="engagements"),
        "actions": PublicColumn("Actions.", counts="actions", held_back_by="is_small"),
        "is_small": PublicColumn("Whether there are few."),
    }
    themes = PublicTable("themes", "", columns)
    told = without_listening(
        [
            themes,
            PublicTable("voices", "", columns, is_on_listening=True),
            PublicTable("felt", "", columns, is_left_out_when_empty=True),
        ]
    )

    assert [table.name for table in told] == ["themes", "felt"]
    assert list(told[0].columns) == ["theme_id", "actions", "is_small"]
    assert told[1].columns == columns
