"""The text of documents: counted as Taguette counts it, told apart as people said it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.taguette.comments import comments_of
from pipelines.taguette.limits import Deadline, Limits
from pipelines.taguette.markup import Text, read_markup

ROOT = Path(__file__).parents[2]
EXPORTS = sorted(
    [
        *(ROOT / "tests" / "data" / "taguette").glob("*/*.sqlite3"),
        *(ROOT / "data" / "demo" / "listening").glob("*.sqlite3"),
    ]
)

ELEMENTS = [
    "p",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "b",
    "i",
    "a",
    "pre",
    "h1",
    "div",
    "br",
    "blockquote",
    "select",
]
PIECES = st.one_of(
    st.sampled_from([f"<{name}>" for name in ELEMENTS] + [f"</{name}>" for name in ELEMENTS]),
    st.sampled_from(["\n", " ", "&amp;", "&#x27;", "&nbsp;", "ŵ", "😊", "a", "Mae'n dda", "<", "\r\n"]),
)


def _read(markup: str) -> Text:
    return read_markup(markup, Limits(), Deadline.after(10))


def _comments(markup: str, begins_with_title: bool = False) -> list[str]:
    return [comment.text for comment in comments_of(_read(markup), begins_with_title)]


def _as_taguette_counts(markup: str) -> bytes:
    soup = BeautifulSoup(markup, "html5lib")
    return "".join(str(node) for node in soup.descendants if isinstance(node, NavigableString)).encode()


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_document_of_every_sample_has_the_text_that_taguette_counts(path: Path) -> None:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        documents = [contents for (contents,) in connection.execute("select contents from documents")]

    assert documents
    assert all(_read(markup).encoded == _as_taguette_counts(markup) for markup in documents)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_markup_has_the_text_that_taguette_counts(markup: str) -> None:
    assert _read(markup).encoded == _as_taguette_counts(markup)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("<ul><li><p>One,</p><p>still one.</p></li><li>Two.</li></ul>", ["One, still one.", "Two."]),
        ("<ul><li>Outer<ul><li>inner</li></ul></li></ul>", ["Outer", "inner"]),
        ("<p>One<br>goes <b>on</b>ward</p>", ["One goes onward"]),
        ("<table><tr><th>No.</th><th>Answer</th></tr><tr><td>1</td><td>Bins</td></tr></table>", ["Bins"]),
        ("<table><tr><td>Need</td><td>A bus</td></tr></table>", ["Need A bus"]),
        ("<table><tr><td>10</td></tr></table>", ["10"]),
        ("<h1>Questions</h1><p>Answer</p>", ["Answer"]),
        ("<p>&nbsp;</p><p> </p>", []),
        ("loose<p>One</p>words", ["loose", "One", "words"]),
        ("<div>before<p>One</p>after</div>", ["before", "One", "after"]),
        ("<p>😊</p>", ["😊"]),
        ("<!-- hidden --><p>Seen</p>", ["Seen"]),
    ],
)
def test_each_block_that_says_something_is_one_comment(markup: str, said: list[str]) -> None:
    assert _comments(markup) == said


def test_a_title_counts_as_a_place_and_not_as_a_comment() -> None:
    comments = comments_of(_read("<p>Stall in June</p><p>Bins</p>"), begins_with_title=True)

    assert [(comment.position, comment.text) for comment in comments] == [(2, "Bins")]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (0, 3, "One"),
        (1, 4, "ne T"),
        (0, 6, "One Two"),
        (3, 3, ""),
        (0, 1000, "One Two ŵyr"),
        (7, 10, "yr"),
        (6, 7, ""),
    ],
)
def test_a_byte_range_reads_as_words_with_a_space_between_blocks(start: int, end: int, words: str) -> None:
    assert _read("<p>One</p><p>Two</p><p>ŵyr</p>").read(start, end) == words
