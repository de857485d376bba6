"""The words and phrases of `evaluations.tsv` that judge in a stretch of text, before anything turns them round."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from quoteattr.lexicon import Evaluation
from quoteattr.model import Attitude
from quoteattr.stance.report import Report
from quoteattr.tree import Sentence, Token

_GAP = 2  # words that may stand between two words of a phrase
_ANY = frozenset({"…"})  # in a phrase: any number of words, for what opens and what closes a clause (halte an … fest)
_NEGATING = frozenset(
    "nicht kein keine keinen keinem keiner niemandem niemand nie niemals keineswegs keinesfalls mitnichten kaum".split()
)
_PUT = frozenset({"gesagt", "formuliert", "gefragt", "gesprochen", "ausgedrückt"})
_UNREAL = frozenset({"wär", "wärs", "wär's", "wär’s"})
_FEELING = frozenset(
    "gehen ergehen fühlen schlafen kennen erinnern vorstellen kleiden füllen sehen hören verstehen erkennen".split()
)
_GREETED = frozenset({"morgen", "tag", "abend", "nacht", "appetit", "rutsch", "besserung"})


@frozen
class Judgement:
    """A word or phrase of the content that judges.

    Attributes:
        attitude: What it shows of the speaker, everything counted that turns it.
        tokens: The words, with those that turn it.
        sentence: Where they stand.
        goal: What is judged, None if nothing is named.
        certain: Whether it is the predicate, rather than a strong word somewhere in the clause.
        kind: Kind of the entry; `excess` for *zu spät*.
    """

    attitude: Attitude
    tokens: tuple[Token, ...]
    sentence: Sentence
    goal: Token | None
    certain: bool
    kind: str


def judging_words(report: Report, sentence: Sentence, words: Sequence[Token]) -> Iterator[Judgement]:
    """The phrases and words that judge; a word of a phrase says nothing by itself (*gut gemeint, allein gelassen*)."""
    phrases = _longest([*_phrases(report, sentence, words)])
    taken = {token.index for found in phrases for token in found.tokens}
    yield from phrases
    yield from (found for found in _words(report, sentence, words) if found.tokens[-1].index not in taken)


def _words(report: Report, sentence: Sentence, words: Sequence[Token]) -> Iterator[Judgement]:
    """The single words that judge; `certain` where they count anywhere in the clause."""
    lexicon = report.reading.lexicon
    for token in words:
        if report.speaker is not None and report.speaker.covers(token.span):
            continue  # Die Gewerkschaft Genuss spricht von …: a name
        before = sentence.tokens[token.index - 1] if token.index else None
        if before is not None and before.xpos == "PTKA" and before.text.lower() in ("zu", "allzu"):
            yield Judgement(Attitude.OPPOSE, (before, token), sentence, None, True, "excess")
            continue
        entry = lexicon.evaluation(_whole(sentence, token), token.upos)
        if entry is None and token is words[0] and token.upos in ("NOUN", "ADJ"):
            # Unfassbar, Quatsch: with the capital of a first word one is taken for the other
            entry = lexicon.evaluation(token.text, "ADJ" if token.upos == "NOUN" else "NOUN")
        if entry is None and token.upos == "NOUN" and token.text.endswith(("e", "en", "er", "es")):
            entry = lexicon.evaluation(token.text, "ADJ")  # die Stärkste, nichts Unanständiges
            if entry is not None and entry.attitude not in (Attitude.SUPPORT, Attitude.OPPOSE):
                entry = None  # der Schaden is no form of schade
        if entry is None or entry.kind in ("shifter", "intensifier") or _is_no_praise(sentence, token):
            continue
        if entry.kind == "adjective" and entry.attitude is not Attitude.OPPOSE and _is_done(sentence, token):
            continue  # hat mehr verdient; hat ihr zwei Hunde gelassen; but: hat den Zweck verfehlt
        strengthened = before is not None and kind_of(lexicon.evaluation(before.text, before.upos)) == "intensifier"
        tokens = (before, token) if strengthened and before is not None else (token,)
        yield Judgement(entry.attitude, tokens, sentence, None, entry.strong or strengthened, entry.kind)


def _is_no_praise(sentence: Sentence, token: Token) -> bool:
    """*So wichtig wie Brot, gut eine Million, guten Morgen, ehrlich gesagt, funktioniert anders*: of other use."""
    word = token.text.lower()
    before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
    behind = sentence.tokens[token.index + 1 : token.index + 3]
    following = behind[0].text.lower() if behind else ""
    if word == "gut" and behind:
        counted = behind[-1].upos == "NUM" or behind[-1].text in ("Million", "Milliarde", "Dutzend", "Hälfte")
        if behind[0].upos == "NUM" or (following in ("ein", "eine", "einen", "einer", "die") and counted):
            return True
    asked = word == "bitte" and sentence.child(token, "det") is not None  # um eine Bitte
    greets = word.startswith("gut") and following in _GREETED
    opens = following in _PUT or following in _UNREAL  # ehrlich gesagt, höflich formuliert; schön wär's
    differs = word.startswith("funktionier") and following == "anders"
    alike = before in ("ebenso", "genauso") or (before == "so" and following in ("wie", "es"))
    return asked or greets or opens or differs or alike or _is_how_somebody_is(sentence, token)


def _is_how_somebody_is(sentence: Sentence, token: Token) -> bool:
    """*Ihr gehe es gut, er habe gut geschlafen; mir ist wichtig, dass*: how somebody is, and what he minds."""
    word = token.text.lower()
    if word == "wichtig":
        return any(child.upos == "PRON" and child.feats.get("Case") == "Dat" for child in sentence.children(token))
    holder = sentence.head(token)
    if word not in ("gut", "besser", "schlecht", "schlechter", "wohl", "prächtig") or holder is None:
        return False
    going = holder.lemma != "gehen" or any(child.text.lower() == "es" for child in sentence.children(holder))
    return going and holder.lemma in _FEELING and sentence.child(holder, "compound:prt") is None


def _is_done(sentence: Sentence, token: Token) -> bool:
    """Whether a participle is the verb of what somebody has done, rather than how something is."""
    reflexive = any(child.xpos == "PRF" for child in sentence.children(token))  # hat sich bewährt
    return (
        token.xpos == "VVPP"
        and not reflexive
        and any(child.lemma == "haben" for child in sentence.children(token, "aux"))
    )


def _whole(sentence: Sentence, token: Token) -> str:
    """A verb with its separable particle in front (*grenzt … aus*)."""
    particle = sentence.child(token, "compound:prt") if token.upos == "VERB" else None
    return f"{particle.text}{token.text}" if particle is not None else token.text


def _phrases(report: Report, sentence: Sentence, words: Sequence[Token]) -> Iterator[Judgement]:
    """The phrases whose words stand in their order, articles between them left out; `…` stands for any words."""
    phrases = report.reading.lexicon.phrases
    plain = [token for token in words if token.xpos != "ART"]
    forms = {token.text.lower() for token in plain}
    for place, token in enumerate(plain):
        for entry in phrases.get(token.text.lower(), ()):
            if forms.isdisjoint(entry.words[-1]):
                continue
            tokens = _in_order(plain[place:], entry)
            if tokens and (not entry.verb_last or _closes(sentence, tokens[-1])):
                yield Judgement(entry.attitude, tuple(tokens), sentence, None, True, "phrase")


def _closes(sentence: Sentence, verb: Token) -> bool:
    """Whether a finite verb is the last word of its clause, as in *dass das nicht reicht*; not *niemand will das*."""
    return verb.is_finite and not any(token.is_word for token in sentence.tokens[verb.index + 1 : verb.index + 2])


def _longest(phrases: Sequence[Judgement]) -> list[Judgement]:
    """The phrases that share no word with a longer one (*geht weit* in *nicht weit genug geht*)."""
    sets = [frozenset(token.index for token in found.tokens) for found in phrases]
    return [
        found
        for found, own in zip(phrases, sets, strict=True)
        if not any(len(other) > len(own) and not own.isdisjoint(other) for other in sets)
    ]


def _in_order(words: Sequence[Token], entry: Evaluation) -> list[Token]:
    """The words of a phrase from the first of `words` on, empty if they are not all there."""
    found: list[Token] = []
    start = 0
    wide = False
    for options in entry.words:
        if options == _ANY:
            wide = True
            continue
        near = range(start, len(words) if wide else min(len(words), start + (_GAP + 1 if found else 1)))
        wide = False
        place = next((number for number in near if words[number].text.lower() in options), None)
        if place is None or any(token.text.lower() in _NEGATING for token in words[start if found else place : place]):
            return []
        found.append(words[place])
        start = place + 1
    return found


def kind_of(entry: Evaluation | None) -> str:
    """The kind of an entry, empty without one."""
    return entry.kind if entry is not None else ""
