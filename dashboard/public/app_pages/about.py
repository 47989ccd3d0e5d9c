"""About the figures: what each word means, how far to trust them, when they come and from where."""

from dashboard.components.about_parts import calendar, definition_tables, draft_note, provenance, strengths
from dashboard.components.blocks import Block, block, heading, spot_link
from dashboard.components.context import Reading, reading
from dashboard.components.corrections import correction_list
from dashboard.components.csv_of_figures import actions_csv, file_name
from dashboard.components.downloads import earlier_releases, table_files, table_titles, whole_release
from dashboard.locale.translator import mark
from dashboard.queries.actions import tiles
from dashboard.queries.counts import plan_counts

SECTIONS = {
    "trust": mark("How far to trust them"),
    "definitions": mark("Definitions"),
    "calendar": mark("When figures are published"),
    "corrections": mark("Corrections"),
    "sources": mark("Where they come from"),
    "download": mark("Download the data"),
    "welsh": mark("The Welsh words"),
}


def about(run: Reading) -> None:
    """Show the definitions, the limits, the calendar, the corrections, the provenance and the downloads."""
    words, round_id = run.words, run.book.round.round_id
    counts = plan_counts(run.book.cursor, round_id)
    run.show(
        "about",
        block("h1", words.say("About the figures")),
        _contents(run),
        *strengths(run, counts),
        *definition_tables(run),
        *calendar(run),
        *correction_list(run, table_titles(run)),
        *provenance(run),
        heading("download", words.say("Download the data")),
        block(
            "p",
            words.say(
                "Every action of {round} and how it stands, as a table in a file.",
                round=run.round_name,
            ),
        ),
    )
    run.medium.offer(
        "download-actions",
        words.say("Download as CSV"),
        actions_csv(tiles(run.book.cursor, round_id), words),
        file_name(words.say("actions"), run),
    )
    run.show(
        "files",
        block("p", words.say("Everything that these pages show, as open data:")),
        whole_release(run),
        table_files(run),
        earlier_releases(run),
        block(
            "p",
            words.say(
                "All these pages are made as files, too, which need no server: whoever looks after the plan "
                "puts them on any web space in five minutes, with “plan site export FOLDER --address "
                "ADDRESS” and an upload of the folder. Opened from a disk they work as well."
            ),
        ),
        block(
            "p",
            words.say(
                "The figures and words may be used again under the Open Government Licence v3.0, with their "
                "source named. People's own words are not part of that licence."
            )
            if run.has_listening
            else words.say(
                "The figures and words may be used again under the Open Government Licence v3.0, with their "
                "source named."
            ),
            kind="quiet",
        ),
        *draft_note(run),
    )


def _contents(run: Reading) -> Block:
    """Return the way to each section of this long page."""
    items = [
        block("li", spot_link(run.words.say(title), spot))
        for spot, title in SECTIONS.items()
        if spot != "welsh" or "cy" in run.words.languages
    ]
    return block("nav", block("ul", *items), aria_label=run.words.say("On this page"), kind="contents")


if __name__ == "__main__":
    about(reading())
