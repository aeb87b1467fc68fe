"""Whatever a model writes and cites, what passes the check keeps every promise."""

import re
import unicodedata
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant import check_citation
from assistant.agreement import Vocabulary
from assistant.generation.draft import DraftSentence
from assistant.generation.meaning_check import MeaningCheck
from assistant.generation.name_check import NameCheck
from assistant.generation.sentence_check import SentenceCheck
from assistant.generation.subject_check import SubjectCheck
from assistant.generation.support import SupportScorer, support_weights
from corpus import bundled_report

REPORT = bundled_report()
VOCABULARY = Vocabulary(REPORT)
NAMES = NameCheck(REPORT, VOCABULARY)
# Any support is enough, so that as much as possible passes: the promises have to hold all the same.
LENIENT = replace(support_weights(), words_alone=0.0)
CHECK = SentenceCheck(
    REPORT,
    NAMES,
    MeaningCheck(NAMES, SubjectCheck(REPORT, VOCABULARY)),
    SupportScorer(VOCABULARY, None, LENIENT),
)
IDS = [passage.id for passage in REPORT.passages]
PASSAGES = st.sampled_from(REPORT.passages)

_NUMBERED = re.compile(
    r"(?:paragraphs?|paras?\.?|pars?\.|¶+|§+|recommendations?|recs?\.?|figures?|figs?\.?|charts?|"
    r"graphs?|footnotes?|foot-? ?notes?|fns?\.?|recomms?\.?|tables?|tabs?\.)"
    r"[\s\d,;&+/–—#.-]*(?:(?:and|or|to|nos?|number|through)[\s\d,;&+/–—-]*)*$",
    re.IGNORECASE,
)


def names_cited_unit(text: str, match: re.Match[str], checked) -> bool:
    """The number printed before a cited passage, after the word for its kind."""
    cited = {REPORT.passage(it.passage_id).number for it in checked.citations}
    return match[0] in cited and _NUMBERED.search(text[: match.start()]) is not None


def assert_promises(draft: DraftSentence, given_ids, checked) -> None:
    if not checked.is_supported:
        assert checked.reason
        assert not checked.citations
        return
    assert checked.citations
    for citation in checked.citations:
        assert check_citation(citation, REPORT) == "valid"
        assert citation.passage_id in given_ids
        assert citation.passage_id in draft.cited
    texts = [REPORT.passage(it.passage_id).text for it in checked.citations]
    runs = {run for text in texts for run in re.findall(r"\d+", text)}
    for match in re.finditer(r"\d+", checked.text):
        assert match[0] in runs or names_cited_unit(checked.text, match, checked), match[0]
    assert_plain(checked.text)


def assert_plain(text: str) -> None:
    assert text.strip() == text != ""
    assert len(text) <= 2000
    for character in text:
        assert unicodedata.category(character)[0] != "C", hex(ord(character))
        assert character not in "[]{}|\\*`~^\n\r\t\u2028\u2029"
    assert re.search(r"https?:|www\.|<[a-zA-Z/!?]|javascript:|data:|&\w+;|!\(", text) is None


def parts_of(passage) -> st.SearchStrategy[str]:
    return st.tuples(
        st.integers(0, len(passage.text) - 1), st.integers(1, 200), st.just(passage.text)
    ).map(lambda it: it[2][it[0] : it[0] + it[1]])


def sentences_of(passage) -> st.SearchStrategy[str]:
    return st.sampled_from([it for it in re.split(r"\n|(?<=\.)\s", passage.text) if it.strip()])


