"""Gold from annotation tools: what people corrected in INCEpTION (UIMA CAS) or in Label Studio.

What is read is what `quoteattr.documents.cas` and `quoteattr.documents.label_tasks` write. People may add, remove and
move everything; a quotation needs a type.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from quoteattr.documents import cas as uima
from quoteattr.documents import label_tasks
from quoteattr.documents.benchmark import Annotation, GoldArticle, in_terms_of_the_corpus, words_of
from quoteattr.documents.sources.source import LARGEST_WHOLE
from quoteattr.errors import FormatError, InputError
from quoteattr.extras import require
from quoteattr.labels import Medium, QuoteType
from quoteattr.model import Span, Spans

if TYPE_CHECKING:
    import cassis

CAS_SUFFIXES = (".xmi", ".zip")

_TYPES = "TypeSystem.xml"
_UNDECIDED = ("", "none", None)


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
        FormatError: A quotation has no type or one that does not exist; the message names where it stands.
        OptionError: `dkpro-cassis` is missing.
    """
    require("cas", "Reading a UIMA CAS")
    return tuple(_article_of_cas(where, name, loaded) for where, name, loaded in _loaded(Path(path)))


def tasks_to_gold(tasks: Sequence[Mapping[str, Any]], where: str) -> tuple[GoldArticle, ...]:
    """The gold articles of tasks that Label Studio exported as JSON: of each, the last annotation not cancelled.

    Raises:
        FormatError: A task was not annotated, or is in another form; the message names it.
    """
    return tuple(_article_of_task(f"{where}, task {number}", task) for number, task in enumerate(tasks, 1))


def _loaded(path: Path) -> Iterator[tuple[str, str, "cassis.Cas"]]:
    """Where each CAS of a file is from, its name, and itself."""
    files = _files(path)
    given = next((content for name, content in files.items() if PurePath(name).name == _TYPES), None)
    for name, content in files.items():
        where = str(path) if len(files) == 1 else f"{path}, {name}"
        if name.endswith((".xmi", ".json")):
            yield where, PurePath(name).stem, _load(content, where, given, name.endswith(".json"))


def _files(path: Path) -> dict[str, bytes]:
    if path.suffix.lower() != ".zip":
        beside = path.with_name(_TYPES)
        types = {_TYPES: beside.read_bytes()} if path.suffix == ".xmi" and beside.is_file() else {}
        return {path.name: path.read_bytes(), **types}
    try:
        with ZipFile(path) as archive:
            for member in archive.infolist():
                if member.file_size > LARGEST_WHOLE:
                    raise InputError(f"{path}, {member.filename} is larger than {LARGEST_WHOLE >> 20} MiB unpacked.")
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except BadZipFile as error:
        raise InputError(f"{path} is a damaged ZIP archive: {error}. Export it anew.") from None


def _load(content: bytes, where: str, types: bytes | None, is_json: bool) -> "cassis.Cas":
    import cassis

    if not is_json and b"<!DOCTYPE" in content:
        raise InputError(f"{where} has a DTD, which no CAS needs; it is refused. Export it anew.")
    try:
        if is_json:
            return cassis.load_cas_from_json(io.BytesIO(_with_elements(content)))
        system = uima.type_system() if types is None else cassis.load_typesystem(io.BytesIO(types))
        return cassis.load_cas_from_xmi(io.BytesIO(content), typesystem=system, lenient=True)
    except Exception as error:  # cassis raises whatever its parsers do
        raise InputError(
            f"{where} is no UIMA CAS that can be read: {error}. Export it anew as CAS JSON or XMI."
        ) from error


def _with_elements(content: bytes) -> bytes:
    """A CAS in JSON whose empty arrays say that they are; without that, cassis 0.12 does not read them."""
    data = json.loads(content)
    for structure in data["%FEATURE_STRUCTURES"]:
        if structure.get("%TYPE") == "uima.cas.FSArray":
            structure.setdefault("%ELEMENTS", [])
    return json.dumps(data).encode()


def _article_of_cas(where: str, name: str, cas: "cassis.Cas") -> GoldArticle:
    kinds = {kind.name for kind in cas.typesystem.get_types()}
    if uima.QUOTATION not in kinds:
        raise FormatError(f"{where} has no layer {uima.QUOTATION}. Export documents of a project with our layers.")
    text = cas.sofa_string or ""
    facts = next(iter(cas.select(uima.DOCUMENT)), None) if uima.DOCUMENT in kinds else None
    found = []
    for quotation in cas.select(uima.QUOTATION):
        span = Span(quotation.begin, quotation.end)
        parts: dict[str, list[Span]] = {uima.CONTINUED: [span]}
        for link in quotation.roles.elements if quotation.roles else ():
            if link.target is not None:
                parts.setdefault(link.role or link.target.role, []).append(Span(link.target.begin, link.target.end))
        labels = {"type": quotation.kind, "medium": quotation.medium, "rule": quotation.rule}
        found.append(_annotation(f"{where}, quotation at {span.start}:{span.end}", labels, parts, quotation.confidence))
    return _article((facts.doc_id if facts is not None else "") or name, text, found)


