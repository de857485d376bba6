"""Every cue of the lexicon in a template sentence, with a tree that is built, not parsed.

``python tests/stance_templates.py`` writes what is judged now into `cases/stance/classes.tsv`, for review.
"""

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from quoteattr.lexicon import FormKind, Lexicon, NounSense, VerbForm, VerbSense
from quoteattr.model import Cue, CueKind, QuoteType, Stance
from quoteattr.reading import read_parse
from quoteattr.stance import Report, judge
from quoteattr.tree import Parse, Sentence, Token, spans_of

CLASSES = Path(__file__).parent / "cases" / "stance" / "classes.tsv"
COLUMNS = ("id", "template", "reporting", "commitment", "attitude", "target")
LEXICON = Lexicon.german()
ORDER = ("dass", "zu", "v2", "np", "ob", "w", "als", "gen", "direct")
PRESENT = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres"}
PAST = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Past"}

Word = tuple[str, str, str, dict[str, str], int, str]


class Builder:
    """Collects the words of a sentence and makes its tree."""

    def __init__(self) -> None:
        self.words: list[Word] = []

    def add(self, text: str, upos: str, xpos: str, head: int, deprel: str, **feats: str) -> int:
        self.words.append((text, upos, xpos, feats, head, deprel))
        return len(self.words) - 1

    def parse(self) -> Parse:
        text, tokens = "", []
        for index, (form, upos, xpos, feats, head, deprel) in enumerate(self.words):
            text += "" if not text or form in ",.?" else " "
            tokens.append(Token(index, form, form, upos, xpos, feats, head, deprel, len(text), len(text) + len(form)))
            text += form
        return Parse(text, (Sentence(tuple(tokens)),))


def noun_phrase(build: Builder, head: int, deprel: str, case: str, preposition: str = "") -> int:
    """*den Plan*, *dem Plan*, *der Plan* with or without a preposition."""
    article = {"Acc": "den", "Dat": "dem", "Nom": "der", "Gen": "des"}[case]
    noun = len(build.words) + 1 + bool(preposition)
    if preposition:
        build.add(preposition, "ADP", "APPR", noun, "case")
    build.add(article, "DET", "ART", noun, "det", Case=case)
    return build.add("Planes" if case == "Gen" else "Plan", "NOUN", "NN", head, deprel, Case=case)


def template(sense: VerbSense, complement: str) -> tuple[Builder, list[int], list[int]] | None:
    """A sentence around a verb, with the indices of cue and content; None if the verb has no form for it."""
    form = next((form for form, entry in forms_of(sense) if not sense.particle or not entry.joined), None)
    if form is None:
        return None
    build = Builder()
    verb = 2
    build.add("Der", "DET", "ART", 1, "det", Case="Nom")
    build.add("Sprecher", "NOUN", "NN", verb, "nsubj", Case="Nom")
    build.add(form, "VERB", "VVFIN", -1, "root", **PRESENT)
    cue = [verb]
    if sense.reflexive:
        cue.append(build.add("sich", "PRON", "PRF", verb, "obj"))
    correlate, _, kind = complement.rpartition("+")
    cue += [build.add(word, "ADV", "ADV", verb, "advmod") for word in ([correlate] if correlate else [])]
    if sense.target == "iobj" and kind != "np":
        noun_phrase(build, verb, "iobj", "Dat")
    if sense.target == "obj" and kind in ("als", "gen", "zu", "dass"):
        noun_phrase(build, verb, "obj", "Acc")
    content: list[int] = []
    if kind == "np":
        case = "Dat" if sense.target == "iobj" else "Acc"
        content = span_up_to(build, noun_phrase(build, verb, "iobj" if case == "Dat" else "obj", case))
    elif kind.startswith("pp:"):
        content = span_up_to(build, noun_phrase(build, verb, "obl", "Dat", kind.removeprefix("pp:")))
    elif kind == "gen":
        content = span_up_to(build, noun_phrase(build, verb, "obl", "Gen"))
    elif kind == "als":
        content = span_up_to(build, noun_phrase(build, verb, "obl", "Nom", "als"))
    for word in sense.fixed:
        upos = "ADP" if word in ("zu", "in", "von", "auf", "an", "aus", "für", "unter", "vor", "mit") else "NOUN"
        cue.append(build.add(word, upos, "", verb, "compound"))
    if sense.particle:
        cue.append(build.add(sense.particle, "ADP", "PTKVZ", verb, "compound:prt"))
    if kind in ("dass", "ob", "w", "v2", "zu", "direct"):
        build.add(",", "PUNCT", "$,", verb, "punct")
        content = clause(build, kind, verb)
    build.add(".", "PUNCT", "$.", verb, "punct")
    return build, cue, content


def span_up_to(build: Builder, noun: int) -> list[int]:
    first = noun - 1 if build.words[noun - 2][1] != "ADP" else noun - 2
    return list(range(first, noun + 1))


