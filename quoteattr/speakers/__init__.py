"""Who speaks: the speaker inherited from the context, the entity behind a phrase."""

from quoteattr.speakers.assign import assign, mention_of
from quoteattr.speakers.entities import Entities, KnownEntity
from quoteattr.speakers.first_person import speak_as
from quoteattr.speakers.link import link
from quoteattr.speakers.medium import media_of

__all__ = ["Entities", "KnownEntity", "assign", "link", "media_of", "mention_of", "speak_as"]
