"""Gold articles in whichever form they come: the corpus, JSON that quotes its parts, exports of annotation tools."""

from pathlib import Path

from quoteattr.documents.benchmark import GoldArticle, read_articles
from quoteattr.documents.corrected_gold import CAS_SUFFIXES, is_cas_json, is_label_studio, read_cas, tasks_to_gold
from quoteattr.documents.quoted_gold import read_quoted
from quoteattr.documents.reading_files import plain_files, read_bytes, read_text
from quoteattr.errors import FormatError
from quoteattr.jsontext import parsed


def read_gold(path: str | Path) -> tuple[GoldArticle, ...]:
    """Read gold articles.

    Args:
        path: A JSON Lines file or a folder of the corpus; a JSON file that quotes its parts; a UIMA CAS (`.xmi`, CAS
            JSON, a ZIP archive or a folder of them); or JSON that Label Studio exported.

    Raises:
        InputError: There is nothing to read.
        FormatError: What is there has none of these forms, or two articles have the same name.
    """
    path = Path(path)
    if path.is_dir() and (files := _cas_files(path)):
        return _unique(path, tuple(article for file in files for article in read_cas(file)))
    if path.suffix.lower() in CAS_SUFFIXES and path.is_file():
        return _unique(path, read_cas(path))
    if path.suffix.lower() == ".json" and path.is_file():
        return _unique(path, _from_json(path))
    return read_articles(path)


def _cas_files(folder: Path) -> list[Path]:
    """The files of a folder that hold a CAS; a folder of the corpus has none."""
    files = plain_files(folder, (*CAS_SUFFIXES, ".json"))
    with_types = [
        file for file in files if file.suffix.lower() == ".json" and b"%FEATURE_STRUCTURES" in read_bytes(file)
    ]
    return [file for file in files if file.suffix.lower() in CAS_SUFFIXES or file in with_types]


def _from_json(path: Path) -> tuple[GoldArticle, ...]:
    try:
        data = parsed(read_text(path))
    except (ValueError, RecursionError):
        data = None  # told by what reads it next
    if is_cas_json(data):
        return read_cas(path)
    if is_label_studio(data):
        return tasks_to_gold(data, str(path))
    return tuple(item.article for item in read_quoted(path))


def _unique(path: Path, articles: tuple[GoldArticle, ...]) -> tuple[GoldArticle, ...]:
    names = [article.name for article in articles]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise FormatError(f"{path}: two documents are called {twice!r}. Names must be unique.")
    return articles
