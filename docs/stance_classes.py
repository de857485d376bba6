"""Writes `docs/stance-classes.md` from the lexicon: ``python docs/stance_classes.py``."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from quoteattr.lexicon import Lexicon, NounSense, VerbSense

PAGE = Path(__file__).with_name("stance-classes.md")
INTRODUCTION = """\
# Classes of cues

What each cue of the lexicon says about stance by itself; mood, negation and adverbs can change it (see
[the guidelines](stance-guidelines.md)). This page is written by `python docs/stance_classes.py`; the words are in
`quoteattr/data/de/verbs.tsv` and `nouns.tsv`. A word behind a colon tells entries of one verb apart; nouns begin with a
capital letter.
"""
Sense = VerbSense | NounSense
Class = tuple[str, str, str, str]

REPORTING: tuple[Class, ...] = (
    ("endorsing", "The article takes the content for true, in any mood.",
     "Die Ministerin räumte ein, sie habe zu spät reagiert.", "Die Ministerin erklärte, sie habe zu spät reagiert."),
    ("semifactive", "Endorsing with the indicative or a noun phrase, else neutral.",
     "Er wies darauf hin, dass die Frist abgelaufen ist.", "Er wies darauf hin, dass die Frist abgelaufen sei."),
    ("distancing", "The article holds the content at arm's length.",
     "Der Händler behauptete, die Ware sei frisch.", "Der Händler sagte, die Ware sei frisch."),
    ("denying", "The article calls the content untrue.",
     "Der Schüler log, er habe den Bus verpasst.", "Der Schüler bestritt, den Bus verpasst zu haben."),
    ("uncertain", "The article passes on what is not established.",
     "Beobachter spekulieren, dass der König abdankt.", "Beobachter rechnen damit, dass der König abdankt."),
    ("neutral", "The article only says that it was uttered.",
     "Die Stadt teilte mit, der Brunnen sei trocken.", "Die Stadt bestätigte, der Brunnen sei trocken."),
)  # fmt: skip
COMMITMENT: tuple[Class, ...] = (
    ("CT+", "The speaker stands by the content; what stands inside it decides.",
     "Sie sagte, der Zug fahre.", "Sie sagte, der Zug könne ausfallen."),
    ("CT-", "The speaker denies the content.",
     "Er bestritt, dort gewesen zu sein.", "Er bestritt nicht, dort gewesen zu sein."),
    ("PR+", "The speaker thinks it probable.",
     "Die Forscher vermuten, dass es ein Krater ist.", "Die Forscher wissen, dass es ein Krater ist."),
    ("PR-", "The speaker thinks it improbable.",
     "Der Gutachter bezweifelt, dass die Brücke hält.", "Der Gutachter bezweifelt nicht, dass die Brücke hält."),
    ("PS+", "The speaker thinks it possible.",
     "Die Anwohner mutmaßen, dass die Brücke schließt.", "Die Anwohner wissen, dass die Brücke schließt."),
    ("Uu", "The speaker is not committed: asks, wants, refuses, leaves open.",
     "Die Mieter fordern, dass die Stadt zahlt.", "Die Mieter sagen, dass die Stadt zahlt."),
    ("CT+/CT+", "Certain, also if the cue is negated.",
     "Er verschwieg, dass der Damm brach.", "Er bestätigte nicht, dass der Damm brach."),
    ("PR+/Uu", "Probable, since it is feared; open if the cue is negated.",
     "Die Bauern befürchten, dass die Ernte ausfällt.", "Die Bauern befürchten nicht, dass die Ernte ausfällt."),
    ("CT-/PS+", "Denied; possible if the cue is negated.",
     "Der Klub schloss einen Wechsel aus.", "Der Klub schloss einen Wechsel nicht aus."),
)  # fmt: skip
ATTITUDE: tuple[Class, ...] = (
    ("support", "Is for it, praises, thanks, takes sides.",
     "Der Rat begrüßte den Neubau.", "Der Rat erwähnte den Neubau."),
    ("support/oppose", "Support; opposition if the cue is negated.",
     "Die Fraktion stimmte dem Haushalt zu.", "Die Fraktion stimmte dem Haushalt nicht zu."),
    ("oppose", "Is against it, blames, accuses, rejects.",
     "Der Rat kritisierte den Neubau.", "Der Rat kritisierte den Neubau nicht."),
    ("demand", "Wants somebody to do it.",
     "Sie forderte von der Bahn, die Strecke zu öffnen.", "Sie versprach, die Strecke zu öffnen."),
    ("commit", "Binds himself, announces an act of his own.",
     "Die Airline kündigte an, Maschinen zu kaufen.", "Die Airline teilte mit, Maschinen gekauft zu haben."),
    ("warn", "Says that something bad may come, threatens.",
     "Der Wetterdienst warnte vor Sturm.", "Der Wetterdienst rechnet mit Sturm."),
    ("regret", "Is sorry about it, laments.",
     "Der Verein bedauert den Ausfall.", "Der Verein bestätigt den Ausfall."),
    ("unknown", "Takes a stand that is not told.",
     "Der Rektor nahm zu den Vorwürfen Stellung.", "Der Rektor wies die Vorwürfe zurück."),
    ("neutral", "States how things are, asks, denies a fact, expects.",
     "Er sagte, die Brücke sei gesperrt.", "Er sagte, die Sperrung sei ein Fehler."),
)  # fmt: skip


def page(lexicon: Lexicon) -> str:
    """The whole page as Markdown."""
    senses: list[Sense] = [*lexicon.verbs.values()]
    senses += list({noun.id: noun for noun in lexicon.nouns.values()}.values())
    parts = [INTRODUCTION]
    for title, classes, value in (
        ("Reporting stance of the article", REPORTING, _reporting),
        ("Commitment of the speaker", COMMITMENT, _commitment),
        ("Attitude of the speaker", ATTITUDE, _attitude),
    ):
        parts.append(f"## {title}\n")
        parts += [_section(entry, [sense for sense in senses if value(sense) == entry[0]], value) for entry in classes]
    return "\n".join(parts)


def _reporting(sense: Sense) -> str:
    return "semifactive" if sense.semifactive else sense.reporting.value


def _commitment(sense: Sense) -> str:
    negated = sense.negated if isinstance(sense, VerbSense) else None
    return f"{sense.commitment.value}/{negated.value}" if negated else sense.commitment.value


def _attitude(sense: Sense) -> str:
    negated = sense.negated_attitude.value if isinstance(sense, VerbSense) else "neutral"
    return sense.attitude.value if negated == "neutral" else f"{sense.attitude.value}/{negated}"


def _section(entry: Class, senses: Iterable[Sense], value: Callable[[Sense], str]) -> str:
    name, meaning, example, counter = entry
    words = sorted((_name(sense, value) for sense in senses), key=str.casefold)
    head = [f"### {name}\n", f"{meaning}\n", f"- Example: *{example}*", f"- Not so: *{counter}*\n"]
    return "\n".join([*head, f"{len(words)} entries: {', '.join(words)}.\n"])


def _name(sense: Sense, value: Callable[[Sense], str]) -> str:
    """An entry, with the slot of its target on the list of attitudes."""
    slot = sense.target if isinstance(sense, VerbSense) and value is _attitude else ""
    return f"{sense.id} ({slot})" if slot and value(sense) != "neutral" else sense.id


def forgotten(lexicon: Lexicon) -> Iterator[str]:
    """The classes of the lexicon that the page has no section for."""
    known = {entry[0] for entry in (*REPORTING, *COMMITMENT, *ATTITUDE)}
    used = {value(sense) for sense in lexicon.verbs.values() for value in (_reporting, _commitment, _attitude)}
    yield from sorted(used - known)


if __name__ == "__main__":
    PAGE.write_text(page(Lexicon.german()), encoding="utf-8")
