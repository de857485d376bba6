"""Gold from annotation tools: what people corrected in INCEpTION (UIMA CAS) or in Label Studio.

What is read is what `quoteattr.documents.cas` and `quoteattr.documents.label_tasks` write. People may add, remove and
move everything; a quotation needs a type.
"""

import io
import json
import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from quoteattr.documents import cas as uima
from quoteattr.documents import label_tasks
from quoteattr.documents.benchmark import (
    Annotation,
    GoldArticle,
    check_annotations,
    in_terms_of_the_corpus,
    words_of,
)
from quoteattr.documents.json_values import choice_of, list_of, object_of, shown, stretch_of, text_of
from quoteattr.documents.quote_parts import ROLES
from quoteattr.documents.reading_files import read_bytes
from quoteattr.documents.sources.source import LARGEST_WHOLE
from quoteattr.errors import FormatError, InputError
from quoteattr.extras import require
from quoteattr.jsontext import as_json
from quoteattr.labels import Medium, QuoteType
from quoteattr.model import Span, Spans

if TYPE_CHECKING:
    import cassis

CAS_SUFFIXES = (".xmi", ".zip")

_TYPES = "TypeSystem.xml"
_UNDECIDED = ("", "none", None)
_ENCRYPTED = 1  # a flag of a member of a ZIP archive
_ROLES = {role: role for role in (*ROLES, uima.CONTINUED)}
_REGIONS = {label: label for label in (label_tasks.QUOTATION, *(role.title() for role in ROLES))}
_STUDIO = "Give what Label Studio exports as JSON."
_UNMAPPED = re.compile(r"external offset \[(-?\d+)\]")
_LOG = logging.getLogger(__name__)


def is_cas_json(data: object) -> bool:
    """Whether JSON is a UIMA CAS."""
    return isinstance(data, dict) and "%FEATURE_STRUCTURES" in data


def is_label_studio(data: object) -> bool:
    """Whether JSON is a list of tasks of Label Studio."""
    return isinstance(data, list) and bool(data) and all(isinstance(item, dict) and "data" in item for item in data)


def read_cas(path: str | Path) -> tuple[GoldArticle, ...]:
    """Read the CAS of a file (`.xmi`, `.json`), or all in a ZIP archive.

    Raises:
        InputError: The file is damaged or too large.
        FormatError: A quotation has no type or one that does not exist, or something of it does not stand in the text;
            the message names it.
        OptionError: `dkpro-cassis` is missing.
    """
    require("cas", "Reading a UIMA CAS")
    return tuple(_article_of_cas(where, name, *loaded) for where, name, loaded in _loaded(Path(path)))


def tasks_to_gold(tasks: Sequence[Mapping[str, Any]], where: str) -> tuple[GoldArticle, ...]:
    """The gold articles of tasks that Label Studio exported as JSON: of each, the last annotation not cancelled.

    Raises:
        FormatError: A task was not annotated, or is in another form; the message names it.
    """
    return tuple(_article_of_task(f"{where}, task {number}", task) for number, task in enumerate(tasks, 1))


def _loaded(path: Path) -> Iterator[tuple[str, str, tuple["cassis.Cas", frozenset[int]]]]:
    """Where each CAS of a file is from, its name, and what `_load` makes of it."""
    files = _files(path)
    given = next((content for name, content in files.items() if PurePath(name).name == _TYPES), None)
    for name, content in files.items():
        where = str(path) if len(files) == 1 else f"{path}, {name}"
        if name.endswith((".xmi", ".json")):
            yield where, PurePath(name).stem, _load(content, where, given, name.endswith(".json"))


def _files(path: Path) -> dict[str, bytes]:
    if path.suffix.lower() != ".zip":
        beside = path.with_name(_TYPES)
        types = {_TYPES: read_bytes(beside)} if path.suffix == ".xmi" and beside.is_file() else {}
        return {path.name: read_bytes(path), **types}
    try:
        with ZipFile(path) as archive:
            for member in archive.infolist():
                if member.file_size > LARGEST_WHOLE:
                    raise InputError(f"{path}, {member.filename} is larger than {LARGEST_WHOLE >> 20} MiB unpacked.")
                if member.flag_bits & _ENCRYPTED:
                    raise InputError(f"{path}, {member.filename} is encrypted. Pack it without a password.")
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except NotImplementedError as error:
        raise InputError(f"{path} is packed in a way that is not known here: {error}. Pack it as usual.") from None
    except InputError:
        raise
    except Exception as error:  # BadZipFile, and whatever the packing of a member raises where it is damaged
        raise InputError(f"{path} is a damaged ZIP archive: {error}. Export it anew.") from None


