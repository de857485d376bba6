"""Trees that a parser gets wrong in one of fifteen ways.

*Das sei falsch, entgegnete Berger*: a rare verb in the past before a name without an article looks like an adjective.
*… vor, die Halle verfallen zu lassen*: an infinitive hangs on the verb of the sentence instead of on the one with *zu*.
*Das Werk, beteuerte Berger, müsse schließen*: the same in parenthesis, see `with_parentheses`.
*Wie Roth betonte auch Sand, dass …*: who is compared looks like who speaks.
*Jana Kerns Anwalt Ole Roth sagte …*: a name in the genitive looks like the head of what follows.
*„Unsinn“: Roth weist Kritik zurück*: what stands before the colon looks like a second subject of the verb behind it.
*„…“, twitterte @roth*: a handle looks like an adjective.
*Ute Sand, der die Gäste vorwarfen, …*: a relative pronoun in the dative looks like the subject.
*Die „Post“ lobt den Film, der „Kurier“ bemängelt, …*: the article of a paper in marks looks like a relative pronoun.
*Zwei mit ihr vertraute Leute sagten …*, *Statt im Mai …*: `with_participle_attributes`, `with_fronted_instead`.
*Damals sei Roth der Erste gewesen*: the auxiliary hangs on the copula instead of on what somebody was.
*Dann hielt ihr die Ärztin vor, …*: the dative looks like a subject, and who speaks like an object.
*…, teilte die Ulmer Behörde mit*: what is made of a town looks like a noun of its own.
*Die Union warb für ein Ticket, die SPD wiederum forderte Geld*: an article looks like a relative pronoun.
"""

from collections.abc import Mapping

from attrs import evolve

from quoteattr.grammar.animacy import can_speak, outlet_of
from quoteattr.grammar.case_forms import APOSTROPHES, SIBILANTS, can_be_nominative, is_surely_nominative
from quoteattr.grammar.fronted_instead import with_fronted_instead
from quoteattr.grammar.noun_brackets import with_noun_brackets
from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.grammar.parentheses import PAST, past_sense, with_parentheses
from quoteattr.grammar.participle_attributes import with_participle_attributes
from quoteattr.lexicon import Gender, Lexicon, VerbSense
from quoteattr.tree import NOMINAL, Parse, Sentence, Token

_OBJECT_PRONOUNS: Mapping[str, str] = {"ihr": "iobj", "sie": "obj"}


def with_mended_trees(parse: Parse, lexicon: Lexicon) -> Parse:
    """The same with such frames as heads of their sentences, infinitives below those with *zu*, right subjects."""
    mended = tuple(_mended(sentence, lexicon) for sentence in parse.sentences)
    changed = any(new is not old for new, old in zip(mended, parse.sentences, strict=True))
    return evolve(parse, sentences=mended) if changed else parse