RUNS = sorted({run for it in REPORT.passages for run in re.findall(r"\d+", it.text)})
NUMBERS = st.one_of(
    st.sampled_from(RUNS),
    st.integers(0, 3000).map(str),
    st.sampled_from(
        "2 two second 12 twelve two-thirds ½ ² ٣ ３６ 1,200 1.200 −5 5-10 2008–09 2005–2009 21st "
        "G20 COVID-19 US$36m 36 14 76 % 7.3".split()
    ),
    st.builds("{} {}".format, st.sampled_from(["Recommendation", "paragraph", "¶", "figure",
              "Recommendations 1 and", "paras 3–", "footnote", "fig."]), st.integers(0, 30)),
)  # fmt: skip
NOISE = st.sampled_from(
    "“ ” ‘ ’ \" ' « » [p8] ![x](http://a.b) [a](b) <b> <img src=x> ** __ ` \u200b \u202e \x00 "
    "\ufeff \u2028 &lt; http://x.org Сhina Kenya e\u0301 \U000e0041 $$ # | ~~ \ud800 x<5".split(" ")
)
GLUE = st.sampled_from([" ", "", ", ", ". ", " and ", "\n"])
FREE = st.text(max_size=40)
STRANGE = st.sampled_from(["", "p99", "P8", " p8 ", "x"])
CITED = st.one_of(
    st.lists(st.sampled_from(IDS), max_size=5),
    st.lists(st.sampled_from(IDS), max_size=5),
    st.lists(st.one_of(st.sampled_from(IDS), STRANGE), max_size=4),
)


@st.composite
def drafts(draw) -> DraftSentence:
    passage = draw(PASSAGES)
    pieces = st.one_of(sentences_of(passage), parts_of(passage), NUMBERS, NOISE, FREE)
    first = draw(sentences_of(passage))
    text = first
    for piece in draw(st.lists(pieces, max_size=4)):
        place = draw(st.integers(0, len(text)))
        text = draw(
            st.sampled_from([
                text + draw(GLUE) + piece, piece + draw(GLUE) + text,
                text[:place] + piece + text[place:],
            ])
        )  # fmt: skip
    cited = [passage.id, *draw(CITED)]
    return DraftSentence(text, tuple(draw(st.permutations(cited))))


@settings(max_examples=400)
@given(drafts(), st.one_of(st.just(IDS), st.just(IDS), st.lists(st.sampled_from(IDS))))
@example(DraftSentence("In ¶ 11 three units were merged into 1 in 2006.", ("p11",)), IDS)
@example(DraftSentence("Recommendations 4 and 76 ask to increase ILO visibility.", ("r4",)), IDS)
def test_what_passes_keeps_every_promise(draft, given_ids):
    assert_promises(draft, given_ids, CHECK.check(draft, given_ids))


@settings(max_examples=200)
@given(st.text(), st.lists(st.one_of(st.sampled_from(IDS), st.text())), st.lists(st.text()))
def test_any_text_with_any_ids_is_checked(text, cited, others):
    draft = DraftSentence(text, tuple(cited))
    for given_ids in (IDS, others, cited):
        assert_promises(draft, given_ids, CHECK.check(draft, given_ids))


@settings(max_examples=150)
@given(PASSAGES.flatmap(lambda it: st.tuples(st.just(it), sentences_of(it))), st.data())
def test_a_changed_number_never_passes(found, data):
    passage, sentence = found
    runs = list(re.finditer(r"\d+", sentence))
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    number = data.draw(st.integers(0, 99_999).map(str).filter(lambda it: it not in passage.text))
    changed = sentence[: run.start()] + number + sentence[run.end() :]
    checked = CHECK.check(DraftSentence(changed, (passage.id,)), IDS)
    # The number of a list item before the sentence is dropped, whatever it is.
    assert not checked.is_supported or number not in re.findall(r"\d+", checked.text)


@settings(max_examples=100)
@given(PASSAGES.flatmap(lambda it: st.tuples(st.just(it), sentences_of(it))))
def test_the_check_is_the_same_twice(found):
    passage, sentence = found
    draft = DraftSentence(sentence, (passage.id, passage.id))
    once = CHECK.check(draft, IDS)
    assert CHECK.check(draft, IDS) == once
    again = CHECK.check(DraftSentence(once.text, once.cited), IDS)
    assert again.is_supported == once.is_supported
