"""Noun phrases as a reader sees them: with appositions and titles, without relative clauses.

A tree gives the core. Where a parser errs, the order of words in German corrects it: what stands before the finite
verb of a main clause is one constituent (Vorfeld), a name follows its title without a comma, a genitive follows its
noun, an apposition stands between commas.
"""

from collections.abc import Sequence

from quoteattr.grammar.animacy import is_name_or_person
from quoteattr.grammar.clauses import clause_words, is_clause
from quoteattr.lexicon import Gender, Lexicon, Number
from quoteattr.tree import NOMINAL, Sentence, Token

_CLAUSAL = ("acl", "advcl", "parataxis", "ccomp", "csubj", "cop", "aux", "mark", "nsubj", "discourse", "xcomp")
_LONGEST_APPOSITION = 14
_LONGEST_NAME = 6
_OPENING = frozenset('„»«"“')
MARKS = frozenset("„“”\"»«›‹‚‘'")


def noun_phrase(sentence: Sentence, head: Token, lexicon: Lexicon) -> list[Token]:
    """The noun phrase of `head`, without a preposition that governs it.

    Args:
        sentence: Where it stands.
        head: Its head noun or pronoun.
        lexicon: Tells persons and cue nouns, which take no adverbial of place.
    """
    if head.upos == "PRON":
        return [head]
    tokens = strip_punctuation(_core(sentence, head, lexicon)) or [head]
    first, last = _left_end(sentence, tokens[0].index), _right_end(sentence, tokens[-1].index, head, lexicon)
    vorfeld = _vorfeld_end(sentence, first, head)
    if vorfeld is not None:
        last = max(head.index, vorfeld)
    last = _with_closing_mark(sentence, first, last)
    lost = _lost_subject(sentence, head, lexicon)
    if lost is not None:
        last = min(last, lost - 1)
    return strip_punctuation(sentence.tokens[first : last + 1]) or [head]


def _core(sentence: Sentence, head: Token, lexicon: Lexicon) -> list[Token]:
    """What the tree puts below the head, next to it, and without clauses, prepositions, dates and verbs."""
    dropped: set[int] = set()
    for token in sentence.subtree(head):
        for child in sentence.children(token):
            inside_name = token.upos == "PROPN" and child.relation in ("nmod", "obl")
            outside = (token is head or inside_name) and _is_outside_phrase(sentence, token, child, lexicon)
            joined = child.relation == "conj" and (is_clause(sentence, child) or _is_instead(sentence, child))
            clause = child.relation in _CLAUSAL or joined
            adverbial = _is_agent(sentence, head, token, child, lexicon) or _is_time(sentence, token, child, lexicon)
            other = _is_other_argument(sentence, token, child, lexicon)
            argument = other or _is_held_view(sentence, token, child, lexicon)
            if outside or clause or adverbial or argument or _is_needed_dative(sentence, token, child, lexicon):
                dropped.add(child.index)
    kept = {token.index for token in sentence.subtree(head, without=dropped)}
    low = high = head.index
    while low - 1 in kept and not _is_boundary(sentence, low - 1):
        low -= 1
    while high + 1 in kept and not _is_boundary(sentence, high + 1):
        high += 1
    return list(sentence.tokens[low : high + 1])


def _is_instead(sentence: Sentence, conjunct: Token) -> bool:
    """Whether a conjunct stands in the place of the first one: *nicht er, sondern sie*."""
    conjunction = sentence.child(conjunct, "cc")
    return conjunction is not None and conjunction.text.lower() == "sondern"


def _is_boundary(sentence: Sentence, index: int) -> bool:
    """Whether a phrase cannot go over this word: a finite verb, or a colon."""
    token = sentence.tokens[index]
    return token.is_finite or token.text in (":", ";", "–")


