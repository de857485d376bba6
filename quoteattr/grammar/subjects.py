"""The subject of a clause, also where the tree takes something else for it."""

from collections.abc import Sequence

from quoteattr.grammar.animacy import can_speak, is_document, is_name_or_person, is_somebody, outlet_of
from quoteattr.grammar.case_forms import (
    article_of,
    can_be_nominative,
    is_dative_feminine,
    is_genitive_name,
    is_participle_in_front,
    is_surely_nominative,
)
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.dateline import dateline_end, topic_end
from quoteattr.grammar.noun_phrases import MARKS, behind_prepositional_phrases, is_name_of_cause
from quoteattr.lexicon import Lexicon, Number
from quoteattr.model import Spans
from quoteattr.tree import NOMINAL, Sentence, Token

# Pronouns that stand for the content (*Das teilte X mit*), and such as are no subjects (*Ihn erwartet eine Anzeige*).
_NO_SPEAKERS = frozenset({"es", "das", "dies", "dieses", "was", "ihn", "ihm", "ihnen", "mich", "mir", "dich", "dir"})
# Pronouns that are nothing but subjects.
_NOMINATIVES = frozenset({"er", "ich", "wir", "du"})
_ACCUSATIVES = frozenset({"den", "diesen", "dieses", "diese", "solche"})
_INSIDE = MARKS | {"-"}
_JOINS = frozenset({",", "und", "aber", "oder", "doch"})
_DATIVES = frozenset({"dem", "ihm", "einem", "diesem", "seinem", "ihrem", "unserem", "jedem", "keinem"})
_DATIVE_ARTICLES = _DATIVES | {"der", "einer"}
_OBLIQUE_ARTICLES = frozenset({"den", "dem", "einen", "einem"})
_RELATIVE = frozenset({"PRELS", "PRELAT"})
_INSTEAD = frozenset({"statt", "anstatt", "anstelle"})
_POSSESSIVES = frozenset({"deren", "dessen"})
_ALONE = frozenset({"nur", "allein", "bloß"})


def subject_of(sentence: Sentence, predicate: Token) -> Token | None:
    """The subject of a clause, looked up in the governing clauses where its own has none (ellipsis, infinitives)."""
    seen = predicate
    while True:
        subject = _own_subject(sentence, seen)
        if subject is not None:
            return _antecedent(sentence, seen, subject)
        if seen.relation not in ("conj", "xcomp", "advcl", "parataxis") or seen.head < 0:
            return None
        if seen.relation == "parataxis" and sentence.finite(seen) is not None:
            return None
        seen = sentence.tokens[seen.head]


def _own_subject(sentence: Sentence, predicate: Token) -> Token | None:
    """The subject in the clause itself; of several, what case, number and the order of words allow."""
    finite = sentence.finite(predicate)
    opened = dateline_end(sentence) or (topic_end(sentence, finite) if finite is not None else 0)
    found = sentence.children(predicate, "nsubj")
    others = [each for child in found for each in sentence.children(child, "conj") if _is_replaced(sentence, child)]
    subjects = [
        child
        for child in (*found, *others)
        if child.text.lower() not in _NO_SPEAKERS
        and child.index >= opened
        and not is_genitive_name(sentence, child)
        and not _is_replaced(sentence, child)
    ]
    if finite is not None:
        subjects = [child for child in subjects if not _has_own_verb(sentence, child, finite)]
        subjects = _possible_subjects(sentence, subjects, finite)
        if len(subjects) == 1 and (giver := _behind_dative(sentence, subjects[0], finite)) is not None:
            return giver
        if not subjects and (cause := _cause(sentence, finite)) is not None:
            return cause
        if len(subjects) == 1 and (several := _plural_in_front(sentence, predicate, subjects[0], finite)) is not None:
            return several
    if not subjects and finite is not None:
        if 0 < opened < finite.index and sentence.tokens[opened].upos != "ADP":  # the tree takes it for an apposition
            front = sentence.tokens[opened : finite.index]
            return next((token for token in front if token.upos in NOMINAL), None)
        if predicate.relation == "conj" and sentence.tokens[finite.index - 1].text == "und":
            return None  # und bat Roth um Hilfe
        return _subject_taken_for_object(sentence, predicate, finite)
    if len(subjects) < 2 or finite is None:
        return next(iter(subjects), None)
    subjects = [each for each in subjects if sentence.tokens[each.index - 1].text.lower() != "wie"]  # Wie X habe auch Y
    pronouns = [child for child in subjects if child.text.lower() in _NOMINATIVES]
    number = _number_of(finite)
    agreeing = [child for child in subjects if number is None or _agrees(sentence, child, number)]
    behind = [child for child in agreeing if child.index > finite.index]
    inserted = behind if agreeing and _opens_frame(sentence, agreeing[0], finite) else []
    return next(iter(pronouns or inserted or agreeing or subjects), None)