def _mended(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """A sentence with its frame, its infinitives and its subject, itself where it needs no repair."""
    sentence = with_fronted_instead(with_participle_attributes(_with_handles(_with_one_subject(sentence))))
    sentence = with_noun_brackets(_with_auxiliaries(sentence))
    sentence = _with_object_pronoun(sentence, lexicon)
    sentence = _with_comparison(_with_genitives(_with_infinitives(sentence), lexicon))
    sentence = _with_second_outlet(_with_dative_relatives(sentence, lexicon), lexicon)
    sentence = with_parentheses(_with_towns(_with_articles(sentence), lexicon), lexicon)
    for token in sentence.tokens[2:-1]:
        sense = _sense_of(sentence, token, lexicon)
        if sense is not None:
            return _with_frame(sentence, token, sense)
    return sentence


def _with_tokens(sentence: Sentence, changed: Mapping[int, Token]) -> Sentence:
    """The sentence with other words in some places."""
    return evolve(sentence, tokens=tuple(changed.get(token.index, token) for token in sentence.tokens))


def _with_one_subject(sentence: Sentence) -> Sentence:
    """The tree where nothing before a colon is the subject of a verb behind it that has one there."""
    colon = next((token.index for token in sentence.tokens if token.text == ":"), None)
    if colon is None:
        return sentence
    moved = {
        token.index: evolve(token, deprel="dep")
        for token in sentence.tokens[:colon]
        if token.relation == "nsubj" and token.head > colon
        and any(child.index > colon for child in sentence.children(sentence.tokens[token.head], "nsubj"))
    }  # fmt: skip
    return _with_tokens(sentence, moved) if moved else sentence


def _with_handles(sentence: Sentence) -> Sentence:
    """The tree with each handle as a name, and as the subject of the verb right before it that has none."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens:
        if token.text[0] != "@" or len(token.text) < 3 or token.upos == "PROPN":
            continue
        before = sentence.tokens[token.index - 1] if token.index else None
        acts = before is not None and before.is_finite and token.head == before.index
        alone = acts and before is not None and sentence.child(before, "nsubj") is None
        tokens[token.index] = evolve(
            token, lemma=token.text, upos="PROPN", xpos="NE", deprel="nsubj" if alone else token.deprel
        )
    return evolve(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def _with_auxiliaries(sentence: Sentence) -> Sentence:
    """The tree with no auxiliary below a copula."""
    auxiliaries = (token for token in sentence.tokens if token.relation == "aux" and token.head >= 0)
    copulas = ((token, sentence.tokens[token.head]) for token in auxiliaries)
    moved = {token.index: evolve(token, head=above.head) for token, above in copulas if above.relation == "cop"}
    return _with_tokens(sentence, moved) if moved else sentence


def _with_dative_relatives(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The tree where *der* is whom something is said to, in a clause that has somebody else as its subject.

    So it is where the verb is plural, and behind a noun for a woman: *die Ärztin, der die Stadt das zugesagt hatte*.
    """
    changed: dict[int, Token] = {}
    for pronoun in sentence.tokens:
        if pronoun.xpos != "PRELS" or pronoun.text != "der" or pronoun.relation != "nsubj" or pronoun.head < 0:
            continue
        verb = sentence.tokens[pronoun.head]
        finite = sentence.finite(verb)
        given = _taken_for_object(sentence, pronoun, verb, lexicon)
        if finite is None or given is None or given.feats.get("Number") != finite.feats.get("Number"):
            continue
        if finite.feats.get("Number") == "Plur" or (
            _is_behind_woman(sentence, verb, lexicon) and _has_dative(verb, lexicon)
        ):
            changed |= {pronoun.index: evolve(pronoun, deprel="iobj"), given.index: evolve(given, deprel="nsubj")}
    return _with_tokens(sentence, changed) if changed else sentence


def _with_second_outlet(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The tree where an outlet in marks, and a verb that goes on behind it, are a main clause behind a comma."""
    for comma, article, opener in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        if comma.text != "," or article.xpos != "PRELS" or opener.text not in MARKS or article.head < 0:
            continue
        verb = sentence.tokens[article.head]
        named = sentence.tokens[opener.index + 1 : max(verb.index - 1, opener.index + 1)]
        closed = verb.index - 1 > opener.index and sentence.tokens[verb.index - 1].text in MARKS
        behind = sentence.tokens[verb.index + 1 : verb.index + 2]
        goes_on = verb.is_finite and bool(behind) and behind[0].text not in ".!?;"
        noun = next((token for token in named if token.upos in ("NOUN", "PROPN")), None)
        above = _verb_above(sentence, verb)
        if not (closed and goes_on) or noun is None or above is None or outlet_of(noun, lexicon) is None:
            continue
        changed = {
            token.index: evolve(token, head=verb.index)
            for token in sentence.tokens[verb.index + 1 :]
            if token.head == above.index and token.relation != "punct"
        }
        return _with_tokens(sentence, changed | {
            article.index: evolve(article, upos="DET", xpos="ART", head=noun.index, deprel="det"),
            noun.index: evolve(noun, head=verb.index, deprel="nsubj"),
            verb.index: evolve(verb, head=above.index, deprel="conj"),
        })  # fmt: skip
    return sentence


def _verb_above(sentence: Sentence, verb: Token) -> Token | None:
    """The verb that a relative clause's noun is a part of the clause of."""
    noun = sentence.head(verb) if verb.relation == "acl" else None
    above = sentence.head(noun) if noun is not None else None
    return above if above is not None and above.upos == "VERB" and above.index < verb.index else None


def _taken_for_object(sentence: Sentence, pronoun: Token, verb: Token, lexicon: Lexicon) -> Token | None:
    """The one object of a verb, where it stands right behind a relative pronoun and can act."""
    objects = sentence.children(verb, "obj")
    if len(objects) != 1 or objects[0].index < pronoun.index or objects[0].index > verb.index:
        return None
    given = objects[0]
    first = sentence.subtree(given)[0]
    able = given.upos == "PROPN" or can_speak(given, lexicon)
    return given if able and first.index == pronoun.index + 1 and can_be_nominative(sentence, given, lexicon) else None


def _is_behind_woman(sentence: Sentence, verb: Token, lexicon: Lexicon) -> bool:
    """Whether a relative clause hangs on a noun for a woman or on a woman's first name."""
    noun = sentence.head(verb) if verb.relation == "acl" else None
    if noun is None:
        return False
    role = lexicon.role(noun.text)
    name = lexicon.first_name(noun.text)
    return (role is not None and role.gender is Gender.FEMININE) or (
        role is None and name is not None and name.gender is Gender.FEMININE
    )


def _has_dative(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb has somebody in the dative (*zusagen*)."""
    forms = (verb.lemma.lower(), verb.text.lower())
    senses = {form.sense.lemma for word in forms for form in lexicon.verb_forms.get(word, ())}
    return not senses.isdisjoint(lexicon.words("addressee-dative") | lexicon.words("needs-dative"))


def _with_object_pronoun(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The tree with *ihr* right behind a verb as its dative, and who stands behind it as its subject.

    So with *sie* before a man's role with *der* (*lobte sie der Trainer*). Only what has an article or is a name acts:
    *hielt ihr Anwalt vor* has another *ihr*.
    """
    changed: dict[int, Token] = {}
    for finite, pronoun in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        relation = _OBJECT_PRONOUNS.get(pronoun.text) if finite.is_finite and pronoun.xpos == "PPER" else None
        if relation is None or pronoun.head < 0:
            continue
        behind = sentence.tokens[pronoun.index + 1 :]
        noun = next((token for token in behind if token.upos in ("NOUN", "PROPN") or not token.is_word), None)
        if noun is None or noun.head != pronoun.head or noun.relation not in ("obj", "nsubj", "iobj", "obl"):
            continue
        sure = is_surely_nominative(sentence, noun) and lexicon.role(noun.text) is not None
        can_act = noun.upos == "PROPN" or can_speak(noun, lexicon)
        if sure if relation == "obj" else can_act and can_be_nominative(sentence, noun, lexicon):
            changed[pronoun.index] = evolve(pronoun, deprel=relation)
            changed[noun.index] = evolve(noun, deprel="nsubj")
    return _with_tokens(sentence, changed) if changed else sentence


def _with_articles(sentence: Sentence) -> Sentence:
    """The tree where no main clause behind another is a relative clause for the article that opens it.

    A relative clause has its verb at its end; where objects follow the verb, it is none.
    """
    root = next((token for token in sentence.tokens if token.head < 0), None)
    changed = {}
    for pronoun, noun in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        verb = sentence.head(noun)
        if pronoun.xpos != "PRELS" or verb is None or not (noun.relation == "nsubj" and noun.upos in ("NOUN", "PROPN")):
            continue
        alone = pronoun.head == verb.index and verb.is_finite and verb.relation == "acl"
        main = any(child.index > verb.index for child in sentence.children(verb, "obj", "obl", "ccomp"))
        if alone and main and root is not None and root.index < pronoun.index < verb.index:
            changed[pronoun.index] = evolve(pronoun, upos="DET", xpos="ART", head=noun.index, deprel="det")
            changed[verb.index] = evolve(verb, head=root.index, deprel="parataxis")
    return _with_tokens(sentence, changed) if changed else sentence


def _with_towns(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The tree where what is made of a town (*Ulmer*) is an adjective of the institution right behind it.

    An institution in the singular has an article; the one before the town is its own.
    """
    changed = {}
    for town, noun in zip(sentence.tokens[1:], sentence.tokens[2:], strict=False):
        article = sentence.tokens[town.index - 1]
        named = town.upos in ("NOUN", "PROPN") and town.text.endswith("er") and article.head == town.index
        if not named or noun.xpos != "NN":
            continue
        beside = town.head == noun.head >= 0 or noun.head == town.index
        bare = sentence.child(noun, "det", "case") is None and noun.feats.get("Number") == "Sing"
        body = lexicon.organisation(noun.text) is not None and lexicon.role(town.text) is None
        if article.upos == "DET" and beside and bare and body and lexicon.organisation(town.text) is None:
            changed[article.index] = evolve(article, head=noun.index)
            changed[town.index] = evolve(town, upos="ADJ", xpos="ADJA", head=noun.index, deprel="amod")
            changed[noun.index] = evolve(noun, head=town.head, deprel=town.deprel)
    return _with_tokens(sentence, changed) if changed else sentence


def _with_infinitives(sentence: Sentence) -> Sentence:
    """The tree with each infinitive right before one with *zu* below that one, where both hang on the same verb."""
    moved = {}
    for bare, particle, infinitive in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        together = particle.xpos == "PTKZU" and bare.xpos == infinitive.xpos == "VVINF"
        if together and bare.head == infinitive.head >= 0 and bare.relation == infinitive.relation == "xcomp":
            moved[bare.index] = evolve(bare, head=infinitive.index)
    if not moved:
        return sentence
    return _with_tokens(sentence, moved)


def _with_genitives(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The tree with each name in the genitive below the noun right behind it."""
    for at in range(1, len(sentence.tokens)):
        noun = sentence.tokens[at]
        last = _genitive_before(sentence, noun) if _is_common(noun, lexicon) else None
        name = _top_of_name(sentence, last, lexicon) if last is not None else None
        if last is not None and name is not None and _is_one_phrase(sentence, name, last, noun, lexicon):
            sentence = _with_genitive(sentence, name, last, noun)
    return sentence


def _is_common(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a word is no name, though the tree may take it for a part of one: *Roths Büro*, *Jan Roths Vorwurf*."""
    finds = (lexicon.organisation, lexicon.noun, lexicon.role)
    common = noun.upos == "NOUN" or noun.xpos == "NN"
    return common or (noun.relation in ("flat", "appos") and any(find(noun.text) is not None for find in finds))


def _genitive_before(sentence: Sentence, noun: Token) -> Token | None:
    """The last word of a name in the genitive right before a noun: *Kerns Anwalt*, *Merz’ Anwalt*."""
    last = sentence.tokens[noun.index - 1]
    marked = last.text in APOSTROPHES and last.index > 0 and sentence.tokens[last.index - 1].end == last.start
    if marked:
        last = sentence.tokens[last.index - 1]
    named = last.upos == "PROPN" or (marked and last.upos == "NOUN")
    return last if named and last.text.endswith(tuple(SIBILANTS) if marked else "s") else None


def _with_genitive(sentence: Sentence, name: Token, last: Token, noun: Token) -> Sentence:
    """The tree with a name below a noun, which takes its place and what stands behind."""
    if name.head != noun.index and sentence.tokens[name.head] in sentence.subtree(noun):
        return sentence  # it would go round in a circle
    changed = {name.index: evolve(name, head=noun.index, deprel="nmod")}
    if name.index <= noun.head <= last.index:
        changed[noun.index] = evolve(noun, head=name.head, deprel=name.deprel)
    elif name.head != noun.index:
        changed[noun.index] = evolve(noun, deprel=name.deprel)
    for child in sentence.children(name):
        if child.index > noun.index or child.relation == "case":
            changed[child.index] = evolve(child, head=noun.index)
    return _with_tokens(sentence, changed)


def _top_of_name(sentence: Sentence, last: Token, lexicon: Lexicon) -> Token | None:
    """The head of a name that ends with a word, title included; None where an article makes it no genitive."""
    name = sentence.tokens[last.head] if last.relation == "flat" else last
    if name.head < 0 or last.index - name.index > 3:
        return None
    title = sentence.tokens[name.index - 1] if name.index else None
    if title is None or title.index != name.head or lexicon.role(title.text) is None:
        return name
    return title if title.head >= 0 and sentence.child(title, "det") is None else None


def _is_one_phrase(sentence: Sentence, name: Token, last: Token, noun: Token, lexicon: Lexicon) -> bool:
    """Whether a name and the noun behind it belong together, whatever the tree says of their heads."""
    verb = sentence.finite(sentence.tokens[name.head])
    number = noun.feats.get("Number")
    if number == "Plur" and (noun.feats.get("Case") == "Dat" or (verb is not None and name.index > verb.index)):
        return False  # sagte Ahlers Reportern
    if name.index <= noun.head <= last.index or name.head == noun.index:
        return True
    if noun.head != name.head:
        return False
    if last.index + 1 < noun.index and sentence.child(name, "case") is None:  # laut Ahlers’ Ministerium
        return True
    governed = sentence.child(name, "case") is not None and sentence.child(noun, "case", "det") is None
    if governed and noun.relation in ("obj", "obl", "nmod"):
        return True  # reagierte auf Roths Vorwurf, Angaben von Jan Roths Anwältin
    if name.relation == noun.relation == "obj":  # wies Roths Vorwurf zurück
        return name.feats.get("Case") == noun.feats.get("Case") == "Acc"
    if verb is None or not (name.relation == "nsubj" or (name.relation == "obl" and governed)):
        return False
    behind = sentence.tokens[noun.index + 1 : noun.index + 2]
    named = any(token.upos == "PROPN" for token in behind)  # lobte Peters Trainer Kern
    return noun.index < verb.index or (lexicon.role(noun.text) is not None and not named)


def _with_comparison(sentence: Sentence) -> Sentence:
    """The tree with *wie X* in front of the verb as a comparison, if who does it stands behind the verb."""
    wie = next((token for token in sentence.tokens if token.is_word), None)
    verb = next((token for token in sentence.tokens if token.is_finite), None)
    if wie is None or verb is None or wie.text.lower() != "wie" or verb.index >= len(sentence.tokens) - 2:
        return sentence
    comma = next((token.index for token in sentence.tokens[verb.index :] if not token.is_word), len(sentence.tokens))
    nouns = [
        child
        for child in sentence.children(verb, "nsubj", "obj")
        if wie.index < child.index < comma and child.upos in NOMINAL
    ]
    before = [noun for noun in nouns if noun.index < verb.index and noun.upos != "PRON"]
    behind = [noun for noun in nouns if noun.index > verb.index]
    if len(before) != 1 or not behind or any(noun.relation == "nsubj" for noun in behind[1:]):
        return sentence
    if wie.head not in (verb.index, before[0].index):
        return sentence
    changed = {
        wie.index: evolve(wie, xpos="KOKOM", head=before[0].index, deprel="case"),
        before[0].index: evolve(before[0], deprel="obl"),
        behind[0].index: evolve(behind[0], deprel="nsubj"),
    }
    return _with_tokens(sentence, changed)


def _sense_of(sentence: Sentence, token: Token, lexicon: Lexicon) -> VerbSense | None:
    """The entry of the verb that what is tagged as an adjective is, None if it is none.

    It stands behind the comma of a clause, before a name, and no other verb follows.
    """
    if token.xpos != "ADJA" or sentence.tokens[token.index - 1].text != ",":
        return None
    name = sentence.tokens[token.index + 1]
    named = token.head == name.index and name.upos in NOMINAL and name.text[:1].isupper() and name.head >= 0
    behind = sentence.tokens[name.index + 1 : name.index + 2]
    person = lexicon.role(name.text) is not None and bool(behind) and behind[0].upos == "PROPN"  # Staatsanwalt Kern
    if not named or sentence.child(name, "det") is not None or (_is_noun(name, lexicon) and not person):
        return None
    before = any(each.is_finite for each in sentence.tokens[: token.index])
    if not before or any(each.is_finite for each in sentence.tokens[token.index :]):
        return None
    return past_sense(token, lexicon)


def _is_noun(word: Token, lexicon: Lexicon) -> bool:
    """Whether a table has a word as a noun (*erklärte Gegner der Reform*)."""
    tables = (lexicon.role, lexicon.organisation, lexicon.group, lexicon.noun)
    return any(table(word.text) is not None for table in tables)


def _with_frame(sentence: Sentence, verb: Token, sense: VerbSense) -> Sentence:
    """The tree with a verb as its root, and what was the root as what is said."""
    root = next(token for token in sentence.tokens if token.head < 0)
    changed = {
        verb.index: evolve(
            verb, lemma=sense.base, upos="VERB", xpos="VVFIN", feats=PAST, head=-1, deprel="root"
        ),
        root.index: evolve(root, head=verb.index, deprel="ccomp"),
        verb.index + 1: evolve(sentence.tokens[verb.index + 1], head=verb.index, deprel="nsubj"),
    }  # fmt: skip
    return _with_tokens(sentence, changed)
