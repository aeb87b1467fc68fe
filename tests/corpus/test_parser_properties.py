"""What holds for every report, not only the shipped one."""

import hashlib
import textwrap
from collections import Counter
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Report, ReportFormatError, SourceText, parse_report

SYMBOL = "XY.12/AB/3"
WORDS = st.text(alphabet="abcdefghijklmnopéü", min_size=1, max_size=9)
NUMBERS = st.sampled_from(["2008–09", "76", "1,250", "3.5", "12", "4", "1944", "(No. 102)"])


@dataclass
class Unit:
    """A paragraph or recommendation as it will be printed."""

    kind: str
    text: str
    items: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)


@st.composite
def sentences(draw, end: str = ".") -> str:
    words = draw(st.lists(WORDS | NUMBERS, min_size=3, max_size=18))
    # A sentence may end with a number, which then can begin a line: "… in 2010. The …"
    last = draw(st.sampled_from(["", " 2010", " 7", " 12", " 76"]))
    return f"{draw(WORDS).capitalize()} {' '.join(words)}{last}{end}"


@st.composite
def units(draw, kind: str) -> Unit:
    text = " ".join(draw(st.lists(sentences(), min_size=1, max_size=4)))
    items: list[str] = []
    if draw(st.booleans()):
        text = f"{text} {draw(sentences(end=':'))}"
        items = [f"{item};" for item in draw(st.lists(sentences(end=""), min_size=1, max_size=4))]
        items[-1] = items[-1].removesuffix(";") + "."
    return Unit(kind, text, items)


@st.composite
def headings(draw) -> list[str]:
    title = st.lists(WORDS, min_size=1, max_size=4).map(lambda w: " ".join(w).capitalize())
    return draw(st.lists(title, max_size=2))


@st.composite
def reports(draw) -> list[Unit]:
    found: list[Unit] = []
    for _ in range(draw(st.integers(1, 7))):
        paragraph = draw(units("paragraph"))
        paragraph.headings = draw(headings()) if found else ["Introduction"]
        found.append(paragraph)
        found += draw(st.lists(units("recommendation"), max_size=2))
    return found


def render(found: list[Unit], width: int, spacing: int, page: int, marker: str) -> str:
    """Print units with their numbers, wrapped, with running lines every ``page`` lines."""
    lines: list[str] = []
    numbers: Counter[str] = Counter()
    for unit in found:
        numbers[unit.kind] += 1
        lines += unit.headings
        prefix = "{}. " if unit.kind == "paragraph" else "■ Recommendation {}: "
        lines += wrap(prefix.format(numbers[unit.kind]) + unit.text, width)
        for position, item in enumerate(unit.items, start=1):
            lines += wrap(f"{marker.format(position)} {item}", width)
    printed = ["Some office", "", SYMBOL, "", "A report on something that was looked at.", ""]
    for position, line in enumerate(lines):
        if position and position % page == 0:
            printed += [SYMBOL, "", f"XY12-AB-En.doc  {position // page}", ""]
        printed += [line, *[""] * spacing]
    return "\n".join(printed)


def wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def parse(text: str) -> Report:
    return parse_report(SourceText("file", text, hashlib.sha256(text.encode()).hexdigest()))


@settings(max_examples=60)
@given(
    found=reports(),
    width=st.integers(60, 100),
    spacing=st.integers(0, 2),
    page=st.integers(15, 60),
    marker=st.sampled_from(["–", "({})", "•"]),
)
def test_what_is_rendered_with_numbering_is_parsed_back(found, width, spacing, page, marker):
    report = parse(render(found, width, spacing, page, marker))
    for kind in ("paragraph", "recommendation"):
        printed = [unit for unit in found if unit.kind == kind]
        parsed = report.of_kind(kind)
        assert [p.number for p in parsed] == [str(n + 1) for n in range(len(printed))]
        for passage, unit in zip(parsed, printed, strict=True):
            marked = [f"{marker.format(n)} {item}" for n, item in enumerate(unit.items, start=1)]
            assert passage.text == "\n".join([unit.text, *marked])
            assert [passage.text[i.start : i.end] for i in passage.items] == unit.items
    expected = [heading for unit in found for heading in unit.headings]
    assert [section.title for section in report.sections] == expected


