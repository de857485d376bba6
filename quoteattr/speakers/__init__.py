"""Who speaks: the speaker inherited from the context, the entity behind a phrase."""

from quoteattr.speakers.assign import assign, mention_of, roles_of
from quoteattr.speakers.entities import Entities, KnownEntity
from quoteattr.speakers.link import link

__all__ = ["Entities", "KnownEntity", "assign", "link", "mention_of", "roles_of"]
