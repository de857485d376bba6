"""Attributes texts in several processes: an attributor can be pickled, so each process gets one and keeps it."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from quoteattr import Document, QuoteAttributor

TEXTS = [
    "Der Hafen bleibe bis Montag gesperrt, teilte die Behörde mit.",
    "„Wir haben gewonnen“, sagte Kapitän Jule Brandt.",
    "Laut Wetterdienst wird es am Abend kälter.",
    "Es regnete den ganzen Tag.",
]


here: QuoteAttributor


def start(attributor: QuoteAttributor) -> None:
    """Keep the attributor of this process; its model is loaded here, once."""
    global here
    here = attributor


def work(text: str) -> Document:
    """The quotations of a text, with the attributor of this process."""
    return here.attribute(text)


if __name__ == "__main__":  # spawned processes import this file, too
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, spawn, initializer=start, initargs=(QuoteAttributor(),)) as pool:
        for document in pool.map(work, TEXTS, chunksize=2):
            print([(quote.speaker and quote.speaker.name, quote.text) for quote in document.quotes])
