"""Minutes of the German Bundestag in its XML (from the 19th term on): whose speech it is, is known.

Each `rede` gives one article for each who talks in it, in the order in which they begin: the speaker, the chair,
members who ask. What somebody says stays together across interruptions. Interjections are no part of any text; they
stand in the metadata of the article whose text they interrupt, with the offset at which they do.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from typing import Any

from attrs import define, field

from quoteattr.article import Article
from quoteattr.documents.registry import Reader
from quoteattr.documents.sources.source import Match, Source
from quoteattr.errors import InputError
from quoteattr.speakers import KnownEntity

_ROOT = "dbtplenarprotokoll"
_BETWEEN = "\n\n"
_OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def recognises(source: Source) -> Match:
    """By the root of the document."""
    return Match.BY_CONTENT if b"<" + _ROOT.encode() in source.head else Match.NO


def read(source: Source) -> Iterator[Article | InputError]:
    """The articles of all speeches, one speech held at a time; entities are not resolved, nothing is fetched.

    Raises:
        InputError: The XML is damaged or defines entities, or there is no speech in it.
    """
    from lxml import etree

    session: dict[str, Any] = {}
    found = False
    with source.open() as stream:
        try:
            for event, element in etree.iterparse(stream, events=("start", "end"), **_OPTIONS):
                if event == "start" and element.getparent() is None:
                    _refuse_entities(element, source)
                    session = _session(element)
                elif event == "start" and element.tag == "tagesordnungspunkt":
                    session["agenda_item"] = element.get("top-id")
                elif event == "end" and element.tag == "rede":
                    found = True
                    yield from _articles(element, session)
                    element.clear()
        except etree.XMLSyntaxError as error:
            raise InputError(
                f"{source.name} is damaged XML: {error.msg}. Fetch it again from bundestag.de/services/opendata."
            ) from None
    if not found:
        raise InputError(f"{source.name} has no speech (rede). Give minutes from the 19th term on.")


def _refuse_entities(root: Any, source: Source) -> None:
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise InputError(f"{source.name} defines entities, which minutes do not; it is refused. Remove its DTD.")


def _session(root: Any) -> dict[str, Any]:
    day = root.get("sitzung-datum") or ""
    with suppress(ValueError):  # as it stands there
        day = datetime.strptime(day, "%d.%m.%Y").date().isoformat()
    return {"term": root.get("wahlperiode"), "session": root.get("sitzung-nr"), "date": day or None}


@define
class _Turn:
    """What one of them says in a speech."""

    name: str
    member: str
    party: str | None
    role: str
    paragraphs: list[str] = field(factory=list)
    interjections: list[dict[str, Any]] = field(factory=list)

    @property
    def length(self) -> int:
        return len(_BETWEEN.join(self.paragraphs))


def _articles(speech: Any, session: dict[str, Any]) -> Iterator[Article]:
    id_ = speech.get("id") or ""
    turns = [turn for turn in _turns(speech) if turn.paragraphs]
    for number, turn in enumerate(turns, 1):
        metadata = {
            "speech": id_, "speaker": turn.name, "speaker_id": turn.member or None, "party": turn.party,
            "role": turn.role, **session, "interjections": turn.interjections,
        }  # fmt: skip
        yield Article(
            id_ if number == 1 else f"{id_}.{number}",
            _BETWEEN.join(turn.paragraphs),
            metadata,
            f"quoteattr {version('quoteattr')}",
            KnownEntity(turn.name, (), turn.member) if turn.name else None,
        )


def _turns(speech: Any) -> list[_Turn]:
    turns: dict[str, _Turn] = {}
    turn: _Turn | None = None
    for element in speech:
        words = _words(element)
        if element.tag == "p" and element.get("klasse") == "redner":
            turn = _member(element, turns)
        elif element.tag == "name":
            name = words.rstrip(":")
            turn = turns.setdefault(name, _Turn(name, "", None, "chair"))
        elif turn is not None and element.tag == "kommentar":
            turn.interjections.append({"offset": turn.length, "text": words})
        elif turn is not None and element.tag == "p" and words:
            turn.paragraphs.append(words)
    return list(turns.values())


def _member(label: Any, turns: dict[str, _Turn]) -> _Turn:
    """The turn of the member whom a label names; the first one in a speech is its speaker."""
    redner = label.find("redner")
    member = redner.get("id") or "" if redner is not None else ""
    parts = {part.tag: _words(part) for part in label.iterfind("redner/name/*")}
    name = " ".join(parts[key] for key in ("titel", "vorname", "namenszusatz", "nachname") if parts.get(key))
    name = name or _words(label).rstrip(":")
    role = "speaker" if not turns else "member"
    return turns.setdefault(member or name, _Turn(name, member, parts.get("fraktion"), role))


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


READER = Reader(
    "bundestag", "minutes of the Bundestag, one article a speaker of a speech", (".xml",), recognises, read, "xml"
)