def _is_outside_phrase(sentence: Sentence, head: Token, child: Token, lexicon: Lexicon) -> bool:
    """Whether a dependent is no part of the noun phrase: an adverbial of the clause (*der Präsident | in Berlin*)."""
    if child.relation == "case" or (child.relation == "appos" and child.upos == "ADJ"):  # das die SPD „unsozial“ nennt
        return True
    if child.index > head.index and child.relation in ("nmod", "obl"):
        case = sentence.child(child, "case")
        if case is None:
            return False
        preposition = case.text.lower()
        if is_date(child, lexicon) or preposition in lexicon.words("clause-preposition"):
            return True
        if preposition == "um" and lexicon.organisation(head.text) is not None and is_name_or_person(child, lexicon):
            return False  # das Team um die Forscherin
        # Angaben or a president do not stand in a place or with somebody: that is an adverbial of the clause.
        narrow = head.upos == "PROPN" or lexicon.noun(head.text) is not None or lexicon.role(head.text) is not None
        institution = lexicon.organisation(head.text) is not None and preposition != "in"
        return (narrow or institution) and preposition not in lexicon.words("name-preposition")
    return child.relation in ("advmod", "cc") and child.upos in ("ADV", "CCONJ", "PART", "SCONJ")


def _is_other_argument(sentence: Sentence, noun: Token, child: Token, lexicon: Lexicon) -> bool:
    """Whether what the tree takes for a genitive cannot be one: *nach Angaben der NASA | der größte Teil*."""
    if child.relation != "nmod" or child.upos != "NOUN" or child.index < noun.index or sentence.child(child, "case"):
        return False
    words = (child, *sentence.children(child, "det", "amod"))
    if any(not token.is_word for token in sentence.tokens[noun.index + 1 : child.index]):
        return False
    role = lexicon.role(child.text)
    one_man = role is not None and (role.gender, role.number) == (Gender.MASCULINE, Number.SINGULAR)
    masculine = one_man or (child.feats.get("Gender") == "Masc" and child.feats.get("Number") == "Sing")
    article = any(word.text.lower() == "der" for word in words)
    return any(word.feats.get("Case") in ("Nom", "Dat", "Acc") for word in words) or (masculine and article)


def _is_held_view(sentence: Sentence, noun: Token, child: Token, lexicon: Lexicon) -> bool:
    """Whether a genitive is what the noun before it is of: *Damals war der Verein | der Ansicht, …*."""
    if child.relation != "nmod" or child.text.lower() not in lexicon.words("held-view"):
        return False
    finite = sentence.child(child, "cop") or sentence.finite(sentence.clause_head(noun))
    return finite is not None and finite.lemma == "sein" and finite.index < noun.index


def _is_needed_dative(sentence: Sentence, noun: Token, child: Token, lexicon: Lexicon) -> bool:
    """Whether what looks like a genitive is the dative that the verb needs: *warf der Anwalt | der Zeugin vor, …*."""
    verb, article = sentence.head(noun), sentence.child(child, "det")
    if verb is None or noun.relation != "nsubj" or child.relation != "nmod":
        return False
    particle = sentence.child(verb, "compound")
    finite = sentence.finite(verb)
    lemma = (particle.text.lower() if particle is not None else "") + verb.lemma
    if _is_own_paper(sentence, child, lexicon) and lemma in lexicon.words("addressee-medium"):
        of_paper = noun.text.lower().removesuffix("in").endswith(tuple(lexicon.words("of-paper")))
        return finite is not None and finite.index < noun.index and not of_paper
    if lemma not in lexicon.words("needs-dative"):
        return False
    single = article is not None and article.text.lower() == "der" and child.feats.get("Number") == "Sing"
    if not single or finite is None or not finite.index < noun.index < child.index:
        return False
    datives = (token for token in clause_words(sentence, verb) if token.upos in NOMINAL and token is not child)
    return not any(each.feats.get("Case") == "Dat" and sentence.child(each, "case") is None for each in datives)


