"""Sources that no table knows: *die Kämmerei*, *Polizeiangaben*, *so Schubert*."""

import re

from attrs import evolve

from quoteattr.grammar.noun_phrases import is_date
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon, Number
from quoteattr.lexicon.compounds import last_part_starts
from quoteattr.model import Cue, CueKind
from quoteattr.speakers.epithets import takes_up_institution
from quoteattr.speakers.names import PersonName
from quoteattr.speakers.person_nouns import institution_of
from quoteattr.speakers.references import Form, Reference, clause_of
from quoteattr.text.letters import as_seen

_ACCORDING = frozenset({"nach", "laut", "zufolge", "gemäß"})
_GENITIVE = re.compile(r"e?s$")
_OF_SEVERAL = frozenset({"der", "dieser", "aller", "vieler", "mehrerer", "einiger"})
_DEEDS = ("ung", "heit", "keit")


def fallback(phrase: Phrase, text: str, lexicon: Lexicon) -> Reference:
    """A mention made of a phrase that no table knows (*die Kämmerei*), or of the source in it (*Polizeiangaben*)."""
    head = phrase.head
    prefix = source_in_compound(_compound(phrase, text), lexicon)
    known = institution_of(prefix, lexicon) if prefix else None
    source, organisation = known if known is not None else (prefix, None)
    firms = organisation is not None and organisation.field == "business"  # Firmenangaben are those of one
    single = firms or prefix.removesuffix("s").casefold() == source.casefold()  # Vereinsangaben, but Behördenangaben
    any_one = organisation is not None and single and takes_up_institution(source.casefold(), lexicon)
    first = phrase.tokens[0].text.lower()
    return Reference(
        phrase.sentence, (head,), head, Form.INSTITUTION if prefix else Form.NOUN,
        key=(source if any_one else prefix) or head.text,
        number=Number.PLURAL if head.feats.get("Number") == "Plur" and not prefix else None,
        definite=True if any_one or first in ("der", "die", "das", "dem", "den") else None,
        field=organisation.field if organisation is not None and any_one else "",
        subject=head.relation == "nsubj",
        clause=clause_of(phrase.sentence, head),
    )  # fmt: skip


def as_surname(phrase: Phrase, noun: Reference, cue: Cue | None) -> Reference | None:
    """A noun that no table has as a name, alone behind *so* or a verb (*„…“, so Schubert, klagt Stange*).

    A thing or a post would have its article there; surnames that are words as well are tagged as these.
    """
    head, tokens = phrase.head, phrase.sentence.tokens
    single = head.xpos == "NN" and head.feats.get("Number") == "Sing" and not head.text.isupper()
    alone = phrase.tokens == noun.tokens == (head,) and noun.form is Form.NOUN
    framed = cue is not None and cue.kind in (CueKind.VERB, CueKind.ADVERB) and head.index > 1
    if cue is None or not (single and alone and framed):
        return None
    cued, before = tokens[head.index - 1], tokens[head.index - 2]
    if before.is_word or not any(map(cued.overlaps, cue.spans)):
        return None
    return evolve(noun, form=Form.NAME, name=PersonName((), head.text), key="", number=Number.SINGULAR)


def owner_of_no_table(phrase: Phrase, lexicon: Lexicon) -> Reference | None:
    """Whose words they are that a noun of saying names, though no table knows them (*nach Angaben des Flughafens*).

    What ends in -ung is no speaker but what is said (*laut Mitteilung der Schließung*), and several are people only
    in -er (*nach Ansicht der Basler*, not *der Kosten*).
    """
    sentence, head = phrase.sentence, phrase.head
    framing = sentence.child(head, "case")
    view = head.text == "Sicht" and framing is not None and framing.text.lower() == "aus"
    if framing is None or not (view or framing.text.lower() in _ACCORDING):
        return None
    behind = (token for token in sentence.children(head, "nmod") if token.index > head.index and token.upos == "NOUN")
    for noun in behind:
        article, case = sentence.child(noun, "det"), sentence.child(noun, "case")
        if article is None or case is not None or is_date(noun, lexicon):
            continue
        clause, key, form = clause_of(sentence, noun), noun.lemma, article.text.lower()
        if noun.feats.get("Number") == "Plur":
            if form in _OF_SEVERAL and noun.feats.get("Gender") == "Masc" and noun.text.endswith("er"):
                key, number = noun.text, Number.PLURAL  # die Basler
                return Reference(sentence, (noun,), noun, Form.GROUP, key=key, number=number, clause=clause)
        elif form in ("der", "des") and not noun.text.endswith(_DEEDS):
            if form == "des" and key == noun.text:
                key = _GENITIVE.sub("", key)
            return Reference(sentence, (noun,), noun, Form.INSTITUTION, key=key, definite=True, clause=clause)
    return None


def source_in_compound(word: str, lexicon: Lexicon) -> str:
    """The source in a compound with a cue noun (*Polizei* in *Polizeiangaben*)."""
    lower = word.lower()
    for at in last_part_starts(lower, 5):
        source = lower[:at].rstrip("-")
        if at < 3 or lower[at:] not in lexicon.nouns:
            continue
        for form in (source, source.removesuffix("s")):
            outlet = lexicon.media.get(form)  # Spiegel-Bericht, but Urteilsbegründung
            named = outlet is not None and outlet.kind not in ("genre", "platform")  # a Facebook-Posting is a user's
            if named or form in lexicon.organisations or lexicon.organisation(form) is not None:
                return word[: len(form)]
    return ""


def _compound(phrase: Phrase, text: str) -> str:
    """The head with what is joined to it by a hyphen (*NASA-Angaben*)."""
    start = text.rfind(" ", 0, phrase.head.start) + 1
    return as_seen(text[max(start, phrase.tokens[0].start) : phrase.head.end])