def _number_of(finite: Token) -> str | None:
    """The number of a finite verb; one in *-en* is plural, whatever a parser takes it for (*beschrieben*)."""
    return "Plur" if finite.text.endswith("en") else finite.feats.get("Number")


def _agrees(sentence: Sentence, noun: Token, number: str) -> bool:
    """Whether a noun has the number of its verb; *ein* is singular, whatever a parser takes its noun for."""
    single = number == "Sing" and article_of(sentence, noun) in ("ein", "eine")
    return single or noun.feats.get("Number") in (number, None)


def _possible_subjects(sentence: Sentence, subjects: Sequence[Token], finite: Token) -> list[Token]:
    """Those that by their form can be the subject: not *Ihr* of one (*Ihr habe er …*), nor *dem* beside another."""
    single = _number_of(finite) == "Sing"
    others = [child for child in subjects if not (single and child.text.lower() == "ihr")]
    others = [child for child in others if child.xpos not in _RELATIVE] or others  # die Halle, die die Stadt so nennt
    nominative = [child for child in others if not {child.text.lower(), article_of(sentence, child)} & _DATIVES]
    sure = [child for child in nominative if is_surely_nominative(sentence, child) and single]
    sure = [child for child in sure if sentence.tokens[child.index - 1].is_word]  # sagte der „Abendpost“
    bare = all(child in sure or (child.upos == "NOUN" and not article_of(sentence, child)) for child in nominative)
    return (sure if bare and len(sure) == 1 else nominative) or others  # Nachschub hat der Händler versprochen


def _behind_dative(sentence: Sentence, taken: Token, finite: Token) -> Token | None:
    """Who stands behind the verb where a tree takes a dative for the subject: *Seinem Sohn hat | Kern versprochen*."""
    before = sentence.tokens[taken.index - 1].text.lower() if taken.index else ""
    behind = next(iter(sentence.tokens[finite.index + 1 : finite.index + 2]), None)
    if before not in _DATIVES or taken.index > finite.index or behind is None or behind.upos != "PROPN":
        return None
    return behind if behind.relation == "obj" else None


def _plural_in_front(sentence: Sentence, predicate: Token, taken: Token, finite: Token) -> Token | None:
    """Who stands before a plural verb where a tree takes something else for the subject.

    That is a dative in the singular behind the verb: *Zeugen berichteten der Agentur*.
    """
    if _number_of(finite) != "Plur":
        return None
    single = taken.index > finite.index and taken.feats.get("Number") == "Sing" and not sentence.children(taken, "conj")
    dative = single and article_of(sentence, taken) in _DATIVE_ARTICLES
    if not dative:
        return None
    fronted = (child for child in sentence.children(predicate, "obj", "obl") if child.index < finite.index)
    fronted = (child for child in fronted if sentence.child(child, "case") is None)
    nouns = (child for child in fronted if child.upos in ("NOUN", "PROPN") and child.feats.get("Number") == "Plur")
    return next((noun for noun in nouns if article_of(sentence, noun) not in _OBLIQUE_ARTICLES), None)


