from html import unescape

from corpus import Passage, Reference, Report, Section, Span, bundled_report
from ui.pages.contents import contents
from ui.pages.reading import Heading, Link, Unit, blocks
from ui.texts import texts_in

_REPORT = bundled_report()
_TEXTS = texts_in("en")


def units(report: Report) -> list[Unit]:
    return [block for block in blocks(report) if isinstance(block, Unit)]


def test_every_passage_stands_once_in_reading_order():
    assert [unit.anchor for unit in units(_REPORT)] == [it.id for it in _REPORT.passages]


def test_every_heading_stands_before_the_passages_under_it():
    last = None
    titles = [section.title for section in _REPORT.sections]
    passages = iter(_REPORT.passages)
    seen = []
    for block in blocks(_REPORT):
        if isinstance(block, Heading):
            seen.append(block.title)
            last = block
        else:
            section = next(passages).section
            assert section[-1:] == (() if last is None else (last.title,))
            assert last is None or last.level == len(section) + 1
    assert seen == titles


def test_a_unit_is_named_as_in_the_chat_and_in_references():
    unit = next(it for it in units(_REPORT) if it.anchor == "p19")
    assert (unit.name, unit.label) == ("¶ 19", "¶ 19")
    assert unit.reference == "GB.309/PFA/5/4, para. 19"


def test_a_unit_says_where_it_is_named():
    unit = next(it for it in units(_REPORT) if it.anchor == "r1")
    assert Link("p19", "¶ 19") in unit.referred_from


def test_a_footnote_leads_back_to_its_mark():
    unit = next(it for it in units(_REPORT) if it.kind == "footnote")
    (link,) = unit.marked_in
    carrier = next(it for it in units(_REPORT) if f'id="{link.anchor}"' in unescape(it.body))
    assert link.name == carrier.label


def test_anchors_are_unique():
    anchors = [block.anchor for block in blocks(_REPORT)]
    assert len(set(anchors)) == len(anchors)


def test_deep_headings_and_headings_without_passages():
    path = tuple(f"Title {depth}" for depth in range(1, 9))
    sections = tuple(Section(path[:depth], (Span(depth, depth + 1),)) for depth in range(1, 9))
    passage = Passage(
        "p1", "paragraph", "1", "¶ 1", "See 1.", "X/1", path[:1],
        references=(Reference("p1", 4, 5),), source_spans=(Span(1, 2),),
    )  # fmt: skip
    shown = blocks(Report("X/1", "A report", (passage,), sections))
    assert [it.level for it in shown if isinstance(it, Heading)] == [2, 3, 4, 5, 6, 6, 6, 6]
    assert isinstance(shown[0], Unit)


def test_words_of_a_report_are_never_read_as_html():
    passage = Passage("p1", "paragraph", "1", "¶ 1", "<script>alert(1)</script>", "X/1")
    (unit,) = blocks(Report("X/1", "A report", (passage,)))
    assert "<script" not in unit.body


def test_contents_lead_to_sections_recommendations_and_figures():
    shown = contents(_REPORT, _TEXTS)
    anchors = {block.anchor for block in blocks(_REPORT)}
    links = [entry.link for entry in shown.sections]
    links += [link for group in shown.groups for link in group.links]
    assert {link.anchor for link in links} <= anchors
    assert [group.title for group in shown.groups] == ["Recommendations", "Figures"]
    assert [entry.depth for entry in shown.sections] == [len(it.path) for it in _REPORT.sections]


def test_equal_headings_have_anchors_of_their_own():
    sections = (Section(("Impact",), ()), Section(("Impact",), ()))
    report = Report("X/1", "A report", (), sections)
    assert [it.anchor for it in blocks(report)] == ["s1", "s2"]
    assert [it.link.anchor for it in contents(report, _TEXTS).sections] == ["s1", "s2"]


def test_what_names_a_passage_is_what_the_report_says():
    for unit in units(_REPORT):
        naming = [Link(it.id, it.label) for it in _REPORT.referring_to(unit.anchor)]
        assert list(unit.referred_from) == naming
