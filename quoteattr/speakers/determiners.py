"""Articles and possessives in front of a noun: whether it is known already, and whose it is."""

from collections.abc import Sequence

from quoteattr.lexicon import Gender, Number
from quoteattr.speakers.becoming import is_for_one
from quoteattr.speakers.names import OPENERS
from quoteattr.speakers.person_nouns import RoleWord, Word
from quoteattr.speakers.pronouns import is_plural
from quoteattr.tree import Sentence, Token

_ONE_OF = frozenset("einer eine eines keiner keine jeder jede viele mehrere einige manche zwei drei vier".split())
_HIS = frozenset("sein seine seinen seiner seinem seines dessen".split())
_HERS = frozenset("ihr ihre ihren ihrer ihrem ihres deren".split())
_DEFINITE = frozenset("der die das dem den des jener jene dieser diese".split())
_SINGULAR = ("ein", "kein", "mein", "dein", "unser", "euer", "eure")
_OF_WOMEN_OR_SEVERAL = frozenset("die seine ihre meine deine unsere eure keine".split())
_NARROWING = frozenset("von vom der des bei beim".split())
_OF_SEVERAL = frozenset({"der", "dieser", "jener"})
_OWN_OF_SEVERAL = frozenset({"seiner", "ihrer", "unserer", "meiner", "eurer"})
_LONGEST = 8  # words from an article to its noun
_INDEFINITE = frozenset("ein eine einer einem einen eines kein keine mehrere einige viele manche zwei drei".split())


def article_before(words: Sequence[Word], at: int) -> str:
    """The article or possessive of the noun phrase whose noun stands at a place, in lower case; empty if none does.

    Adjectives and numbers may stand between, what is made of a town, whatever its tag (*der Ulmer Coach*), and what an
    adjective has before it (*der 39 Jahre alte Fahrer, eine mit dem Fall vertraute Person*).
    """
    noun = at
    while at > 0:
        at -= 1
        word = words[at]
        other = word.lower.startswith("ander")  # an adjective (ein anderer Fahrer), whatever its tag
        if (word.head.upos == "DET" and not other) or is_definite(word.lower) is not None or is_possessive(word.lower):
            return word.lower
        of_town = word.is_large and word.lower.endswith("er") and at > 0 and words[at - 1].lower in _DEFINITE
        if not (word.head.upos in ("ADJ", "NUM", "ADV") or of_town or other) or not word.head.is_word:
            return _article_by_tree(words[at + 1 : noun + 1], words[max(0, noun - _LONGEST) : at + 1])
    return ""


def _article_by_tree(phrase: Sequence[Word], before: Sequence[Word]) -> str:
    """The article that hangs on a noun over the complement of its adjective; empty if none does."""
    noun = phrase[-1].head
    if len(phrase) == 1 or not before or not before[-1].head.is_word:
        return ""
    articles = (word for word in before if word.head.upos == "DET" and word.head.head == noun.index)
    return next((word.lower for word in articles), "")


def is_definite(article: str) -> bool | None:
    """Whether an article is definite; None if it does not tell."""
    return True if article in _DEFINITE else False if article in _INDEFINITE else None


def is_singular(article: str) -> bool:
    """Whether a noun whose form can be both is singular behind an article; without one it is the plural."""
    return article in _DEFINITE or article.startswith(_SINGULAR) or is_possessive(article)


def is_job_behind_name(words: Sequence[Word], at: int) -> bool:
    """Whether a noun without an article tells whose name it follows.

    What narrows it tells that (*Karl Ott, Trainer von Kalden, …*), else the tree, whatever stands between them (*Karl
    Ott (43), Lehrer in Kalden*); no more than one name may stand there (*Karl und Jan Ott, Lehrer in Kalden*).
    """
    before, behind = words[max(at - 2, 0) : at], words[at + 1 : at + 2]
    named = len(before) == 2 and before[1].text == "," and before[0].is_tagged_name
    if named and any(word.lower in _NARROWING for word in behind):
        return True
    noun, front = words[at].head, words[max(at - _LONGEST, 0) : at]
    if noun.relation != "appos" or noun.feats.get("Number") == "Plur":
        return False
    names = [place for place, word in enumerate(front) if any(token.index == noun.head for token in word.tokens)]
    joined = any(word.head.relation == "conj" or word.lower == "und" for word in front)
    return bool(names) and front[names[0]].is_tagged_name and "," in (word.text for word in front) and not joined


def number_by_article(article: str, role: RoleWord, token: Token, sentence: Sentence) -> Number:
    """Number of a role whose form can be both: the article tells, without one it is the plural."""
    before = sentence.tokens[max(token.index - 2, 0) : token.index]
    if len(before) == 2 and before[0].text.lower() in _ONE_OF and before[1].text == "der":
        return Number.PLURAL  # einer der Schüler
    if not role.adjectival and role.gender is Gender.MASCULINE and _is_of_several(article, role, token, sentence):
        return Number.PLURAL
    weak = role.adjectival and token.text.endswith("n")  # die Abgeordneten, but die Abgeordnete
    plural = weak or (not role.adjectival and is_plural(sentence, token))
    if article in _OF_WOMEN_OR_SEVERAL and (role.gender is Gender.MASCULINE or plural):
        return Number.PLURAL
    bare = not article and (_is_of_singular_verb(token, sentence) or is_for_one(token, sentence))
    alone = is_singular(article) or bare
    return Number.SINGULAR if alone else Number.PLURAL


def _is_of_singular_verb(token: Token, sentence: Sentence) -> bool:
    """Whether a noun is the subject of a verb in the singular (*Besitzer des Hauses ist ein Rentner*), not in marks."""
    above = sentence.head(token)
    marked = any(before.text in OPENERS for before in sentence.tokens[max(token.index - 1, 0) : token.index])
    verb = sentence.finite(above) if above is not None and token.relation == "nsubj" and not marked else None
    alone = token.feats.get("Number") != "Plur" and sentence.child(token, "conj") is None
    return verb is not None and alone and verb.feats.get("Number") == "Sing"


def _is_of_several(article: str, role: RoleWord, token: Token, sentence: Sentence) -> bool:
    """Whether article and case leave a man's noun no singular: *Angaben der Piloten, seiner Trainer*, *mit den Polen*.

    Alone, *der* is the nominative of one man.
    """
    case = token.feats.get("Case")
    oblique = not token.text.lower().endswith(role.base) or (case == "Gen" and token.relation == "nmod")
    genitive = article in _OWN_OF_SEVERAL or (article in _OF_SEVERAL and oblique)
    governed = case == "Dat" and sentence.child(token, "case") is not None
    return genitive or (article == "den" and governed)


def is_possessive(article: str) -> bool:
    """Whether a word tells whose something is: *ihr*, *seine*, *dessen*."""
    return article in _HIS or article in _HERS


def is_owned(article: str) -> bool:
    """Whether a word in front of a noun tells whose it is, that of who says so among them (*mein*, *unsere*)."""
    return is_possessive(article) or article.startswith(("mein", "unser"))


def is_his(possessive: str) -> bool:
    """Whether a possessive is a man's or an institution's in the masculine or neuter (*sein, dessen*)."""
    return possessive in _HIS