def _cause(sentence: Sentence, finite: Token) -> Token | None:
    """An association that is for something, right before the verb: *Pro Natura warnt*; *pro Kopf* is no subject."""
    before = sentence.tokens[max(0, finite.index - 2) : finite.index]
    named = len(before) == 2 and is_name_of_cause(before)
    return before[1] if named and before[1].relation in ("obl", "nmod", "nsubj") else None


def es_before_plural(sentence: Sentence, predicate: Token) -> Token | None:
    """The *es* that acts, where the noun before a verb in the singular is plural: *Die Länder forderte | es auf*."""
    finite = sentence.finite(predicate)
    if finite is None or finite.index == 0 or finite.feats.get("Number") != "Sing":
        return None
    behind = next(iter(sentence.tokens[finite.index + 1 : finite.index + 2]), None)
    if behind is None or behind.text != "es" or behind.relation not in ("obj", "nsubj"):
        return None
    fronted = [child for child in sentence.children(predicate, "nsubj", "obj") if child.index < finite.index]
    plural = [child for child in fronted if child.upos == "NOUN" and child.feats.get("Number") == "Plur"]
    return behind if plural and len(plural) == len(fronted) else None


def _is_replaced(sentence: Sentence, noun: Token) -> bool:
    """Whether another does what a noun could have done: *Statt Lindner sprach Roth*, *Nicht Lindner, sondern Roth*."""
    first = min((token.index for token in sentence.subtree(noun) if token.upos != "PUNCT"), default=noun.index)
    opener = [token.text.lower() for token in sentence.tokens[max(0, first - 1) : first + 2]]
    if not _INSTEAD.isdisjoint(opener[:2]):
        return True
    return "nicht" in opener[:2] and _ALONE.isdisjoint(opener) and "sondern" in sentence.forms


def _subject_taken_for_object(sentence: Sentence, predicate: Token, finite: Token) -> Token | None:
    """A subject that the tree takes for an object: it agrees with the verb, and is nominative or in front of it."""
    for child in sentence.children(predicate, "obj", "obl"):
        words = sentence.subtree(child)
        if child.upos not in ("NOUN", "PROPN") or words[0].upos == "ADP":
            continue
        case = child.feats.get("Case")
        if child.index < dateline_end(sentence) or article_of(sentence, child) in _OBLIQUE_ARTICLES:
            continue
        possible = case == "Nom" or (case == "Acc" and child.relation == "obj" and words[-1].index == finite.index - 1)
        possible = possible or is_surely_nominative(sentence, child)
        if possible and child.feats.get("Number") == finite.feats.get("Number"):
            return child
    return None


def _has_own_verb(sentence: Sentence, subject: Token, finite: Token) -> bool:
    """Whether a subject stands before a frame, right before a verb of its own: *Der Rat sei, so sagte X, …*"""
    last = max((token.index for token in sentence.subtree(subject) if token.is_word), default=subject.index)
    own = sentence.tokens[last + 1 : finite.index]
    opener = own[-2:-1] if own and own[-1].text.lower() == "so" else own[-1:]
    return bool(own) and own[0].is_finite and bool(opener) and opener[0].text in (",", "–")


def _opens_frame(sentence: Sentence, before: Token, finite: Token) -> bool:
    """Whether the verb opens an inserted frame (`…, sagte X`), and what stands before is a clause of its own."""
    own = {token.index for token in sentence.subtree(before)}  # X, der das leitet, fragte sie
    between = sentence.tokens[before.index + 1 : finite.index]
    apart = any(token.is_finite and token.index not in own for token in between)
    return bool(between) and not between[-1].is_word and apart


