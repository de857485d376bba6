"""Subtitles (SRT, WebVTT): the text runs on across them, and it is known when each part of it is shown."""

import re
from collections.abc import Iterator

from quoteattr.article import Article
from quoteattr.documents.registry import Reader
from quoteattr.documents.sources.source import Match, Source
from quoteattr.documents.times import TIMES
from quoteattr.errors import InputError

SUFFIXES = (".srt", ".vtt")

_START = re.compile(rb"WEBVTT|\s*\d+\s*\n\d\d:\d\d:\d\d,\d\d\d --> ")


def recognises(source: Source) -> Match:
    """By its first lines, or by its name."""
    if _START.match(source.head):
        return Match.BY_CONTENT
    return Match.BY_NAME if source.suffix in SUFFIXES else Match.NO


def read(source: Source) -> Iterator[Article | InputError]:
    """One article: all subtitles in order, blanks between them, their times in the metadata `times`.

    Raises:
        InputError: There is no subtitle in it.
    """
    import pysubs2

    try:
        subtitles = pysubs2.SSAFile.from_string(source.text().replace("\r\n", "\n"))
    except pysubs2.exceptions.Pysubs2Error as error:
        raise InputError(f"{source.name}: {error or 'no subtitles'}. Give SRT or WebVTT.") from None
    text, times = "", []
    for subtitle in sorted(subtitles, key=lambda each: (each.start, each.end)):
        words = " ".join(subtitle.plaintext.split())
        if words:
            start = len(text) + 1 if text else 0
            text = f"{text} {words}" if text else words
            times.append([start, len(text), subtitle.start / 1000, subtitle.end / 1000])
    if not text:
        raise InputError(f"{source.name} has no subtitles. Give SRT or WebVTT with text in it.")
    yield Article(source.name, text, {TIMES: times}, f"pysubs2 {pysubs2.VERSION}")


READER = Reader(
    "subtitles", "SRT and WebVTT, with the times of each quotation", SUFFIXES, recognises, read, "subtitles"
)