def clause(build: Builder, kind: str, verb: int) -> list[int]:
    """*dass die Stadt handelt*, *die Stadt handelt*, *die Stadt zu meiden*."""
    first = len(build.words)
    if kind == "zu":
        build.add("die", "DET", "ART", first + 1, "det", Case="Acc")
        build.add("Stadt", "NOUN", "NN", first + 3, "obj", Case="Acc")
        build.add("zu", "PART", "PTKZU", first + 3, "mark")
        build.add("meiden", "VERB", "VVINF", verb, "ccomp", VerbForm="Inf")
        return list(range(first, first + 4))
    introduced = kind in ("dass", "ob", "w")
    head = first + 2 + introduced
    if introduced:
        build.add("warum" if kind == "w" else kind, "ADV" if kind == "w" else "SCONJ", "", head,
                  "advmod" if kind == "w" else "mark")  # fmt: skip
    build.add("die", "DET", "ART", head - 1, "det", Case="Nom")
    build.add("Stadt", "NOUN", "NN", head, "nsubj", Case="Nom")
    build.add("handelt", "VERB", "VVFIN", verb, "ccomp", **PRESENT)
    return list(range(first, head + 1))


def forms_of(sense: VerbSense) -> Iterator[tuple[str, VerbForm]]:
    """The finite forms of an entry that its own form table gives, the third person singular first."""
    if sense.id not in _FORMS:
        return
    yield from sorted(_FORMS[sense.id], key=lambda pair: (not pair[0].endswith("t"), pair[0]))


_FORMS: dict[str, list[tuple[str, VerbForm]]] = {}
for _form, _entries in LEXICON.verb_forms.items():
    for _entry in _entries:
        if _entry.kind is FormKind.FINITE and _entry.mood is None:
            _FORMS.setdefault(_entry.sense.id, []).append((_form, _entry))


def complement_of(sense: VerbSense) -> str:
    """The complement that the template has: the one that tells an entry from others of its verb."""
    others = [other for other in LEXICON.verbs.values() if same_words(other, sense) and other.id != sense.id]
    shared = {item for other in others for item in other.governs}
    own = sorted(sense.governs, key=rank)
    return next((item for item in own if item not in shared), own[0])


def rank(complement: str) -> tuple[int, str]:
    return (ORDER.index(complement) if complement in ORDER else 4, complement)


def same_words(one: VerbSense, other: VerbSense) -> bool:
    def words(sense: VerbSense) -> tuple[object, ...]:
        return (sense.base, sense.particle, sense.reflexive, sense.fixed)

    return words(one) == words(other)


def stance_of_verb(sense: VerbSense, judged: VerbSense | None = None) -> Stance | None:
    """The stance of the template of `sense`, with the classes of `judged`."""
    complement = complement_of(sense)
    made = template(sense, complement)
    if made is None:
        return None
    build, cue, content = made
    parse = build.parse()
    tokens = parse.sentences[0].tokens
    form = tokens[2].text
    entry = next(entry for text, entry in forms_of(sense) if text == form)
    forms = {form: (evolve(entry, sense=judged or sense),)}
    reading = read_parse(parse, evolve(LEXICON, verb_forms=forms))
    verb = next((each for each in reading.cues_in(parse.sentences[0]) if each.verb is tokens[2]), None)
    found = Cue(spans_of([tokens[i] for i in cue], parse.text), "", sense.lemma, CueKind.VERB, sense.id)
    quote = spans_of([tokens[i] for i in content], parse.text)
    return judge(Report(reading, QuoteType.INDIRECT, quote, found, verb))


def stance_of_noun(sense: NounSense, judged: NounSense | None = None) -> Stance:
    """The stance of *Die Forderung, dass die Stadt handelt*."""
    build = Builder()
    build.add("Die", "DET", "ART", 1, "det")
    build.add(sense.id, "NOUN", "NN", 2, "nsubj")
    build.add("kam", "VERB", "VVFIN", -1, "root", **PAST)
    build.add(",", "PUNCT", "$,", 2, "punct")
    content = clause(build, "dass", 1)
    build.add(".", "PUNCT", "$.", 2, "punct")
    parse = build.parse()
    tokens = parse.sentences[0].tokens
    reading = read_parse(parse)
    cue = Cue((tokens[1].span,), sense.id, sense.id, CueKind.NOUN, sense.id)
    quote = spans_of([tokens[i] for i in content], parse.text)
    return judge(Report(reading, QuoteType.INDIRECT, quote, cue, noun=judged or sense, frame=(tokens[1].span,)))


def row(name: str, shape: str, stance: Stance) -> tuple[str, ...]:
    target = stance.target.text if stance.target else "-"
    return (name, shape, stance.reporting.value, stance.commitment.value, stance.attitude.value, target)


def nouns() -> list[NounSense]:
    return list({sense.id: sense for sense in LEXICON.nouns.values()}.values())


def table() -> list[tuple[str, ...]]:
    """A row for every entry of the lexicon."""
    made = [(sense, stance_of_verb(sense)) for sense in LEXICON.verbs.values()]
    verbs = [row(sense.id, complement_of(sense), stance) for sense, stance in made if stance is not None]
    return verbs + [row(sense.id, "noun", stance_of_noun(sense)) for sense in nouns()]


def golden() -> list[tuple[str, ...]]:
    lines = CLASSES.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")][1:]


if __name__ == "__main__":
    HEAD = "# The stance of every cue of the lexicon in a template sentence; written by tests/stance_templates.py.\n"
    body = "\n".join("\t".join(cells) for cells in [COLUMNS, *table()])
    CLASSES.write_text(HEAD + body + "\n", encoding="utf-8")