def _is_own_paper(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """Whether it is the paper that one reads: *sagte der Camper | unserer Redaktion*."""
    articles = (child.text.lower() for child in sentence.children(noun, "det"))
    own = any(article in ("unserer", "dieser", "unserem", "diesem") for article in articles)
    return own and noun.text.lower().endswith(tuple(lexicon.words("audience")))


def _is_time(sentence: Sentence, noun: Token, child: Token, lexicon: Lexicon) -> bool:
    """Whether a preposition tells the time of the clause: *nach Angaben von Zeugen | seit Montag*."""
    case = sentence.child(child, "case") if child.relation in ("nmod", "obl") and child.index > noun.index else None
    return case is not None and case.text.lower() in ("seit", "ab", "bis") and is_date(child, lexicon)


def _is_agent(sentence: Sentence, head: Token, noun: Token, child: Token, lexicon: Lexicon) -> bool:
    """Whether *von* says who did it, not whose the noun is: *wurde nach Angaben der Polizei | von Passanten geholt*."""
    case = sentence.child(child, "case") if child.upos == "NOUN" else None
    if case is None or case.text.lower() not in ("von", "vom") or _source_preposition(sentence, head, lexicon) is None:
        return False
    said = lexicon.noun(head.text) is not None
    first = said and noun is head and sentence.child(head, "nmod") is child  # nach Angaben von Zeugen
    clause = sentence.clause_head(head)
    finite = sentence.finite(clause)
    passive = any(each.deprel == "aux:pass" and each.lemma == "werden" for each in sentence.children(clause))
    behind = finite is not None and finite.index < child.index  # what stands before it is one phrase
    return passive and behind and not first


def _source_preposition(sentence: Sentence, head: Token, lexicon: Lexicon) -> Token | None:
    """What makes a noun the source of its clause (*laut*, *nach*, *zufolge*), None without it."""
    case = sentence.child(head, "case")
    return case if case is not None and case.text.lower() in lexicon.preposition_words else None


def _lost_subject(sentence: Sentence, head: Token, lexicon: Lexicon) -> int | None:
    """Index of what a parser takes into a source, and is the subject: *standen laut Zeugen | Autos und Boote*.

    The clause has none else, and its verb is in the plural.
    """
    source = _source_preposition(sentence, head, lexicon)
    if source is None or source.index > head.index:
        return None
    clause = sentence.clause_head(head)
    finite = sentence.finite(clause)
    if finite is None or finite.feats.get("Number") != "Plur" or finite.index > head.index:
        return None
    if sentence.child(clause, "nsubj", "csubj", "expl") is not None:
        return None
    for token in sentence.tokens[head.index + 1 :]:
        if not token.is_word or token.is_finite:
            return None
        bare = token.upos in ("NOUN", "PROPN") and sentence.child(token, "case", "det") is None
        if bare and token.feats.get("Number") == "Plur":
            first = sentence.head(token) if token.relation == "conj" else None
            return first.index if first is not None and first.index > head.index else token.index
    return None


def is_date(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a noun of time."""
    dates = lexicon.words("date")
    return token.text.lower() in dates or token.lemma.lower() in dates


def _left_end(sentence: Sentence, first: int) -> int:
    """Take in what belongs to the first word: the rest of a hyphened word, names, adjectives and the article."""
    while first > 0:
        before, token = sentence.tokens[first - 1], sentence.tokens[first]
        glued = before.end == token.start and (before.text == "-" or token.text == "-")
        named = before.upos in ("NOUN", "PROPN") and token.upos in ("NOUN", "PROPN")
        attribute = before.upos in ("DET", "ADJ", "NUM") and token.upos in ("NOUN", "PROPN", "ADJ", "NUM")
        if not (glued or named or (attribute and before.xpos != "ADJD")):
            break
        first -= 1
    return first


def _right_end(sentence: Sentence, last: int, head: Token, lexicon: Lexicon) -> int:
    """Take in what follows the last word: names, genitives, brackets, `von X`, an apposition between commas."""
    tokens = sentence.tokens
    named = head.upos == "PROPN"
    while last + 1 < len(tokens):
        token, following = tokens[last], tokens[last + 1]
        named = named or token.upos == "PROPN"
        surname = token.upos == "PROPN" and following.upos == "NOUN" and lexicon.first_name(token.text) is not None
        if surname or (following.upos == "PROPN" and token.upos in ("PROPN", "NOUN")):
            last += 1
        elif following.start == token.end and following.text == "-" and last + 2 < len(tokens):
            last += 2
        elif (titled := _title_end(tokens, last, lexicon)) > last:
            last = titled
        elif following.text.lower() in ("des", "eines") and token.upos in ("NOUN", "PROPN"):
            last = _nominal_end(sentence, last + 2)
        elif token.upos == "NOUN" and following.upos == "ADJ" and following.feats.get("Case") == "Gen":
            last = _nominal_end(sentence, last + 1)
        elif following.text == "(":
            closing = next((mark.index for mark in tokens[last + 1 : last + 8] if mark.text == ")"), None)
            if closing is None:
                break
            last = closing
        elif following.text in _OPENING and (end := _name_end(sentence, following)) is not None:
            last = end
        elif named and following.text.lower() in ("von", "vom") and _can_narrow(sentence, following):
            last = _governed_end(sentence, following, lexicon)
        elif _is_name_behind_noun(tokens[last : last + 3]) or (
            token is head and _is_seat(sentence, following, head, lexicon)
        ):
            last += 2
        elif following.text == ",":
            end = _apposition_end(sentence, last + 2)
            return last if end is None else end
        else:
            break
    return last


def _is_name_behind_noun(words: Sequence[Token]) -> bool:
    """Whether a preposition with a capital and a noun are the name behind a noun: *der Verband | Pro Gleis*."""
    capitals = len(words) == 3 and all(word.text[0].isupper() for word in words)
    return capitals and words[0].upos == "NOUN" and words[1].upos == "ADP"


def is_name_of_cause(words: Sequence[Token]) -> bool:
    """Whether two words are the name of an association that is for something: *Pro Natura*."""
    return words[0].text == "Pro" and words[1].upos in ("NOUN", "PROPN")


def _title_end(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> int:
    """Index of the last of the titles and the first name behind a word (*Chefarzt | Dr. Ute* Kern), or its own."""
    end = last
    while end + 1 < len(tokens) and tokens[end + 1].text.removesuffix(".").lower() in lexicon.titles:
        end += 1
    while end + 1 < len(tokens) and tokens[end + 1].text == "." and f"{tokens[end].text.lower()}." in lexicon.titles:
        end = min(end + 2, len(tokens) - 1)  # the stop of an abbreviation, a word of its own
    named = end > last and tokens[end].text[0].isupper()
    return end if named else last


def _governed_end(sentence: Sentence, preposition: Token, lexicon: Lexicon) -> int:
    """Index of the last word that *von* governs: the phrase of its head in the tree, else the next plain one."""
    head = sentence.head(preposition)
    if head is None or preposition.relation != "case" or head.index < preposition.index:
        return _nominal_end(sentence, preposition.index + 1)
    return _core(sentence, head, lexicon)[-1].index


def _is_seat(sentence: Sentence, preposition: Token, head: Token, lexicon: Lexicon) -> bool:
    """Whether *in* and a place tell where an institution sits (*das Präsidialamt in Kiew*)."""
    place = sentence.tokens[preposition.index + 1 : preposition.index + 2]
    return (
        preposition.text == "in"
        and bool(place)
        and place[0].text.lower() in lexicon.places
        and lexicon.organisation(head.text) is not None
    )


def _name_end(sentence: Sentence, mark: Token) -> int | None:
    """Index of the mark that closes a name behind its noun (*das Magazin „Bauen, Wohnen und Leben“*)."""
    for token in sentence.tokens[mark.index + 1 : mark.index + 2 + _LONGEST_NAME]:
        if token.is_finite or token.upos in ("SCONJ", "PRON"):
            return None
        if token.text in MARKS:
            capital = sentence.tokens[mark.index + 1].text[:1].isupper()
            return token.index if capital and sentence.tokens[mark.index - 1].upos == "NOUN" else None
    return None


def _can_narrow(sentence: Sentence, preposition: Token) -> bool:
    """Whether *von* can belong to a name before it: not in a passive, nor before what is said.

    *Sprach Roth von „gekauften Stimmen“*, *von einem „Skandal“*; but *Roth von der „Initiative Grün“*.
    """
    passive = any(token.deprel == "aux:pass" and token.lemma != "sein" for token in sentence.tokens)
    behind = sentence.tokens[preposition.index + 1 : preposition.index + 3]
    said = len(behind) == 2 and behind[0].text in MARKS and behind[1].text[:1].islower()
    said = said or (len(behind) == 2 and behind[0].text in ("einem", "einer") and behind[1].text in MARKS)
    return not (passive or said)


def _nominal_end(sentence: Sentence, start: int) -> int:
    """Index of the last word of the plain noun phrase that starts at `start`."""
    end = start
    while end + 1 < len(sentence.tokens):
        token, following = sentence.tokens[end], sentence.tokens[end + 1]
        attribute = token.upos in ("DET", "ADJ", "NUM") and following.upos in ("ADJ", "NOUN", "PROPN", "NUM")
        name = token.upos in ("NOUN", "PROPN") and following.upos == "PROPN"
        if not (attribute or name):
            break
        end += 1
    return min(end, len(sentence.tokens) - 1)


def _apposition_end(sentence: Sentence, start: int) -> int | None:
    """Index of the last word of an apposition that starts behind a comma and ends before one; None if it is none."""
    tokens = sentence.tokens[start : start + _LONGEST_APPOSITION]
    if not tokens or tokens[0].upos not in ("DET", "NOUN", "PROPN", "ADJ", "NUM") or tokens[0].xpos == "PRELS":
        return None
    for token in tokens:
        if token.is_finite or token.upos in ("SCONJ", "PRON", "VERB", "AUX", "CCONJ") or token.text == ":":
            return None
        if token.text in (",", ".", "?", "!", ";") or token.text in MARKS:
            nominal = any(word.upos in ("NOUN", "PROPN") for word in sentence.tokens[start : token.index])
            return token.index - 1 if nominal and token.text in (",", ".") else None
    return None


def _vorfeld_end(sentence: Sentence, first: int, head: Token) -> int | None:
    """Index of the last word before the finite verb, if the phrase opens the sentence and fills the Vorfeld."""
    if any(token.is_word and token.upos not in ("CCONJ", "ADP") for token in sentence.tokens[:first]):
        return None
    for token in sentence.tokens[head.index + 1 :]:
        if token.is_finite:
            last = token.index - 1
            while last > head.index and sentence.tokens[last].upos == "ADV":
                last -= 1
            return last
        # A relative clause or a clause of its own is no part of the phrase; the tree has said what is.
        if token.xpos in ("PRELS", "PRELAT", "PWAV") or token.upos in ("SCONJ", "VERB", "AUX") or token.text in ":;":
            return None
    return None


def _with_closing_mark(sentence: Sentence, first: int, last: int) -> int:
    """Index of the last word once a name between marks is whole (*die „Rundschau | am Sonntag“*)."""
    marks = [token for token in sentence.tokens[first : last + 1] if token.text in MARKS]
    opened = len(marks) % 2 and any(token.is_word for token in sentence.tokens[marks[-1].index : last + 1])
    rest = sentence.tokens[last + 1 : last + 1 + _LONGEST_NAME]
    closing = next((token.index for token in rest if token.text in MARKS or token.is_finite), None)
    if opened and closing is not None and sentence.tokens[closing].text in MARKS:
        return closing
    return last


def strip_punctuation(tokens: Sequence[Token]) -> list[Token]:
    """`tokens` without punctuation at both ends; a bracket or quotation mark stays if its partner is there."""
    kept = list(tokens)
    while kept and not kept[0].is_word and not _has_partner(kept, kept[0]):
        kept.pop(0)
    while kept and not kept[-1].is_word and not _has_partner(kept, kept[-1]):
        kept.pop()
    return kept


def _has_partner(tokens: Sequence[Token], mark: Token) -> bool:
    """Whether the other half of a bracket or quotation mark is there as well."""
    if mark.text in ("(", "["):
        return any(token.text in (")", "]") for token in tokens)
    if mark.text in (")", "]"):
        return any(token.text in ("(", "[") for token in tokens)
    return mark.text in MARKS and sum(token.text in MARKS for token in tokens) % 2 == 0


def behind_prepositional_phrases(sentence: Sentence, start: int) -> int:
    """Where the prepositional phrases end that stand at a place, the place itself if none does."""
    while start < len(sentence.tokens) and sentence.tokens[start].upos == "ADP":
        governed = sentence.head(sentence.tokens[start])
        if governed is None or sentence.tokens[start].relation != "case" or governed.index < start:
            break
        start = governed.index + 1
    return start