def _load(content: bytes, where: str, types: bytes | None, is_json: bool) -> tuple["cassis.Cas", frozenset[int]]:
    """A CAS, and the offsets in UTF-16 units of which cassis found no character that begins there."""
    if not is_json and b"<!DOCTYPE" in content:
        raise InputError(f"{where} has a DTD, which no CAS needs; it is refused. Export it anew.")
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            cas = _parsed_cas(content, types, is_json)
        except _OddError as error:
            raise FormatError(f"{where}, {error}. Give what the annotation tool exports.") from None
        except Exception as error:  # cassis raises whatever its parsers do
            # What Python says of its own values helps nobody who wrote a file.
            own = isinstance(error, AttributeError | TypeError | LookupError | UnboundLocalError)
            reason = "its structures are not those of a CAS" if own else error
            raise InputError(
                f"{where} is no UIMA CAS that can be read: {reason}. Export it anew as CAS JSON or XMI."
            ) from error
    for warning in warned:
        _LOG.info("%s: %s", where, warning.message)
    return cas, frozenset(int(found[1]) for each in warned if (found := _UNMAPPED.search(str(each.message))))


class _OddError(ValueError):
    """A structure of ours that cassis would take for something that it is not."""


def _parsed_cas(content: bytes, types: bytes | None, is_json: bool) -> "cassis.Cas":
    import cassis

    if is_json:
        return cassis.load_cas_from_json(io.BytesIO(_checked(content)))
    system = uima.type_system() if types is None else cassis.load_typesystem(io.BytesIO(types))
    return cassis.load_cas_from_xmi(io.BytesIO(content), typesystem=system, lenient=True)


def _checked(content: bytes) -> bytes:
    """A CAS in JSON as cassis 0.12 needs it.

    Empty arrays have to say that they are. Offsets are checked, for it takes `true` for 1 and leaves 1.5 as it is.
    """
    data = json.loads(content)
    structures = data["%FEATURE_STRUCTURES"]
    for structure in structures.values() if isinstance(structures, dict) else structures:
        kind = structure.get("%TYPE")
        if kind == "uima.cas.FSArray":
            structure.setdefault("%ELEMENTS", [])
        elif kind in (uima.QUOTATION, uima.PART):
            _check_structure(structure, f"{kind} with the %ID {as_json(structure.get('%ID'))}")
    return json.dumps(data).encode()


def _check_structure(structure: Mapping[str, Any], what: str) -> None:
    try:
        stretch_of(structure.get("begin"), structure.get("end"), what)
    except ValueError as error:
        raise _OddError(error) from None
    if type(structure.get("@sofa")) is not int:
        raise _OddError(f"{what} has the @sofa {as_json(structure.get('@sofa'))}, and not the number of a text")


def _article_of_cas(where: str, name: str, cas: "cassis.Cas", unmapped: frozenset[int]) -> GoldArticle:
    kinds = {kind.name for kind in cas.typesystem.get_types()}
    if uima.QUOTATION not in kinds:
        raise FormatError(f"{where} has no layer {uima.QUOTATION}. Export documents of a project with our layers.")
    text = cas.sofa_string or ""
    facts = next(iter(cas.select(uima.DOCUMENT)), None) if uima.DOCUMENT in kinds else None
    found = []
    try:
        given = facts.doc_id if facts is not None else None
        doc_id = text_of(given, "doc_id") if given is not None else ""
        for number, quotation in enumerate(cas.select(uima.QUOTATION), 1):
            span = _span_in_cas(quotation, f"quotation {number}", unmapped)
            place = f"quotation at {span.start}:{span.end}"
            parts: dict[str, list[Span]] = {uima.CONTINUED: [span]}
            for link in quotation.roles.elements if quotation.roles else ():
                if link.target is not None:
                    role = choice_of(link.role or link.target.role, f"a role of {place}", _ROLES)
                    parts.setdefault(role, []).append(_span_in_cas(link.target, f"{role} of {place}", unmapped))
            labels = {"type": quotation.kind, "medium": quotation.medium}
            found.append(_annotation(f"{where}, {place}", labels, parts))
    except ValueError as error:
        raise FormatError(f"{where}: {error}. Give what the annotation tool exports.") from None
    except (TypeError, AttributeError):
        raise FormatError(f"{where} has layers of another form. Import our layers into the project anew.") from None
    return _article(where, doc_id or name, text, found)


def _span_in_cas(annotation: Any, what: str, unmapped: frozenset[int]) -> Span:
    """Where an annotation stands, in code points."""
    span = stretch_of(annotation.begin, annotation.end, what)
    if odd := {span.start, span.end} & unmapped:
        raise ValueError(f"{what} has the offset {min(odd)}, where no character of the text begins")
    return span


