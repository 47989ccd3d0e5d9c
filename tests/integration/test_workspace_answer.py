"""What the screen says of a return before it counts: what may not be meant, advice, and what is folded."""

from datetime import date
from pathlib import Path

from dashboard.locale.translator import words_for
from dashboard.workspace.parts.answer import ASKED, HINTS, advising
from pipelines.intake.preview import preview
from pipelines.receipts.sentences import SENTENCES
from pipelines.workspace import Checked, header_of, uploaded
from tests.support.door import OPEN, a_return, new_home, on_track
from tests.support.public_app import texts

EARLY = date(2024, 6, 1)


def test_what_may_not_be_meant_is_asked_first_then_advice_is_given_and_the_rest_is_folded_away(
    tmp_path: Path,
) -> None:
    said = on_track(
        "A01", what_happened="Ring 07700 900123.", in_plain_words="word " * 41, next_news_by=EARLY
    )
    file = a_return(tmp_path / "r.xlsx", [said])
    found = preview(
        file, home=new_home(tmp_path), feed="return", submitted_by="reporting officer",
        received_at=OPEN, partner_id="youth-service", round_id="2024-06",
    )  # fmt: skip
    checked = Checked(uploaded(file.name, file.read_bytes()), found, None)
    shown = [each for each in advising(checked, {}, header_of("en"), words_for("en", ("en",))) if each]

    assert [each["tag"] for each in shown] == ["div", "div", "details"]
    assert [texts(each)[:16] for each in shown] == [
        "Is this meant? I",
        "Kind and plain? ",
        "Good to know (2)",
    ]
    assert "hold what may be personal data (a telephone number)" in texts(shown[0])
    assert "has already passed" in texts(shown[2])


def test_every_warning_that_is_asked_or_given_as_advice_is_one_of_the_doors() -> None:
    assert set(SENTENCES) >= ASKED | HINTS
