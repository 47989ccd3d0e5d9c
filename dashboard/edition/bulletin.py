"""What to tell people of a round, as drafts: a newsletter article, an e-mail, three posts, talking points.

Every word is a sentence of ours around figures and words that were signed off; nothing is added. People edit
the drafts and send them. Bad news comes in one order: what, why, what happens next, when one hears again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.components.context import Published, Reading, facts_of
from dashboard.components.listening_parts import counted
from dashboard.components.outcomes import then_and_now
from dashboard.components.preview import without_marks
from dashboard.components.rounds import agreed
from dashboard.components.summary import summary
from dashboard.components.text_pages import contact
from dashboard.edition.addresses import Spot
from dashboard.edition.document import TEMPLATES
from dashboard.edition.edition_page import EditionPage
from dashboard.edition.html import Paints
from dashboard.locale.numbers import action_number
from dashboard.locale.translator import Words, words_in
from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.actions import Standing, Tile, standings, tiles
from dashboard.queries.changes import Change, changes
from dashboard.queries.counts import plan_counts
from dashboard.queries.listening import ALL, listening
from dashboard.queries.outcomes import became
from dashboard.queries.release import open_locked
from dashboard.settings import Settings

LATE = ("delayed", "at_risk")
LONGEST_ARTICLE = 200
"""How many words an article has, as far as what has to be said allows."""

LONGEST_POST = 280


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the lines under it."""

    title: str
    lines: Sequence[str]


def write_bulletin(release: Path, target: Path, settings: Settings) -> list[str]:
    """Write the drafts of a release into a folder, in each language of the plan; return their names."""
    connection = open_locked(release / "plan.duckdb")
    try:
        book = facts_of(connection.cursor(), release)
        base = settings.edition_address.rstrip("/") + "/" if settings.edition_address else ""
        written = []
        for lang in book.plan.spoken:
            teller = _Teller(book, words_in(lang, book.plan.spoken), base, settings.contact)
            for name, text in teller.drafts():
                (target / name).write_text(text, encoding="utf-8")
                written.append(name)
    finally:
        connection.close()
    return written


