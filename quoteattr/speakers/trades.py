"""Firms and clubs by what they do: *der Autobauer, der Zweitligist* mean one whose name tells no trade."""

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.epithets import takes_up_institution
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.references import Reference

BUSINESS, SPORT = "business", "sport"
"""Fields of firms and of clubs."""

AUTHORITY = "behörde"
"""The noun for any authority."""


def tells_no_trade(cluster: Cluster, lexicon: Lexicon) -> bool:
    """Whether an institution goes by its name, or by that and a noun for any: *Kolb AG, Firma Kolb, FC Aukamp*."""
    vague = takes_up_institution(cluster.key.casefold(), lexicon) or cluster.field == SPORT
    return bool(cluster.modifiers) and (vague or cluster.key in cluster.modifiers)


def is_bare_name(cluster: Cluster, lexicon: Lexicon) -> bool:
    """Whether all that a text tells of somebody is one word, which is no first name: a firm can have it (*Avia*)."""
    single = all(not name.given and name.text.casefold() not in lexicon.first_names for name in cluster.names)
    first = cluster.references[0]
    return single and cluster.gender is None and not cluster.roles and (first.subject or first.definite is True)


def is_from_there(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a noun for any firm or authority tells just where it is from: *das Aalener Unternehmen*.

    That is another word for the one that the text is about, and no other one (*die Aalener Behörde*). Firms can be
    told by *aus* as well (*die Firma aus Aalen*).
    """
    if reference.key.casefold() == AUTHORITY:
        return reference.definite is True and bool(reference.modifiers) and not reference.complement
    firm = reference.field == BUSINESS and takes_up_institution(reference.key.casefold(), lexicon)
    behind = reference.sentence.tokens[reference.tokens[-1].index + 1 :][:2]
    from_town = [token.text for token in behind[:1]] == ["aus"] and behind[-1].upos == "PROPN"
    named = any(token.text in reference.modifiers for token in reference.tokens)  # der Konzern Nordfang
    return firm and reference.definite is True and not named and (from_town or not reference.complement)
