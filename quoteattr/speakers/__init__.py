"""Who speaks: the speaker inherited from the context, the entity behind a phrase."""

from quoteattr.speakers.assign import assign, mention_of, roles_of

__all__ = ["assign", "mention_of", "roles_of"]
