"""Roles and titles in front of a name: *Bundeskanzlerin Dr. Kern, Botschafter a. D. Roth, Nutzer „blitz71“*."""

from collections.abc import Collection, Sequence

from quoteattr.lexicon import Lexicon, Number
from quoteattr.speakers.determiners import article_before
from quoteattr.speakers.names import GENTLEFOLK, NameReader, name_in_marks
from quoteattr.speakers.person_nouns import RoleWord, Word, job_of_no_table, person_noun, role_of

_RETIRED = (["a.", "d."], ["i.", "r."])
_TO_OWN_NAME = 3  # words: *, der sich*
_SHORT_NAME = 3  # letters
_CALLS = frozenset({"nennt", "nannte"})
_ONLINE = frozenset({"nutzer", "user", "follower"})


class RoleReader:
    """Reads the roles and titles of a sentence.

    Args:
        words: The words of the sentence.
        lexicon: Nouns for people, and titles.
        names: Reads the names behind them.
    """

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, names: NameReader) -> None:
        self._words = words
        self._lexicon = lexicon
        self._names = names

    def read(self, at: int) -> tuple[list[RoleWord], int]:
        """Roles and titles in front of a name, and where the name would start."""
        roles: list[RoleWord] = []
        while at < len(self._words):
            word = self._words[at]
            if self._names.is_known(word) and (roles or not article_before(self._words, at)):
                break
            if roles and self._is_retired(at):
                at += 2  # Botschafter a. D. Roth
                continue
            title = self._lexicon.titles.get(word.lower)
            role = person_noun(word, self._lexicon) if word.is_large or word.text[0].isdigit() else None
            if role is None and title is None and self._is_before_gentleman(at):
                role = RoleWord(word.lower, "", None, Number.SINGULAR)  # Revisor Herr Roth
            if role is not None and self._is_attribute(at):
                break  # der Deutschen Post
            if role is not None and not (roles and self._names.is_first_name(word)):
                roles.append(role)
            elif title is not None and not self._is_gentleman(at):
                roles.append(RoleWord("", "", title.gender, Number.SINGULAR))
            else:
                break
            at += 1
        if len(roles) > 1 and self._is_job_as_surname(at - 1):
            return roles[:-1], at - 1  # Minister Schäfer
        return roles, at

    def given_name(self, roles: Sequence[RoleWord], at: int) -> tuple[list[str], int, int]:
        """A name that nobody need have as such, and its place.

        Behind *namens*, of somebody online between marks, what they call themselves, or a noun for a job behind a role
        (*Minister Schäfer*).
        """
        if own := self._own_name(at):
            return [own], at + _TO_OWN_NAME, at
        behind = self._words[at : at + 2]
        called = len(behind) == 2 and behind[0].lower == "namens"
        at = at + 1 if called else at
        after = name_in_marks(self._words, at) if called or roles[-1].base in _ONLINE else 0
        if called and not after:
            words, after = self._names.read(at, led=True)
            return (words, at, after) if words else ([behind[1].text], at, at + 1)
        if not after and self._is_job_as_surname(at):
            return [self._words[at].text], at, at + 1
        words = [word.text for word in self._words[at + 1 : after - 1]] if after else []
        return words, at + 1 if words else at, after - 1 if words else at

    def is_front_of_role(self, at: int) -> bool:
        """Whether the next word closes a compound that is a role (*Bayer Leverkusen-Trainer*)."""
        behind = self._words[at + 1].text if at + 1 < len(self._words) else ""
        joined = "-" in behind and behind[0].isupper() and self._words[at].is_tagged_name
        return joined and not self._names.is_first_name(self._words[at]) and role_of(behind, self._lexicon) is not None

    def _own_name(self, at: int) -> str:
        """What somebody goes by in the relative clause here (*die sich Moosfee5 nennt*), empty without one."""
        words = self._words[at : at + _TO_OWN_NAME + 2]
        clause = len(words) == _TO_OWN_NAME + 2 and words[0].text == "," and words[2].lower == "sich"
        own = words[_TO_OWN_NAME] if clause and words[-1].lower in _CALLS else None
        return own.text if own is not None and own.is_large else ""

    def _is_job_as_surname(self, at: int) -> bool:
        """Whether a noun for a job, right behind a role and before no name, is the surname of who has the role."""
        word = self._words[at] if 0 < at < len(self._words) else None
        role = role_of(word.text, self._lexicon) if word is not None else None
        before = role_of(self._words[at - 1].text, self._lexicon) or self._is_retired(at - 2)
        if word is None or role is None or not before or role.role != word.lower or word.lower in GENTLEFOLK:
            return False
        if self._names.read(at + 1, led=True)[0]:
            return False  # Vorsitzender Richter Kolb
        beside = word.head.relation in ("appos", "flat") and word.head.head in {
            token.index for token in self._words[at - 1].tokens
        }
        return word.is_tagged_name or (beside and word.head.feats.get("Number") == "Sing")

    def _is_retired(self, at: int) -> bool:
        """Whether *a. D.* stands at a place."""
        return [word.lower for word in self._words[max(at, 0) : at + 2]] in _RETIRED

    def _is_before_gentleman(self, at: int) -> bool:
        """Whether a noun stands right before *Herr* or *Frau* with a name."""
        behind = self._words[at + 1 : at + 3]
        named = len(behind) == 2 and behind[0].lower in GENTLEFOLK and behind[0].is_large and behind[1].is_large
        return named and self._words[at].is_large and self._words[at].head.upos in ("NOUN", "PROPN")

    def _is_gentleman(self, at: int) -> bool:
        """Whether *Herr* or *Dame* stands for a person and before no name (*der alte Herr*)."""
        following = self._words[at + 1] if at + 1 < len(self._words) else None
        return bool(article_before(self._words, at)) and (following is None or not following.is_large)

    def _is_attribute(self, at: int) -> bool:
        """Whether a large adjective stands before its noun, as part of a name (*der Deutschen Post*)."""
        following = self._words[at + 1] if at + 1 < len(self._words) else None
        if following is None or not following.is_large or following.head.upos not in ("NOUN", "PROPN"):
            return False
        word = self._words[at].head
        agrees = word.relation == "amod" or word.upos == "ADJ"
        return agrees and role_of(following.text, self._lexicon) is None and not self._names.is_first_name(following)


def is_unknown_job(word: str, first_names: Collection[str]) -> bool:
    """Whether a word before a first name tells a job that no table has (*Schäfer Enno Harms*; no short name, *Đỗ*)."""
    return word.lower() not in first_names and len(word) > _SHORT_NAME


def unlisted_job(word: str) -> RoleWord:
    """The role that a noun which no table has tells before a name; its feminine is the same job."""
    return RoleWord(job_of_no_table(word.lower()), "", None, Number.SINGULAR)
