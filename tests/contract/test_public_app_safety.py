"""The apps' settings, and the ways to show text that its code may not take (conventions X14, X16)."""

import ast
import tomllib
from pathlib import Path

import pytest
import streamlit as st

import dashboard

FOLDER = Path(dashboard.__file__).parent
SOURCES = sorted(FOLDER.rglob("*.py"))

# These read what they are given as Markdown or as markup.
FORBIDDEN = {
    *("caption", "code", "dataframe", "error", "header", "html", "iframe", "info", "latex", "markdown"),
    *("metric", "subheader", "success", "table", "title", "warning", "write"),
}


@pytest.fixture(scope="module", params=["public", "workspace"])
def settings(request: pytest.FixtureRequest) -> dict[str, dict[str, object]]:
    return settings_of(request.param)


def settings_of(app: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((FOLDER / app / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_both_apps_look_the_same_and_the_workspace_takes_in_no_large_file() -> None:
    public, workspace = settings_of("public"), settings_of("workspace")

    assert workspace["theme"] == public["theme"]
    assert workspace["server"] == {**public["server"], "maxUploadSize": 4}


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("server", "address", "127.0.0.1"),
        ("server", "enableStaticServing", False),
        ("browser", "gatherUsageStats", False),
        ("client", "showErrorDetails", "none"),
        ("client", "toolbarMode", "minimal"),
        ("runner", "postScriptGC", False),
    ],
)
def test_the_app_is_private_quiet_and_says_nothing_of_itself(
    settings: dict[str, dict[str, object]], section: str, name: str, value: object
) -> None:
    assert settings[section][name] == value
    st.get_option(f"{section}.{name}")  # which fails where Streamlit has no such option


def test_the_protections_that_are_on_by_default_stay_on(settings: dict[str, dict[str, object]]) -> None:
    assert {"enableXsrfProtection", "enableCORS"}.isdisjoint(settings["server"])


def _streamlits(tree: ast.AST) -> set[str]:
    """Return the names of Streamlit, and of what it gives: a container, a column."""
    given = [
        (node.context_expr, node.optional_vars)
        if isinstance(node, ast.withitem)
        else (node.value, node.targets[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.withitem | ast.Assign)
    ]
    return {"st"} | {
        name.id
        for value, target in given
        if target and ast.unparse(value).startswith("st.")
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    }


def markup_in(code: str) -> set[str]:
    """Return by which ways code hands text to Markdown or markup."""
    tree = ast.parse(code)
    streamlits = _streamlits(tree)
    called = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in streamlits
    }
    imported = {
        each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "streamlit"
        for each in node.names
    }
    named = {
        str(keyword.arg) for node in ast.walk(tree) if isinstance(node, ast.Call) for keyword in node.keywords
    }
    return (called | imported) & FORBIDDEN | named & {"unsafe_allow_html", "unsafe_allow_javascript"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_text_is_handed_to_markdown_or_markup(source: Path) -> None:
    assert markup_in(source.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("st.markdown(words)", {"markdown"}),
        ("left, right = st.columns(2)\nright.write(words)", {"write"}),
        ("with st.container() as box:\n    box.html(words)", {"html"}),
        ("from streamlit import title", {"title"}),
        ("show(words, unsafe_allow_html=True)", {"unsafe_allow_html"}),
        ("sheet.write(words)\nst.button(words)", set()),
    ],
)
def test_the_search_for_markup_finds_it(code: str, found: set[str]) -> None:
    assert markup_in(code) == found


def test_the_component_never_parses_markup() -> None:
    script = (FOLDER / "components" / "block_view.js").read_text(encoding="utf-8")

    assert [
        way
        for way in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(")
        if way in script
    ] == []
