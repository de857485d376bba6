"""Many articles as one: persons across them, and the same words in several of them."""

from quoteattr.corpus.appearances import Appearance, appearances_of
from quoteattr.corpus.collected_persons import Person
from quoteattr.corpus.edits import Edits
from quoteattr.corpus.people import Link, People, link_people

__all__ = ["Appearance", "Edits", "Link", "People", "Person", "appearances_of", "link_people"]
