"""Finds cues in a parsed sentence, whole: the verb with particle, auxiliaries, *sich*, *es* and fixed words.

A cue is found by its form in the lexicon, not by the lemma that a parser guesses; the tree says which other words
belong to it. What a cue announces, and whether it announces anything, is for the rules.
"""

from collections.abc import Sequence
from itertools import islice

from attrs import frozen

from quoteattr.grammar.clauses import clause_words
from quoteattr.grammar.side_clauses import auxiliaries_of, finite_of
from quoteattr.lexicon import FormKind, Lexicon, VerbForm, VerbSense
from quoteattr.model import Cue, CueKind, text_of
from quoteattr.tree import Sentence, Token, spans_of

_COMPARED = frozenset({"mehr", "weniger", "anders", "andere", "anderer", "anderes"})
_REFLEXIVES = {"ich": "mich", "wir": "uns"}
_CLAUSE_END = frozenset(",.;:!?–-")


@frozen(eq=False)
class VerbCue:
    """A reporting verb in a sentence.

    Attributes:
        sentence: The sentence.
        verb: The verb's own word.
        predicate: The head of its clause (the noun in *der Meinung sein*, else the verb).
        tokens: All words of the cue in text order.
        senses: The entries of the lexicon that fit, the most specific ones.
        passive: Whether the clause is passive.
        impersonal: Whether its subject is *es*.
    """

    sentence: Sentence
    verb: Token
    predicate: Token
    tokens: tuple[Token, ...]
    senses: tuple[VerbSense, ...]
    passive: bool = False
    impersonal: bool = False

    @property
    def finite(self) -> Token | None:
        """The finite verb of the cue's clause."""
        return finite_of(self.sentence, self.predicate) or self.sentence.finite(self.verb)

    def sense(self, *complements: str) -> VerbSense:
        """The entry that governs one of `complements`, else the first."""
        wanted = set(complements)
        return next((sense for sense in self.senses if wanted & set(sense.governs)), self.senses[0])

    def governs(self, complement: str) -> bool:
        """Whether an entry names this complement (`darauf+dass` counts as `dass`)."""
        return any(
            governed == complement or governed.endswith("+" + complement)
            for sense in self.senses
            for governed in sense.governs
        )

    def as_cue(self, text: str, sense: VerbSense | None = None, extra: Sequence[Token] = ()) -> Cue:
        """The public `Cue`, with `extra` words such as *wie*."""
        spans = spans_of([*self.tokens, *extra], text)
        chosen = sense or self.senses[0]
        joined = text_of(text, spans)
        return Cue(spans, joined, chosen.lemma, CueKind.VERB, chosen.id)


def find_verbs(sentence: Sentence, lexicon: Lexicon) -> list[VerbCue]:
    """The reporting verbs of a sentence in text order; what is a word of a phrase is no cue of its own."""
    cues = [cue for token in sentence.tokens if (cue := _verb_cue(sentence, token, lexicon)) is not None]
    return [cue for cue in cues if not any(_is_word_of(cue.verb, other) for other in cues if other is not cue)]


def _is_word_of(verb: Token, phrase: VerbCue) -> bool:
    """Whether a verb is what an entry of another cue fixes: *wurde bekannt*, *will wissen*, *ließ erkennen*."""
    return verb in phrase.tokens and any(verb.text.lower() in map(str.lower, sense.fixed) for sense in phrase.senses)


def _verb_cue(sentence: Sentence, token: Token, lexicon: Lexicon) -> VerbCue | None:
    """The cue of a verb, None where no entry has the form or finds all its words (*teilte … mit*)."""
    if token.upos not in ("VERB", "AUX") and token.xpos not in ("ADJD", "VVPP", "VVFIN"):
        return None
    known = lexicon.verb_forms.get(token.text.lower(), ())
    forms = [form for form in known if sentence.forms.issuperset(form.apart)]
    if not forms:
        return None
    predicate = token
    if token.relation in ("aux", "cop") and token.head >= 0:
        predicate = sentence.tokens[token.head]
    clause = _with_infinitive(sentence, predicate, clause_words(sentence, predicate))
    helpers = [*sentence.children(predicate, "aux", "cop"), *sentence.children(token, "aux", "cop")]
    lent = helpers or auxiliaries_of(sentence, predicate)
    particles = [
        child.text.lower()
        for child in sentence.children(token, "compound:prt")
        if not any(between.text == "," for between in sentence.tokens[child.index : token.index])  # ist durch, meldet X
    ]
    best: tuple[int, list[VerbSense], list[Token]] = (-1, [], [])
    for form in forms:
        if form.kind is FormKind.PARTICIPLE and (not lent or token.xpos == "ADJD"):
            continue  # ist nicht bekannt
        extra = _required_words(sentence, token, clause, particles, form)
        if extra is None:
            continue
        rank = len(extra)
        if rank > best[0]:
            best = (rank, [form.sense], extra)
        elif rank == best[0] and form.sense not in best[1]:
            best[1].append(form.sense)
    _, senses, extra = best
    if not senses:
        return None
    subjects = sentence.children(predicate, "nsubj", "expl")
    es = next((child for child in subjects if child.text.lower() == "es"), None)
    impersonal = es is not None and not any(child.relation == "nsubj" and child is not es for child in subjects)
    passive = any(helper.deprel == "aux:pass" or helper.lemma == "werden" for helper in lent) and (
        token.xpos == "VVPP" or token.feats.get("VerbForm") == "Part"
    )
    tokens = {token.index: token}
    tokens |= {word.index: word for word in extra}
    tokens |= {child.index: child for word in extra for child in sentence.children(word, "det")}
    if any("als" in sense.governs for sense in senses):
        tokens |= {word.index: word for word in clause if _is_predicative_als(sentence, predicate, word)}
    correlates = {correlate for sense in senses for correlate in sense.correlates}
    tokens |= {word.index: word for word in clause if word.text.lower() in correlates}
    if not any(sense.base == "sein" for sense in senses) or predicate is token:
        tokens |= {helper.index: helper for helper in helpers}
    if _holds_for(senses):  # hält es für möglich, dass …
        tokens |= {child.index: child for child in sentence.children(predicate) if child.text.lower() == "es"}
    if es is not None and impersonal:
        tokens[es.index] = es
    ordered = tuple(tokens[index] for index in sorted(tokens))
    return VerbCue(sentence, token, predicate, ordered, tuple(senses), passive, impersonal)


