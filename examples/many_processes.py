"""Attributes texts in several processes: each is spawned, loads the model once and uses one thread."""

from quoteattr import QuoteAttributor

TEXTS = [
    "Der Hafen bleibe bis Montag gesperrt, teilte die Behörde mit.",
    "„Wir haben gewonnen“, sagte Kapitän Jule Brandt.",
    "Laut Wetterdienst wird es am Abend kälter.",
    "Es regnete den ganzen Tag.",
]

if __name__ == "__main__":  # spawned processes import this file, too
    for document in QuoteAttributor(lazy=True).pipe(TEXTS, batch_size=2, processes=2):
        print([(quote.speaker and quote.speaker.name, quote.text) for quote in document.quotes])
