"""Case by form, which is surer than a parser's label: *der* before a feminine noun is no nominative."""

from quoteattr.lexicon import Gender, Lexicon
from quoteattr.tree import Sentence, Token

_NO_NOMINATIVE = frozenset(
    """
    den dem des einen einem eines einer diesen diesem dieses dieser keinen keinem keiner
    seinen seinem seiner ihren ihrem ihrer unseren unserem unserer
    ihn ihm ihnen mich mir dich dir uns euch sich
    """.split()
)

_NO_DATIVE = frozenset(
    "die das ein eine diese dieses kein keine sein seine ihr ihre unser unsere mein meine jede jedes".split()
)

_FEMININE_ENDINGS = ("e", "ung", "heit", "keit", "schaft", "ion", "tät")

APOSTROPHES = ("'", "\N{RIGHT SINGLE QUOTATION MARK}")
SIBILANTS = "sßxz"


def is_dative_feminine(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is the feminine of *der Behörde sagte X*; a genitive, which looks alike, depends on a noun."""
    return _article(sentence, noun) == "der" and (
        _is_feminine(noun, lexicon) or _is_weak_behind_der(sentence, noun) or _is_weak_role(noun, lexicon)
    )


def can_be_nominative(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """Whether neither article nor preposition nor its own form keep a noun or pronoun from being a subject."""
    first = sentence.subtree(noun)[0]
    governed = _governs(sentence, first, noun) or sentence.child(noun, "case") is not None
    forms = {noun.text.lower(), _article(sentence, noun)}
    return not governed and not forms & _NO_NOMINATIVE and not is_dative_feminine(sentence, noun, lexicon)


def _is_weak_behind_der(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun has the *-n* that no nominative has behind *der*: *der 44-Jährigen, der Angeklagten*."""
    stem = noun.lemma.removesuffix("r")
    return _article(sentence, noun) == "der" and stem.endswith("e") and noun.text == f"{stem}n"


def _is_weak_role(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun for a person has the *-n* of all cases but the nominative (*Angeklagten, Zeugen*)."""
    role = lexicon.role(noun.text)
    return role is not None and noun.text.lower() == f"{role.masculine.lower().removesuffix('r')}n"


def article_of(sentence: Sentence, noun: Token) -> str:
    """The article of a noun in lower case, empty without one."""
    article = sentence.child(noun, "det")
    return article.text.lower() if article is not None and article.index < noun.index else ""


def is_surely_nominative(sentence: Sentence, noun: Token) -> bool:
    """Whether the article leaves no other case (*der Abgeordnete*, though a parser takes it for a dative)."""
    single = noun.feats.get("Gender") == "Masc" and noun.feats.get("Number") != "Plur"
    return single and article_of(sentence, noun) == "der" and not _is_weak_behind_der(sentence, noun)


def is_no_dative(article: Token, noun: Token, lexicon: Lexicon) -> bool:
    """Whether an article keeps its noun from being what *zufolge* governs: *die Polizei*, *der Konzern*, *ein Mann*."""
    form = article.text.lower()
    masculine = noun.feats.get("Gender") == "Masc" and noun.feats.get("Number") != "Plur"
    if noun.text.endswith(_FEMININE_ENDINGS) and lexicon.role(noun.text) is None:
        masculine = False  # der Prognose, whatever the parser says
    return form in _NO_DATIVE or (form == "der" and masculine and not _is_feminine(noun, lexicon))


def is_genitive_name(sentence: Sentence, name: Token) -> bool:
    """Whether a name stands in the genitive before its noun: *Tanners Vorschlag*, *Behrends’ Sprecherin*."""
    behind = sentence.tokens[name.index + 1 : name.index + 3]
    apostrophe = len(behind) == 2 and behind[0].text in APOSTROPHES and behind[0].start == name.end
    if apostrophe and name.text[-1] in SIBILANTS:
        return behind[1].upos == "NOUN"
    last = max((name, *sentence.children(name, "flat")), key=lambda token: token.index)  # Jan Roths Satz
    return name.upos == "PROPN" and name.relation == "nmod" and last.text.endswith("s") and name.head == last.index + 1


def is_genitive(sentence: Sentence, owner: Token) -> bool:
    """Whether a noun or name stands in the genitive; that of a name may look like its nominative (*Lindners Fazit*)."""
    return owner.feats.get("Case") == "Gen" or is_genitive_name(sentence, owner)


def is_participle_in_front(sentence: Sentence, token: Token) -> bool:
    """Whether what parsers take for a name is an adverb that opens the clause: *Lobend erwähnten die Prüfer …*.

    The verb in the plural tells; nobody by that name would be its subject.
    """
    behind = sentence.tokens[token.index + 1 :][:1]
    several = any(verb.is_finite and verb.feats.get("Number") == "Plur" for verb in behind)
    return token.index == 0 and token.upos == "PROPN" and token.text.endswith("end") and several


def _governs(sentence: Sentence, first: Token, noun: Token) -> bool:
    """Whether a preposition is a noun's, in the tree or before its genitive (*von Kenias Regierung*).

    Before another name it is that one's: *in Stuttgart Verhandlungsführer Rainer Hold*.
    """
    head = sentence.head(first)
    apart = head is not None and head is not noun and head.upos == "PROPN" and not head.text.endswith("s")
    return first.upos == "ADP" and not apart


def _article(sentence: Sentence, noun: Token) -> str:
    """The article of a noun in lower case, empty without one; parsers also hang it on the noun as something unknown."""
    before = (child for child in sentence.children(noun, "det", "dep") if child.index < noun.index)
    return next((child.text.lower() for child in before if child.upos == "DET"), "")


def _is_feminine(noun: Token, lexicon: Lexicon) -> bool:
    """Whether the tables know a noun as feminine: an institution, a medium, a woman's role.

    Not in *-e*: *der Vorsitzende* is a man in the nominative, *die Vorsitzende* a woman.
    """
    organisation, role = lexicon.organisation(noun.text), lexicon.role(noun.text)
    if organisation is not None:
        return organisation.gender is Gender.FEMININE
    return role is not None and role.gender is Gender.FEMININE and not noun.text.endswith("e")