def _with_infinitive(sentence: Sentence, predicate: Token, clause: Sequence[Token]) -> list[Token]:
    """The words of a clause and a bare infinitive with *zu* below it: part of a phrase in *gibt zu bedenken*."""
    bare = [
        child for child in sentence.children(predicate, "xcomp", "ccomp", "advcl")
        if child.xpos == "VVINF" and child.index and sentence.tokens[child.index - 1].xpos == "PTKZU"
    ]  # fmt: skip
    added = [token for child in bare for token in sentence.tokens[child.index - 1 : child.index + 1]]
    return sorted({*clause, *added}, key=lambda token: token.index) if added else list(clause)


def _is_predicative_als(sentence: Sentence, predicate: Token, word: Token) -> bool:
    """Whether a word is the *als* of *bezeichnete X als Y*, whatever the tree hangs Y on; none of *mehr als Y*.

    Nor one that opens a clause, or the sentence where nothing is judged (*Als Grund gab er an, …*).
    """
    if word.text.lower() != "als" or predicate not in islice(sentence.ancestors(word), 3):
        return False
    judged = any(child.relation == "obj" or child.deprel == "nsubj:pass" for child in sentence.children(predicate))
    if word.xpos == "KOUS" or (word is sentence.first_word and not judged):
        return False
    before = sentence.tokens[word.index - 1 : word.index] if word.index else ()
    return not any(token.feats.get("Degree") == "Cmp" or token.text.lower() in _COMPARED for token in before)


def _holds_for(senses: Sequence[VerbSense]) -> bool:
    """Whether a cue judges by an adjective (*für möglich halten*), so that an *es* stands for what is judged."""
    return any(sense.fixed and sense.fixed[0] in ("für", "als") for sense in senses)


def _required_words(
    sentence: Sentence, token: Token, clause: Sequence[Token], particles: Sequence[str], form: VerbForm
) -> list[Token] | None:
    """Particle, reflexive and fixed words that the entry needs, None if one of them is missing."""
    found: list[Token] = []
    sense = form.sense
    if sense.particle and not form.joined:
        particle = _particle(sentence, token, clause, sense.particle)
        if particle is None:
            return None
        found.append(particle)
    elif form.kind is FormKind.FINITE and any(particle not in sense.fixed for particle in particles):
        return None  # gedroht … von Montag an: only a finite verb has its particle apart
    if sense.reflexive:
        own = {"sich", *(_REFLEXIVES[word.text.lower()] for word in clause if word.text.lower() in _REFLEXIVES)}
        reflexive = next((word for word in clause if word.text.lower() in own), None)
        if reflexive is None:
            return None
        found.append(reflexive)
    for fixed in form.fixed:
        word = next((word for word in clause if word.text.lower() == fixed and word not in found), None)
        if word is None:
            return None
        found.append(word)
    return found


def _particle(sentence: Sentence, verb: Token, clause: Sequence[Token], particle: str) -> Token | None:
    """The separated particle: below the verb in the tree, else the last word before the clause's end."""
    for word in clause:
        if word.text.lower() == particle and (word.relation == "compound" or word.xpos == "PTKVZ"):
            return word
    for word in sentence.tokens[verb.index + 1 : verb.index + 40]:
        following = sentence.tokens[word.index + 1] if word.index + 1 < len(sentence.tokens) else None
        closes = following is None or following.text[0] in _CLAUSE_END
        if word.is_finite and not closes:
            return None  # a verb in second place nearer to the particle has the better right to it
        if word.text.lower() == particle and (
            closes or (following is not None and following.text.lower() in ("und", "dass", "wie", "als"))
        ):
            return word
    return None
