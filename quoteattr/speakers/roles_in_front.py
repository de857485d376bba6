"""Roles and titles in front of a name: *Bundeskanzlerin Dr. Kern, Botschafter a. D. Roth, Nutzer „blitz71“*."""

from collections.abc import Sequence

from quoteattr.lexicon import Lexicon, Number
from quoteattr.speakers.determiners import article_before
from quoteattr.speakers.names import GENTLEFOLK, NameReader, name_in_marks
from quoteattr.speakers.person_nouns import RoleWord, Word, person_noun, role_of

_RETIRED = (["a.", "d."], ["i.", "r."])
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
            if roles and [other.lower for other in self._words[at : at + 2]] in _RETIRED:
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
        return roles, at

    def given_name(self, roles: Sequence[RoleWord], at: int) -> tuple[list[str], int, int]:
        """A name that nobody need have as such: behind *namens*, or of somebody online between marks; its place."""
        behind = self._words[at : at + 2]
        if len(behind) == 2 and behind[0].lower == "namens":
            words, after = self._names.read(at + 1, led=True)
            return (words, at + 1, after) if words else ([behind[1].text], at + 1, at + 2)
        after = name_in_marks(self._words, at) if roles[-1].base in _ONLINE else 0
        words = [word.text for word in self._words[at + 1 : after - 1]] if after else []
        return words, at + 1 if words else at, after - 1 if words else at

    def is_front_of_role(self, at: int) -> bool:
        """Whether the next word closes a compound that is a role (*Bayer Leverkusen-Trainer*)."""
        behind = self._words[at + 1].text if at + 1 < len(self._words) else ""
        joined = "-" in behind and behind[0].isupper() and self._words[at].is_tagged_name
        return joined and not self._names.is_first_name(self._words[at]) and role_of(behind, self._lexicon) is not None

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