class _Teller:
    """What is told of a release in one language."""

    def __init__(self, book: Published, words: Words, base: str, ask: str) -> None:
        self.book, self.words, self.base = book, words, base
        leaf = EditionPage(Spot(""), words.lang, book.round.round_id, frozenset(), Paints())
        self.run = Reading(words, leaf, {"lang": words.lang}, book)
        self.ask = contact(self.run, ask)
        self.tiles = tiles(book.cursor, book.round.round_id)
        self.now = {
            tile.action_id: standings(book.cursor, tile.action_id, book.round.round_id)[0]
            for tile in self.tiles
        }
        before = book.previous
        self.changes: tuple[Change, ...] = (
            changes(book.cursor, before.round_id, book.round.round_id) if before else ()
        )

    def drafts(self) -> Iterator[tuple[str, str]]:
        """Give each draft: the name of its file, and its text."""
        lang, words = self.words.lang, self.words
        note = words.say(
            "Draft, made from the figures and words that were signed off. People edit it and send it."
        )
        note = f"{note} {self.book.demonstration(self.words)}".strip()
        title = f"{self.book.plan_name(self.words)}: {self.run.round_name}"
        parts = self.article()
        text = "\n\n".join([self.lead, *(f"{part.title}\n{_listed(part.lines)}" for part in parts)])
        yield f"article-{lang}.txt", f"[{note}]\n\n{title}\n\n{text}\n"
        subject = words.say("Subject: {text}", text=title)
        yield f"email-{lang}.txt", f"[{note}]\n\n{subject}\n\n{text}\n"
        yield f"email-{lang}.html", self._letter(title, parts, note)
        yield f"posts-{lang}.txt", f"[{note}]\n\n" + "\n\n".join(self.posts()) + "\n"
        yield f"talking-points-{lang}.txt", f"[{note}]\n\n" + "\n\n".join(self.talking_points()) + "\n"

    @property
    def lead(self) -> str:
        """Return how the plan stands, in the sentence of the overview."""
        return without_marks(summary(plan_counts(self.book.cursor, self.book.round.round_id), self.words))

    def article(self) -> list[Part]:
        """Return the parts of the article: done, late and why, next, whom to ask; as many words as fit."""
        say, words = self.words.say, self.words
        done = [self._good(change) for change in self.changes if change.headline == "complete"]
        late = [self._bad(tile) for tile in self._late()]
        told = self.became()[:1]
        room = LONGEST_ARTICLE - len(" ".join([self.lead, *told]).split()) - 60
        nothing = say("No action was finished in {round}.", round=self.run.round_name)
        done = self._fitting(done, room // 2) or [nothing]
        late = self._fitting(late, room // 2) or [say("No action is late or at risk.")]
        onward = [agreed(self.run)]
        if self.base:
            onward.append(words.say("Read every action: {address}", address=f"{self.base}{words.lang}/"))
        return [
            Part(say("What was done"), done),
            Part(say("What is late or at risk, and why"), late),
            *([Part(say("What became of what people said"), told)] if told else []),
            Part(say("What comes next"), onward),
            Part(say("Whom to ask"), [self.ask]),
        ]

    def became(self) -> list[str]:
        """Return what became of what people asked for, now and at first; nothing where that is not known."""
        cursor, say = self.book.cursor, self.words.say
        found = became(cursor, self.book.round.round_id).get(ALL)
        if not found:
            return []
        told = say(
            "Of {total}, what {done} asked for is done; for {going} it is on the way.",
            total=counted(sum(found.values()), listening(cursor), self.words),
            done=self.words.number(found["done"]),
            going=self.words.number(found["on_the_way"]),
        )
        then = then_and_now(self.run)
        return [told, then] if then else [told]

    def posts(self) -> list[str]:
        """Return three posts, each with what is read out in place of its picture."""
        done = next((change for change in self.changes if change.headline == "complete"), None)
        late = next(iter(self._late()), None)
        told = [(self.lead, self._address(""), self.lead)]
        for action_id in (done.action_id if done else None, late.action_id if late else None):
            if action_id:
                tile = next(tile for tile in self.tiles if tile.action_id == action_id)
                headline = self.words.say(HEADLINES[tile.headline])
                said = self._words(self.now[action_id])
                text = f"{self._name(tile)}: {headline.lower()}. {said}".strip()
                told.append((text, self._address(action_id), f"{self._name(tile)}. {headline}."))
        return [
            f"{_cut(text, LONGEST_POST - len(address) - 1)}\n{address}".rstrip()
            + "\n"
            + self.words.say("Alternative text: {text}", text=alternative)
            for text, address, alternative in told
        ]

    def talking_points(self) -> list[str]:
        """Return what to say face to face: the bad news first, action by action, in its one order."""
        say, words = self.words.say, self.words
        built = [
            self.lead,
            say(
                "Say what is bad first, and plainly; then why, what happens next, and when people will hear "
                "again. Say that you are sorry where a promise was not kept, and listen."
            ),
        ]
        for tile in self._late():
            now = self.now[tile.action_id]
            headline = say(HEADLINES[tile.headline]).lower()
            lines = [f"{self._name(tile)}: {headline}. {self._words(now)}".strip()]
            lines += [f"{say('Why:')} {now.reason}"] if now.reason else []
            lines += [f"{say('What happens next:')} {now.next_step}"] if now.next_step else []
            if now.next_news_by:
                lines.append(f"{say('You will hear again by')}: {words.day(now.next_news_by)}")
            built.append(f"{lines[0]}\n{_listed(lines[1:])}".rstrip())
        done = [self._good(change) for change in self.changes if change.headline == "complete"]
        if done:
            built.append(f"{say('What was done')}\n{_listed(done)}")
        if told := self.became():
            built.append(f"{say('What became of what people said')}\n{_listed(told)}")
        built.append(f"{say('Whom to ask')}\n{_listed([self.ask])}")
        return built

    def _late(self) -> list[Tile]:
        """Return what is late or at risk: first what became so in this round, in plan order."""
        new = {change.action_id for change in self.changes}
        late = [tile for tile in self.tiles if tile.headline in LATE]
        return sorted(late, key=lambda tile: (tile.action_id not in new, tile.position))

    def _good(self, change: Change) -> str:
        tile = next(tile for tile in self.tiles if tile.action_id == change.action_id)
        return f"{self._name(tile)}. {self._words(self.now[change.action_id])}".strip()

    def _bad(self, tile: Tile) -> str:
        now = self.now[tile.action_id]
        why = f"{self.words.say('Why:')} {now.reason}" if now.reason else ""
        headline = self.words.say(HEADLINES[tile.headline]).lower()
        return " ".join(filter(None, (f"{self._name(tile)}: {headline}.", self._words(now), why)))

    def _words(self, now: Standing) -> str:
        """Return what the lead said in plain words, and that it is in another language where it is."""
        said = self.words.quote(now.in_plain_words, now.words_language)
        if said is None:
            return ""
        if said.is_translated or self.words.other is None:
            return said.text
        return f"{said.text} [{self.words.say('Not yet translated')}]"

    def _name(self, tile: Tile) -> str:
        title = self.words.pick(tile.title_en, tile.title_cy)
        number = action_number(tile.action_id, tile.position, self.words)
        return f"{number} {title.text if title else self.words.say('title not yet entered')}"

    def _address(self, action_id: str) -> str:
        spot = Spot("action", "action", action_id) if action_id else Spot("")
        return f"{self.base}{spot.path(self.words.lang)}" if self.base else ""

    def _fitting(self, lines: list[str], room: int) -> list[str]:
        """Return the first lines, as many as have room, one at least, and how many more there are."""
        kept: list[str] = []
        for line in lines:
            if kept and sum(len(one.split()) for one in [*kept, line]) > room:
                break
            kept.append(line)
        left = len(lines) - len(kept)
        if left:
            kept.append(self.words.count("And {count} more.", "And {count} more.", left))
        return kept

    def _letter(self, title: str, parts: Sequence[Part], note: str) -> str:
        return TEMPLATES.get_template("letter.html").render(
            lang=self.words.lang, title=title, lead=self.lead, parts=parts, note=note
        )


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