LINES = st.sampled_from(
    [
        "",
        "Findings and conclusions",
        "ends a sentence here.",
        "goes on in the next line with",
        "2010. The year stood at the end of a sentence.",
        "1",
        "2",
        "17",
        SYMBOL,
        "XY12-AB-En.doc  4",
        "– an item;",
        "(1) another item.",
        "Figure 1. Shares by region (in million US$)",
        "Africa, 7.3",
        "Source: An office.",
        "■ Recommendation 1: Do more.",
        "Recommendation 2.",
        "Suggested next steps:",
        "Geneva, 3 May 2011",
    ]
) | st.text(max_size=60)


@settings(max_examples=300)
@given(st.lists(LINES | st.integers(1, 9).map(lambda n: f"{n}. A paragraph."), max_size=40))
def test_every_character_belongs_to_exactly_one_place(lines):
    text = "\n".join(lines).replace("\r", "\n")
    try:
        report = parse(text)
    except ReportFormatError:
        return
    covered: Counter[int] = Counter()
    owners = [*report.passages, *report.sections]
    spans = [span for owner in owners for span in owner.source_spans]
    spans += [line.source_span for line in report.running_lines]
    for span in spans:
        covered.update(range(span.start, span.end))
    body = [offset for offset, character in enumerate(text) if not character.isspace()]
    assert all(covered[offset] == 1 for offset in body)


@settings(max_examples=200)
@given(st.lists(LINES | st.integers(1, 9).map(lambda n: f"{n}. A paragraph."), max_size=40))
def test_ids_are_unique_and_offsets_point_into_the_text(lines):
    try:
        report = parse("\n".join(lines))
    except ReportFormatError:
        return
    ids = [passage.id for passage in report.passages]
    assert len(ids) == len(set(ids))
    for passage in report.passages:
        for item in passage.items:
            assert passage.text[item.start : item.end].strip()
        for reference in passage.references:
            assert report.passage(reference.target) is not passage
            assert passage.text[reference.start : reference.end]
        assert all(0 <= mark.offset <= len(passage.text) for mark in passage.marks)
        assert all(mark.footnote in ids for mark in passage.marks)


@settings(max_examples=200)
@given(
    number=st.integers(0, 3000),
    before=st.sampled_from(["as it was adopted in", "for a period of more than", "in chapter"]),
)
def test_a_stray_number_in_a_sentence_is_no_paragraph(number, before):
    filler = "with many words that make the line as long as the others of this report are"
    body = [
        f"1. The first paragraph speaks {filler}",
        f"and says more of it, {filler}, {before}",
        f"{number}. That was long ago.",
        f"2. The second paragraph, {filler}.",
    ]
    report = parse("\n".join([SYMBOL, *body]))
    assert [passage.number for passage in report.of_kind("paragraph")] == ["1", "2"]
    assert f"{before} {number}. That was long ago." in report.passage("p1").text


@settings(max_examples=100)
@given(st.integers(1, 30), st.integers(1, 29))
def test_a_number_left_out_is_reported_as_a_gap(count, missing):
    kept = [n for n in range(1, count + 3) if n != missing]
    text = "\n".join(f"{n}. A paragraph that stands here." for n in kept)
    report = parse(text)
    assert [int(p.number) for p in report.of_kind("paragraph")] == kept
    gaps = [note.number for note in report.numbering_notes if note.problem == "gap"]
    assert gaps == ([missing] if missing < count + 2 else [])


def test_numbers_that_start_again_are_a_series_of_their_own():
    first = [f"{n}. A paragraph of the body." for n in range(1, 9)]
    again = [f"{n}. A paragraph of the annex." for n in range(1, 4)]
    report = parse("\n".join([*first, *again]))
    assert [p.id for p in report.of_kind("paragraph")] == [
        *(f"p{n}" for n in range(1, 9)),
        *(f"s2.p{n}" for n in range(1, 4)),
    ]
    assert [note.problem for note in report.numbering_notes] == ["restart"]
    assert report.passage("s2.p2").label == "¶ 2 (series 2)"


def test_a_number_may_stand_alone_above_its_paragraph():
    report = parse("1.\nThe first paragraph\nis here.\n2.\nThe second one.")
    texts = [passage.text for passage in report.of_kind("paragraph")]
    assert texts == ["The first paragraph is here.", "The second one."]