def nearest_subject(cue: VerbCue, lexicon: Lexicon, outside: Spans = (), *, far: bool = False) -> Token | None:
    """Where the tree has no subject: the bare noun phrase behind the finite verb, else the one before it.

    With `far` it may stand behind prepositional phrases as well: *sagte am Mittag in Ulm X*. What stands before the
    verb in marks (*„… Und du?“ X antwortete*) is said.
    """
    sentence, finite = cue.sentence, cue.finite
    if finite is None:
        return None
    start = behind_prepositional_phrases(sentence, finite.index + 1) if far else finite.index + 1
    for token in sentence.tokens[start : start + 5]:
        if token.xpos == "PRF":
            continue  # äußerte sich X
        if token.text.lower() in _POSSESSIVES:
            continue  # ließ deren Anwältin wissen
        nominative = token.feats.get("Case") != "Dat" or is_surely_nominative(sentence, token)
        if token.upos in ("PROPN", "PRON") or (token.upos == "NOUN" and nominative):
            if sentence.child(token, "case") is not None:
                return None
            if finite.feats.get("Number") == "Sing" and _is_plural(sentence, token):
                break  # Kern nahm seine Kollegen in Schutz
            genitive = start > finite.index + 1 and token.feats.get("Case") == "Gen"  # aus dem Lager der Gegner
            if can_be_nominative(sentence, token, lexicon) and not genitive:
                return token
            break  # Die 44-Jährige versicherte den Beschäftigten
        if token.upos not in ("DET", "ADJ", "NUM", "ADV") and token.text not in _INSIDE:
            break
    told = [
        token for token in sentence.tokens[: finite.index] if not any(span.overlaps(token.span) for span in outside)
    ]
    before = [token for token in told if token.upos in NOMINAL and token.index >= dateline_end(sentence)]
    if before and all(token.upos not in ("VERB", "AUX", "SCONJ", "ADP") for token in told):
        return before[0] if before[0].text.lower() not in _NO_SPEAKERS else None
    return None


def subject_of_first_half(cue: VerbCue) -> Token | None:
    """The subject that two halves of a sentence share: *Das Amt widerspricht, räumt aber ein, dass …*.

    The tree hangs one half on the other, or the other way round.
    """
    sentence, finite = cue.sentence, cue.finite
    if finite is None or finite.index == 0 or sentence.tokens[finite.index - 1].text != ",":
        return None
    above = sentence.head(cue.predicate) if cue.predicate.relation == "parataxis" else None
    below = sentence.children(cue.predicate, "ccomp", "parataxis")
    halves = (half for half in (*below, *filter(None, [above])) if half.index < finite.index)
    for half in halves:
        verb, subject = sentence.finite(half), _own_subject(sentence, half)
        if verb is not None and subject is not None and subject.index < verb.index and not sentence.child(half, "mark"):
            return subject if verb.feats.get("Number") == finite.feats.get("Number") else None
    return None


def shared_subject(cue: VerbCue, head: Token, lexicon: Lexicon) -> Token | None:
    """The subject of the first verb, where the tree takes the object of the second one for its own.

    *Er gesteht den Schuss, leugnet aber eine Mordabsicht*: what opens with its verb has no subject of its own. Nor has
    a verb that asks somebody and has nobody else to ask: *Roth bedauerte das, rief die Belegschaft aber zur Ruhe auf*,
    and no dative speaks (*und sprach der Verwaltung die Eignung ab*).
    """
    sentence, finite = cue.sentence, cue.finite
    first = sentence.head(cue.predicate) if cue.predicate.relation == "conj" else None
    if finite is None or first is None or not 0 < finite.index < head.index or head.upos not in ("NOUN", "PROPN"):
        return None
    opens = sentence.tokens[finite.index - 1].text.lower() in _JOINS
    if not opens or is_surely_nominative(sentence, head):
        return None
    subject = subject_of(sentence, first)
    if subject is None or subject.index > finite.index:
        return None
    asks = any(sense.lemma in lexicon.words("addressee-accusative") for sense in cue.senses)
    shared = sentence.tokens[finite.index - 1].text == "und" or is_somebody(subject, lexicon)
    asked = asks and shared and sentence.child(cue.predicate, "obj") is None
    names = (head, *sentence.children(head, "compound", "flat"))  # orakelte Ute Kern: a noun to the tree
    speaks = any(name.upos == "PROPN" for name in names) or can_speak(head, lexicon)
    return subject if asked or not speaks or is_dative_feminine(sentence, head, lexicon) else None


