"""One project export, read and understood: documents parsed once, passages and comments found, keys given."""

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from pipelines.taguette.comments import Comment, comments_of, first_words
from pipelines.taguette.contents import read_contents
from pipelines.taguette.edit_log import EditLog, read_log
from pipelines.taguette.keys import distinct, moment_key, words_key
from pipelines.taguette.limits import Deadline, Limits
from pipelines.taguette.markup import Text, read_markup
from pipelines.taguette.passages import Passage, read_passage
from pipelines.taguette.problems import UnreadableExport
from pipelines.taguette.rows import Contents, Document, Highlight, HighlightTag

_LINK_BYTES = 100
"""What a link from a passage to a comment costs of the allowance for passages."""


@dataclass(frozen=True)
class Keys:
    """The keys of an export's things, by the ids that count only inside this file."""

    project: str
    documents: dict[int, str]
    tags: dict[int, str]
    highlights: dict[int, str]


@dataclass(frozen=True)
class Reading:
    """An export whose rows all have their parents, with what was found in its documents."""

    contents: Contents
    log: EditLog
    keys: Keys
    texts: dict[int, Text]
    titled: frozenset[int]
    comments: dict[int, list[Comment]]
    highlights: list[Highlight]
    passages: dict[int, Passage]
    highlight_tags: list[HighlightTag]

    @property
    def orphan_count(self) -> int:
        """How many rows were left out because what they belong to is not in the file."""
        contents = self.contents
        return (len(contents.highlights) - len(self.highlights)) + (
            len(contents.highlight_tags) - len(self.highlight_tags)
        )


def read(path: Path, limits: Limits) -> Reading:
    """Return the project export at `path`, understood.

    Raises:
        UnreadableExport: for the first reason found not to take it in.
    """
    deadline = Deadline.after(limits.seconds)
    contents = read_contents(path, limits, deadline)
    log = read_log(contents.commands)
    texts = {document.id: read_markup(document.contents, limits, deadline) for document in contents.documents}
    titled = frozenset(
        document.id
        for document in contents.documents
        if _begins_with_title(document, texts[document.id], log)
    )
    highlights = [highlight for highlight in contents.highlights if highlight.document_id in texts]
    passages = _passages(highlights, texts, limits, deadline)
    return Reading(
        contents,
        log,
        _keys(contents, log, highlights),
        texts,
        titled,
        {document: comments_of(text, document in titled) for document, text in texts.items()},
        highlights,
        passages,
        _tags_with_parents(contents, passages.keys()),
    )


def _passages(
    highlights: list[Highlight], texts: dict[int, Text], limits: Limits, deadline: Deadline
) -> dict[int, Passage]:
    """Return every passage; a few documents marked over and over could say more than any memory holds."""
    passages: dict[int, Passage] = {}
    left = limits.passage_bytes
    for highlight in highlights:
        deadline.check()
        passage = read_passage(highlight, texts[highlight.document_id], limits, deadline)
        left -= passage.end - passage.start + _LINK_BYTES * len(passage.units)
        if left < 0:
            raise UnreadableExport("too_much_text", limit=limits.passage_bytes)
        passages[highlight.id] = passage
    return passages


def _begins_with_title(document: Document, text: Text, log: EditLog) -> bool:
    """Whether a document's first words are a name that it has, or had."""
    names = {document.name, *log.document_names.get(document.id, ())}
    titles = {" ".join(name.split()) for name in names}
    return document.id in log.titled_documents or first_words(text) in titles


def _tags_with_parents(contents: Contents, highlights: Container[int]) -> list[HighlightTag]:
    tags = {tag.id for tag in contents.tags}
    return [row for row in contents.highlight_tags if row.highlight_id in highlights and row.tag_id in tags]


def _keys(contents: Contents, log: EditLog, highlights: list[Highlight]) -> Keys:
    documents = dict(
        zip(
            (document.id for document in contents.documents),
            distinct(moment_key("d", document.created) for document in contents.documents),
            strict=True,
        )
    )
    tags = [
        moment_key("t", log.tags_added[tag.id]) if tag.id in log.tags_added else words_key("t", tag.path)
        for tag in contents.tags
    ]
    passages = [_highlight_key(highlight, documents, log) for highlight in highlights]
    return Keys(
        moment_key("p", contents.project.created),
        documents,
        dict(zip((tag.id for tag in contents.tags), distinct(tags), strict=True)),
        dict(zip((highlight.id for highlight in highlights), distinct(passages), strict=True)),
    )


def _highlight_key(highlight: Highlight, documents: dict[int, str], log: EditLog) -> str:
    """Return the moment of a passage's first command; without one, a key of its place in the document."""
    if highlight.id in log.highlights_added:
        return moment_key("h", log.highlights_added[highlight.id])
    document = documents[highlight.document_id]
    return words_key("h", document, str(highlight.start_offset), str(highlight.end_offset))
