import datetime

import pytest

from corpus import NumberingNote, Passage, Report, bundled_report
from ui.pages.about import Fact, about
from ui.texts import LANGUAGES, texts_in


def test_the_shipped_report():
    view = about(bundled_report(), texts_in("en"))
    assert Fact("Symbol", "GB.309/PFA/5/4") in view.facts
    assert Fact("Date", "23 September 2010") in view.facts
    assert view.counts == (
        "12 sections", "20 paragraphs", "12 recommendations", "3 figures", "2 footnotes",
    )  # fmt: skip
    assert view.notes == ()
    assert view.fingerprint == bundled_report().source_sha256


def test_what_is_not_known_is_left_out():
    view = about(Report("X/1", "A report", ()), texts_in("en"))
    assert view.facts == (Fact("Symbol", "X/1"), Fact("Title", "A report"))
    assert (view.counts, view.notes, view.fingerprint) == ((), (), "")


def test_one_of_a_kind_and_pages():
    passage = Passage("p1", "paragraph", "1", "¶ 1", "Words.", "X/1", page=1)
    view = about(Report("X/1", "A report", (passage,)), texts_in("en"))
    assert view.counts == ("1 paragraph", "1 page")


@pytest.mark.parametrize("problem", ["gap", "stray", "restart"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unusual_number_is_said(problem, language):
    report = Report(
        "X/1", "A report", (), date=datetime.date(2010, 9, 23),
        numbering_notes=(NumberingNote(problem, "paragraph", 7, 0),),
    )  # fmt: skip
    (note,) = about(report, texts_in(language)).notes
    assert "7" in note