def _is_plural(sentence: Sentence, noun: Token) -> bool:
    """Whether a common noun is in the plural, and its article does not tell otherwise (*der Abgeordnete*)."""
    single = article_of(sentence, noun) in ("der", "das", "ein", "eine")
    return noun.upos == "NOUN" and noun.feats.get("Number") == "Plur" and not single


def behind_fronted(cue: VerbCue, head: Token, lexicon: Lexicon) -> Token | None:
    """The speaker behind the verb, where what the tree takes for its subject is something else in front of it.

    *Ein Tempolimit fordert Ministerin Roth*: an object that cannot speak; *Vorsichtiger äußerte sich X*: an adverbial;
    *Dem „Spiegel“ sagte X*, *Der „Welt“ sagte X*, *Der Behörde sagte X*: whom it is said to.
    """
    sentence, finite = cue.sentence, cue.finite
    if finite is None or head.index > finite.index:
        return None
    verbs = {token.index for token in sentence.tokens[: finite.index] if token.is_finite}
    if verbs and not verbs <= {token.index for token in sentence.subtree(head)}:  # die Umfrage, die X anregt
        return None
    dative = is_dative_feminine(sentence, head, lexicon)
    other = _nominative_behind(cue, finite, lexicon) if dative else nearest_subject(cue, lexicon)
    if (
        other is None
        or other.index < finite.index
        or (other.text.lower() == "ihr" and finite.feats.get("Number") == "Sing")  # Das Land hat ihr zugesagt, dass …
        or not (is_somebody(other, lexicon) or head in cue.tokens)  # Verständnis äußert das „Echo“
        or other.feats.get("Case") == "Gen"
        or (other.upos == "NOUN" and other.feats.get("Number") != finite.feats.get("Number"))
    ):
        return None
    if head in cue.tokens and other.upos != "PRON" and can_be_nominative(sentence, other, lexicon):
        return other  # Gelassener reagierte | die Kammer
    article = article_of(sentence, head)
    if not dative and is_surely_nominative(sentence, head) and not can_speak(other, lexicon):
        return None
    says = any(sense.lemma in lexicon.words("addressee-medium") for sense in cue.senses)
    outlet = outlet_of(head, lexicon) is not None and lexicon.organisation(head.text) is None  # der Sender
    told = article == "dem" or (article == "der" and says and outlet)
    nouns = (token for token in sentence.tokens[: finite.index] if token.upos in ("NOUN", "PROPN"))
    nouns = (token for token in nouns if not is_genitive_name(sentence, token))
    owners = {token for child in sentence.children(head, "nmod") for token in sentence.subtree(child)}
    nouns = (token for token in nouns if token not in owners)  # Die Kritik von Roth, Jana Roths Kritik wies X zurück
    front = [token for token in nouns if token.upos == "PROPN" or token.feats.get("Case") != "Gen"]
    person = any(can_be_nominative(sentence, token, lexicon) and is_name_or_person(token, lexicon) for token in front)
    thing = head.xpos == "PIS" and head.feats.get("Gender") == "Neut"  # Beides lehnt die Bahn ab
    opening = [token.text.lower() for token in sentence.tokens[max(head.index - 2, 0) : head.index]]
    named = opening[:1] == ["die"] and opening[-1] in MARKS  # Die „Wattpost“ tröstet ihre Leser
    speechless = head.upos == "NOUN" and not person and not named and not _can_say(cue, head, lexicon)
    hour = head.text.lower() in lexicon.words("date")  # Um 20 Uhr MEZ teilte X mit
    # Dieses Argument nennt X „…“, den Rektor kritisierte X
    fronted = article == "den" or (article in _ACCUSATIVES and not can_speak(head, lexicon)) or hour
    single = finite.feats.get("Number") == "Sing" == other.feats.get("Number")
    role = lexicon.role(head.text)  # parsers take die Ministerin for a plural
    woman = role is not None and role.number is Number.SINGULAR
    # Die Länder forderte sie auf, eine Sendung hat der Sender angekündigt
    sure = single and _is_plural(sentence, head) and not woman
    sure = sure or (not person and is_surely_nominative(sentence, other))
    adverb = head.upos in ("ADJ", "ADV") or is_participle_in_front(sentence, head)
    return other if dative or told or fronted or adverb or thing or speechless or sure else None