def _article_of_task(where: str, task: Mapping[str, Any]) -> GoldArticle:
    try:
        data = object_of(task["data"], "data")
        text = text_of(data.get("text"), "the text of the task")
        name = _name_of_task(data.get("doc_id"), "doc_id") or _name_of_task(task.get("id"), "id") or where
        done = [item for item in task.get("annotations") or () if not item.get("was_cancelled")]
        if not done:
            raise FormatError(f"{where} has no annotation. Export annotated tasks only, or submit it first.")
        result = done[-1]["result"]
        relations = [item for item in result if item.get("type") == "relation"]
        regions = [item for item in result if item.get("type") == "labels"]
        spans = {item["id"]: _span(f"{where}, region {item['id']}", item["value"], text) for item in regions}
        heads = {item["id"] for item in regions if label_tasks.QUOTATION in _labels_of_region(item)}
        for item in relations:
            for end in ("from_id", "to_id"):
                if item[end] not in spans:
                    raise ValueError(f"a relation has the {end} {as_json(item[end])}, and there is no such region")
        further = {item["to_id"] for item in relations if label_tasks.CONTINUED in (item.get("labels") or ())}
        found = []
        for head in sorted(heads - further, key=lambda id_: spans[id_]):
            parts: dict[str, list[Span]] = {uima.CONTINUED: [spans[head]]}
            place = f"quotation at {spans[head].start}:{spans[head].end}"
            for item in relations:
                if item["from_id"] == head:
                    for label in item.get("labels") or ():
                        role = choice_of(label, f"a relation of the {place}", _ROLES)
                        parts.setdefault(role, []).append(spans[item["to_id"]])
            found.append(_annotation(f"{where}, {place}", dict(_choices(result, head)), parts))
    except KeyError as error:
        raise FormatError(f"{where} lacks {error}. {_STUDIO}") from None
    except ValueError as error:
        raise FormatError(f"{where}: {error}. {_STUDIO}") from None
    except (TypeError, AttributeError):
        raise FormatError(f"{where} is of another form. {_STUDIO}") from None
    return _article(where, name, text, found)


def _name_of_task(value: Any, what: str) -> str:
    """An identifier as a text; empty if there is none."""
    if value is None or isinstance(value, str):
        return value or ""
    if type(value) is not int:
        raise ValueError(f"{what} is {shown(value)}, and neither a text nor a whole number")
    return str(value)


def _labels_of_region(item: Mapping[str, Any]) -> list[str]:
    what = f"a label of the region {item['id']}"
    return [choice_of(label, what, _REGIONS) for label in list_of(item["value"]["labels"], what)]


def _choices(result: Iterable[Mapping[str, Any]], region: str) -> Iterator[tuple[str, Any]]:
    for item in result:
        if item.get("type") == "choices" and item["id"] == region:
            for choice in item["value"]["choices"][:1]:
                yield item["from_name"], choice


def _span(where: str, value: Mapping[str, Any], text: str) -> Span:
    """Where a region stands: in code points or, as older versions count, in UTF-16 units; its words tell."""
    try:
        given = stretch_of(value["start"], value["end"], "it")
        words = None if value.get("text") is None else text_of(value["text"], "text")
    except ValueError as error:
        raise FormatError(f"{where}: {error}. {_STUDIO}") from None
    start, end = given.start, given.end
    units = text.encode("utf-16-le", "surrogatepass")
    before = len(units[: 2 * start].decode("utf-16-le", "replace"))
    inside = len(units[2 * start : 2 * end].decode("utf-16-le", "replace"))
    for first, last in ((start, end), (before, before + inside)):
        if words is None or "".join(text[first:last].split()) == "".join(words.replace("\\n", "\n").split()):
            return stretch_of(first, last, "it")
    raise FormatError(f"{where}: {words!r} does not stand at {start}:{end}. The text of the task has changed.")


def _annotation(where: str, labels: Mapping[str, Any], parts: Mapping[str, Sequence[Span]]) -> Annotation:
    """An annotation of what a tool gave; parts that the corpus does not have, such as targets, are left out."""

    def spans(role: str) -> Spans:
        return tuple(sorted(set(parts.get(role, ()))))

    kind, medium = labels.get("type"), labels.get("medium")
    if kind not in list(QuoteType):
        given = f"the type {shown(kind)}" if kind else "no type"
        raise FormatError(f"{where} has {given}. Choose one of {', '.join(QuoteType)}.")
    if medium not in (*Medium, *_UNDECIDED):
        raise FormatError(f"{where} has the medium {shown(medium)}. Choose one of {', '.join(Medium)}, or none.")
    return Annotation(
        type=QuoteType(kind),
        medium=None if medium in _UNDECIDED else Medium(medium),
        quote=spans(uima.CONTINUED),
        addressee=spans("addressee"),
        cue=spans("cue"),
        frame=spans("frame"),
        speaker=spans("speaker"),
    )


def _article(where: str, name: str, text: str, found: Sequence[Annotation]) -> GoldArticle:
    ordered = sorted(found, key=lambda annotation: (annotation.quote[0].start, -annotation.quote[-1].end))
    try:
        check_annotations(ordered, text)
    except ValueError as error:
        raise FormatError(f"{where}: {error}. Export it anew.") from None
    return GoldArticle(name, text, words_of(text), in_terms_of_the_corpus(ordered))
