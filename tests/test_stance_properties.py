"""What holds for every stance, whatever the tree: nothing raises, spans are in the text, values have evidence."""

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.lexicon import Lexicon
from quoteattr.model import Commitment, Cue, CueKind, QuoteType, Reporting, Span
from quoteattr.parsing import conllu
from quoteattr.reading import read_parse
from quoteattr.stance import Report, judge
from quoteattr.tree import Parse, Sentence, Token, spans_of

NOUNS = [Lexicon.german().nouns[word] for word in ("forderung", "angaben", "vorwurf", "zweifel")]
WORDS = """
Der Rat Kreml sagte bestätigte behauptete forderte von der Stadt , dass sie nicht handeln könne könnten müsse soll
gesagt haben will wäre hätten angeblich zu Recht was stimmt wenn ob kein Fehler richtig falsch warnte vor dem Plan
schloss aus „ “ ? ! : . Das ist leider wir werden brauchen drohen stimmte einräumt Forderung nach Angaben laut
""".split()
RELATIONS = """
nsubj nsubj:pass obj iobj obl nmod case det amod advmod aux aux:pass cop mark ccomp xcomp csubj acl acl:relcl advcl conj
parataxis compound:prt punct root expl appos
""".split()
TAGS = [("NOUN", "NN"), ("VERB", "VVFIN"), ("VERB", "VVPP"), ("VERB", "VVINF"), ("AUX", "VMFIN"), ("AUX", "VAINF"),
        ("ADV", "ADV"), ("ADJ", "ADJD"), ("ADP", "APPR"), ("DET", "ART"), ("PRON", "PPER"),
        ("PUNCT", "$,")]  # fmt: skip
FEATS = [{}, {"VerbForm": "Fin"}, {"Case": "Dat"}, {"Case": "Acc"}, {"Mood": "Sub"}, {"Mood": "Imp"},
         {"Tense": "Past"}]  # fmt: skip


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """A text of one to three sentences with any tree over them."""
    text, sentences = "", []
    for _ in range(draw(st.integers(1, 3))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
        tokens = []
        for index, word in enumerate(words):
            text += " " if text else ""
            upos, xpos = draw(st.sampled_from(TAGS))
            head = draw(st.integers(-1, len(words) - 1))
            feats, relation = draw(st.sampled_from(FEATS)), draw(st.sampled_from(RELATIONS))
            head = -1 if head == index else head
            place = len(text), len(text) + len(word)
            tokens.append(Token(index, word, word, upos, xpos, feats, head, relation, *place))
            text += word
        sentences.append(Sentence(tuple(tokens)))
    return conllu.read(conllu.write(Parse(text, tuple(sentences))), text)  # reading cuts cycles


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any stretch as the quotation, any words as the cue, any verb or noun behind it."""
    parse = draw(parses())
    reading = read_parse(parse)
    tokens = [token for sentence in parse.sentences for token in sentence.tokens]
    first = draw(st.integers(0, len(tokens) - 1))
    last = draw(st.integers(first, len(tokens) - 1))
    quote = (Span(tokens[first].start, tokens[last].end),)
    kind = draw(st.sampled_from(list(QuoteType)))
    cue = None
    if draw(st.booleans()):
        words = draw(st.lists(st.sampled_from(tokens), min_size=1, max_size=3, unique_by=lambda token: token.start))
        cue = Cue(spans_of(words, parse.text), "", "", draw(st.sampled_from(list(CueKind))))
    verbs = [verb for sentence in reading.sentences for verb in reading.cues_in(sentence)]
    return Report(
        reading,
        kind,
        quote,
        cue,
        verb=draw(st.sampled_from([None, *verbs])),
        noun=draw(st.sampled_from([None, *NOUNS])),
        frame=cue.spans if cue else (),
        speaker=draw(st.none() | st.just(quote[0])),
    )


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports())
def test_every_report_is_judged(report: Report) -> None:
    text = report.reading.text
    stance = judge(report)
    assert judge(evolve(report)) == stance
    spans = [span for item in stance.evidence for span in item.spans]
    if stance.target is not None:
        assert stance.target.text == " … ".join(span.of(text) for span in stance.target.spans)
        assert stance.target.text.strip()
        spans += [*stance.target.spans, stance.target.head]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    rules = {item.rule.partition(".")[0] for item in stance.evidence}
    assert "reporting" in rules or stance.reporting is Reporting.UNKNOWN
    assert "commitment" in rules or stance.commitment is Commitment.UNKNOWN
    assert rules <= {"reporting", "commitment", "attitude"}