def _article_of_task(where: str, task: Mapping[str, Any]) -> GoldArticle:
    try:
        text = task["data"]["text"]
        done = [item for item in task.get("annotations") or () if not item.get("was_cancelled")]
        if not done:
            raise FormatError(f"{where} has no annotation. Export annotated tasks only, or submit it first.")
        result = done[-1]["result"]
        relations = [item for item in result if item.get("type") == "relation"]
        spans = {
            item["id"]: _span(f"{where}, region {item['id']}", item["value"], text)
            for item in result if item.get("type") == "labels"
        }  # fmt: skip
        heads = {
            item["id"] for item in result
            if item.get("type") == "labels" and label_tasks.QUOTATION in item["value"]["labels"]
        }  # fmt: skip
        further = {item["to_id"] for item in relations if label_tasks.CONTINUED in (item.get("labels") or ())}
        found = []
        for head in sorted(heads - further, key=lambda id_: spans[id_]):
            parts: dict[str, list[Span]] = {uima.CONTINUED: [spans[head]]}
            for item in relations:
                if item["from_id"] == head:
                    for role in item.get("labels") or ():
                        parts.setdefault(role, []).append(spans[item["to_id"]])
            place = f"{where}, quotation at {spans[head].start}:{spans[head].end}"
            found.append(_annotation(place, dict(_choices(result, head)), parts, None))
    except KeyError as error:
        raise FormatError(f"{where} lacks {error}. Give what Label Studio exports as JSON.") from None
    except (TypeError, ValueError, AttributeError):
        raise FormatError(f"{where} is of another form. Give what Label Studio exports as JSON.") from None
    return _article(str(task["data"].get("doc_id") or task.get("id") or where), text, found)


def _choices(result: Iterable[Mapping[str, Any]], region: str) -> Iterator[tuple[str, str]]:
    for item in result:
        if item.get("type") == "choices" and item["id"] == region:
            yield item["from_name"], item["value"]["choices"][0]


def _span(where: str, value: Mapping[str, Any], text: str) -> Span:
    """Where a region stands: in code points or, as older versions count, in UTF-16 units; its words tell."""
    start, end = int(value["start"]), int(value["end"])
    units = text.encode("utf-16-le", "surrogatepass")
    before = len(units[: 2 * start].decode("utf-16-le", "replace"))
    inside = len(units[2 * start : 2 * end].decode("utf-16-le", "replace"))
    words = value.get("text")
    for span in (Span(start, end), Span(before, before + inside)):
        if words is None or "".join(span.of(text).split()) == "".join(words.replace("\\n", "\n").split()):
            return span
    raise FormatError(f"{where}: {words!r} does not stand at {start}:{end}. The text of the task has changed.")


def _annotation(
    where: str, labels: Mapping[str, str | None], parts: Mapping[str, Sequence[Span]], confidence: float | None
) -> Annotation:
    """An annotation of what a tool gave; parts that the corpus does not have, such as targets, are left out."""

    def spans(role: str) -> Spans:
        return tuple(sorted(set(parts.get(role, ()))))

    kind, medium = labels.get("type"), labels.get("medium")
    if kind not in list(QuoteType):
        given = f"the type {kind!r}" if kind else "no type"
        raise FormatError(f"{where} has {given}. Choose one of {', '.join(QuoteType)}.")
    if medium not in (*Medium, *_UNDECIDED):
        raise FormatError(f"{where} has the medium {medium!r}. Choose one of {', '.join(Medium)}, or none.")
    return Annotation(
        type=QuoteType(kind),
        medium=None if medium in _UNDECIDED else Medium(medium),
        quote=spans(uima.CONTINUED),
        addressee=spans("addressee"),
        cue=spans("cue"),
        frame=spans("frame"),
        speaker=spans("speaker"),
    )


def _article(name: str, text: str, found: Sequence[Annotation]) -> GoldArticle:
    ordered = sorted(found, key=lambda annotation: (annotation.quote[0].start, -annotation.quote[-1].end))
    return GoldArticle(name, text, words_of(text), in_terms_of_the_corpus(ordered))