def _can_say(cue: VerbCue, noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun can be the subject of a cue; what is written says things and answers nobody (*Das Urteil*)."""
    outlet = outlet_of(noun, lexicon)
    written = is_document(noun.text, lexicon) or (outlet is not None and outlet.kind == "genre")
    answers = any(sense.lemma in lexicon.words(kind) for sense in cue.senses for kind in ("act-dispute", "act-comment"))
    return not answers or is_surely_nominative(cue.sentence, noun) if written else can_speak(noun, lexicon)


def _nominative_behind(cue: VerbCue, finite: Token, lexicon: Lexicon) -> Token | None:
    """The first noun phrase behind the finite verb, if by its form it can be the subject, whatever the tree says."""
    for token in cue.sentence.tokens[finite.index + 1 : finite.index + 6]:
        if token.upos in NOMINAL and token.xpos != "PRF":
            return token if can_be_nominative(cue.sentence, token, lexicon) else None
        if not (token.upos in ("DET", "ADJ", "NUM", "ADV", "PRON") or token.text in MARKS):
            return None
    return None


def _antecedent(sentence: Sentence, predicate: Token, subject: Token) -> Token:
    """What a relative pronoun stands for: the noun that its clause belongs to, or that it stands right behind.

    Where that one does not agree, it is the next one before that does: *Kühn von der FDP, der auch warnte*.
    """
    if subject.xpos not in _RELATIVE or predicate.relation not in ("acl", "ccomp", "advcl"):
        return subject
    head = sentence.head(predicate) if predicate.relation == "acl" else _before_comma(sentence, subject)
    sure = predicate.relation == "acl"
    if head is None or head.upos not in ("NOUN", "PROPN"):
        return head if head is not None and sure else subject
    finite = sentence.finite(predicate)
    nouns = [token for token in reversed(sentence.tokens[: head.index]) if token.upos in ("NOUN", "PROPN")]
    fitting = (token for token in (head, *nouns) if token is head or token.relation != "flat")
    return next((token for token in fitting if _agree(sentence, subject, finite, token)), head if sure else subject)


def _before_comma(sentence: Sentence, pronoun: Token) -> Token | None:
    """The word before the comma in front of a pronoun."""
    comma, before = pronoun.index - 1, pronoun.index - 2
    return sentence.tokens[before] if before >= 0 and sentence.tokens[comma].text == "," else None


def _agree(sentence: Sentence, pronoun: Token, finite: Token | None, noun: Token) -> bool:
    """Whether a noun can be what a pronoun and the verb behind it are about, by number and gender.

    Names without an article show none, and parsers take *die Ministerin* for a plural.
    """
    number = noun.feats.get("Number") if not noun.text.endswith("in") else None
    numbers = {word.feats.get("Number") for word in (pronoun, finite) if word is not None} - {None}
    bare = noun.xpos == "NE" and not article_of(sentence, noun)
    genders = {noun.feats.get("Gender"), pronoun.feats.get("Gender")} - {None}
    return (number is None or numbers <= {number}) and (bare or len(genders) < 2)
