# ruff: noqa: E501
"""Text of our own for what the treebanks lack: reported speech in the Konjunktiv, inverted frames, headings.

Every paragraph is made from the lists below by chance; the teacher parses them like any other text. The sentences
that ``evaluate.py`` tests the Konjunktiv and the quotation marks with are written apart.
"""

import random
from collections.abc import Iterator

FIRST_HER = "Anna Claudia Petra Ursula Angela Maria Sabine Katrin Hülya Annegret Franziska Elif Nina Heike Ruth".split()
FIRST_HIM = "Peter Thomas Olaf Markus Stefan Jens Karl Mehmet Donald Boris Emmanuel Frank Jürgen Lukas Uwe".split()
LAST = """Müller Schmidt Trump Merkel Scholz Habeck Lindner Baerbock Söder Weber Hofmann Yılmaz Kowalski Lemke Brandt
Sommer König Wolf Stein Bach Berger Vogel Kaiser Krause Lehmann Putin Obama Macron Johnson Becker-Lüders""".split()
ROLES_HIM = """Bundeskanzler Ministerpräsident Finanzminister Sprecher Polizeisprecher Vorsitzende Staatsanwalt
Trainer Bürgermeister Vorstandschef Augenzeuge Anwalt Präsident Regierungssprecher Forscher Außenminister
Parteichef Fraktionschef US-Präsident CDU-Chef Innenminister""".split()
ROLES_HER = """Bundeskanzlerin Ministerin Sprecherin Polizeisprecherin Vorsitzende Staatsanwältin Trainerin
Bürgermeisterin Vorstandschefin Augenzeugin Anwältin Präsidentin Regierungssprecherin Forscherin Außenministerin
Parteichefin Abgeordnete SPD-Chefin Gewerkschafterin""".split()
GROUPS = (
    "die Polizei", "die Staatsanwaltschaft", "die Bundesregierung", "das Unternehmen", "der Konzern", "die Partei",
    "das Ministerium", "die Deutsche Bahn", "die Gewerkschaft Verdi", "das Auswärtige Amt", "die Feuerwehr",
    "die NASA", "der Verein", "die Opposition", "das Gericht", "die Europäische Kommission", "der Verband",
    "die Nachrichtenagentur dpa", "die Behörde", "das Statistische Bundesamt", "die Airline", "die Stadtverwaltung",
)  # fmt: skip
# Nominative, dative.
SOURCES = (
    ("einem Bericht", ""), ("Angaben", " der Polizei"), ("Medienberichten", ""), ("einer Studie", ""),
    ("einem Sprecher", " des Konzerns"), ("der Staatsanwaltschaft", ""), ("der Polizei", ""), ("dem Minister", ""),
    ("einer Mitteilung", " des Unternehmens"), ("der Zeitung „Die Welt“", ""), ("dem „Spiegel“", ""), ("dpa", ""),
    ("Augenzeugen", ""), ("dem Bundesamt", ""), ("der Nachrichtenagentur AFP", ""),
)  # fmt: skip
# Subject, third-person pronoun.
SUBJECTS = (
    ("die Regierung", "sie"), ("der Konzern", "er"), ("das Unternehmen", "es"), ("die Partei", "sie"),
    ("der Täter", "er"), ("der Minister", "er"), ("die Lage", "sie"), ("der Vorschlag", "er"), ("das Land", "es"),
    ("die Koalition", "sie"), ("der Verdächtige", "er"), ("Deutschland", "es"), ("die Mannschaft", "sie"),
    ("der Kläger", "er"), ("das Parlament", "es"), ("man", "man"), ("Europa", "es"), ("die Bevölkerung", "sie"),
    ("der neue Vertrag", "er"), ("die Zahl der Opfer", "sie"), ("niemand", "er"), ("der Angeklagte", "er"),
)  # fmt: skip
# Konjunktiv I, what follows in a main clause; in a dass clause the verb stands last.
PREDICATES = (
    ("habe", "das Gesetz bereits gebilligt"), ("habe", "von den Vorwürfen nichts gewusst"),
    ("habe", "keine andere Wahl gehabt"), ("habe", "die Unterlagen am 12. März erhalten"),
    ("habe", "einen „schweren Fehler“ begangen"), ("habe", "mit der Sache nichts zu tun"),
    ("habe", "rund 3,5 Millionen Euro verloren"), ("habe", "sich entschuldigt"), ("habe", "große Fortschritte gemacht"),
    ("sei", "auf einem guten Weg"), ("sei", "nicht mehr zu retten"), ("sei", "bei dem Unfall verletzt worden"),
    ("sei", "am 3. Oktober in Berlin eingetroffen"), ("sei", "dafür nicht zuständig"), ("sei", "sehr enttäuscht"),
    ("sei", "zu Gesprächen bereit"), ("sei", "„völlig inakzeptabel“"), ("sei", "von der Entscheidung überrascht worden"),
    ("werde", "im Herbst eine Entscheidung treffen"), ("werde", "den Haushalt nicht erhöhen"),
    ("werde", "den Vertrag nicht unterzeichnen"), ("werde", "seit Jahren benachteiligt"),
    ("werde", "die Ermittlungen fortsetzen"), ("werde", "wegen Betrugs angeklagt"), ("werde", "nun geprüft"),
    ("könne", "die Kosten nicht allein tragen"), ("könne", "das nicht ausschließen"), ("könne", "sich daran nicht erinnern"),
    ("müsse", "mehr Geld für Bildung ausgeben"), ("müsse", "jetzt schnell handeln"), ("müsse", "abgeschafft werden"),
    ("solle", "bis zum 31. Dezember umgesetzt werden"), ("solle", "zurücktreten"), ("wolle", "an dem Plan festhalten"),
    ("wolle", "sich dazu nicht äußern"), ("dürfe", "nicht noch einmal verschoben werden"), ("dürfe", "das nicht zulassen"),
    ("möge", "sich an die Regeln halten"), ("wisse", "nichts davon"), ("brauche", "mehr Zeit"),
    ("bleibe", "bei der Ankündigung"), ("verfüge", "nicht über die nötigen Mittel"), ("liege", "im Krankenhaus"),
    ("leide", "unter den Folgen"), ("erwarte", "eine schnelle Lösung"), ("fordere", "höhere Löhne"),
    ("begrüße", "die Entscheidung"), ("verstoße", "gegen das Grundgesetz"), ("führe", "zu höheren Preisen"),
    ("stehe", "vor großen Problemen"), ("unterstütze", "den Antrag"), ("bedeute", "das Ende der Verhandlungen"),
    ("halte", "das für falsch"), ("sehe", "keinen Grund zur Sorge"), ("glaube", "nicht an einen Erfolg"),
)  # fmt: skip
# With a separable particle: Konjunktiv I, the middle, the particle.
SEPARABLE = (
    ("gehe", "von einem Erfolg", "aus"), ("nehme", "die Vorwürfe sehr ernst und lehne jeden Kompromiss", "ab"),
    ("lehne", "das Angebot", "ab"), ("stimme", "dem Vorschlag", "zu"), ("weise", "jede Schuld", "zurück"),
    ("hänge", "vom Wetter", "ab"), ("trete", "zum 1. Januar", "zurück"), ("setze", "die Gespräche", "fort"),
    ("gebe", "die Hoffnung nicht", "auf"), ("schließe", "neue Wahlen", "aus"), ("biete", "seine Hilfe", "an"),
)  # fmt: skip
# With a plural subject the Konjunktiv II stands in, or seien.
PLURAL = (
    "die Verhandlungen seien gescheitert", "die Täter seien noch auf der Flucht", "die Preise seien gestiegen",
    "die Gespräche hätten am Montag begonnen", "die Bürger müssten besser informiert werden",
    "die Kinder seien wohlauf", "die Beamten hätten richtig gehandelt", "die Soldaten würden bald abgezogen",
    "die Ergebnisse könnten erst im Mai vorliegen", "die Banken dürften nicht allein gelassen werden",
    "die Betroffenen seien sofort in Sicherheit gebracht worden", "die Maßnahmen reichten nicht aus",
    "es gebe keine Hinweise auf einen Anschlag", "es handele sich um einen Einzelfall", "es sei noch zu früh",
    "es bestehe keine Gefahr für die Anwohner", "es müsse nun darum gehen, die Ursache zu finden",
    "alle Beteiligten hätten sich geeinigt", "die Gründe dafür lägen auf der Hand", "es gehe ihm gut",
)  # fmt: skip
QUOTES = (
    "Das ist ein schwerer Schlag für uns", "Wir werden nicht aufgeben", "Ich habe damit nichts zu tun",
    "Wir müssen jetzt zusammenhalten", "Die Lage ist ernst", "Es gibt keinen Grund zur Panik",
    "Das Ergebnis hat uns überrascht", "Ich trete zum Jahresende zurück", "So kann es nicht weitergehen",
    "Wir nehmen die Vorwürfe sehr ernst", "Diese Entscheidung war richtig", "Der Kampf gegen den Terror geht weiter",
    "Die Menschen erwarten von uns, dass wir handeln", "Ich bin stolz auf meine Mannschaft", "Niemand hat das gewollt",
    "Wer so etwas behauptet, lügt", "Unsere Gedanken sind bei den Angehörigen", "Das wird teuer", "Ich hoffe es",
    "Wir sind davon ausgegangen, dass der Vertrag hält", "Heute ist ein guter Tag für die Demokratie",
    "Das war nicht unser bestes Spiel", "Ohne die Hilfe der Nachbarn hätten wir es nicht geschafft", "Nie wieder",
    "Wir brauchen mehr Zeit, mehr Geld und mehr Personal", "Es ist an der Zeit, die Wahrheit zu sagen",
)  # fmt: skip
QUESTIONS = (
    "Warum hat das niemand verhindert", "Was soll ich dazu sagen", "Wie konnte das passieren", "Wer bezahlt das",
    "Wollen Sie das wirklich", "Haben Sie davon gewusst", "Wo bleibt die Hilfe", "Ist das Ihr Ernst",
)  # fmt: skip
CRIES = ("Raus hier", "Nein", "Das ist eine Frechheit", "Hört auf", "Schluss damit", "Wir haben gewonnen", "Endlich")
PARTS = (
    ("ein", "langes und sehr produktives", "Telefonat"), ("eine", "große Gefahr", ""), ("ein", "Angriff auf uns alle", ""),
    ("eine", "historische", "Entscheidung"), ("ein", "fatales", "Signal"), ("eine", "offene und ehrliche", "Debatte"),
    ("ein", "Sieg der Vernunft", ""), ("ein", "unwürdiges", "Schauspiel"), ("eine", "Katastrophe", ""),
)  # fmt: skip
# Cue and particle.
CUES = (
    ("sagte", ""), ("erklärte", ""), ("betonte", ""), ("teilte", "mit"), ("fügte", "hinzu"), ("kündigte", "an"),
    ("räumte", "ein"), ("gab", "bekannt"), ("meinte", ""), ("berichtete", ""), ("schrieb", ""), ("kritisierte", ""),
    ("warnte", ""), ("bestätigte", ""), ("gab", "an"), ("gab", "zu"), ("versicherte", ""), ("stellte", "fest"),
    ("behauptete", ""), ("forderte", ""), ("verlautbarte", ""), ("so", ""), ("sagt", ""), ("erläuterte", ""),
)  # fmt: skip
TIMES = ("", "", "", " am Montag", " am Freitag in Berlin", " gestern", " der Zeitung „Bild“", " am 20. März", " laut dpa",
         " im Interview mit dem „Spiegel“", " vor Journalisten in Paris", " bei einer Pressekonferenz", " auf Twitter")  # fmt: skip
WIE = (
    "mitteilte", "berichtet", "sagte", "am Dienstag mitteilte", "bekannt gab", "erklärte", "gestern bekanntgab",
    "berichtete", "ankündigte", "am Abend bestätigte",
)  # fmt: skip
HEADINGS = (
    "Regierung beschließt neues Gesetz", "Tote und Verletzte nach Busunglück in Österreich", "Merkel: „Wir schaffen das“",
    "Streit um Rente geht weiter", "Reaktionen", "Hintergrund", "Weitere Entwicklung", "Polizei nimmt Verdächtigen fest",
    "„Das ist eine Schande“", "Wetter: Sturm im Norden erwartet", "Erdbeben in Italien – mehrere Tote", "Stellungnahmen",
    "Trump: Putin will Frieden", "Zweites Halbjahr besser als erwartet", "Dr. Weber tritt zurück", "Die Folgen",
)  # fmt: skip
PLAIN = (
    "Der Unfall ereignete sich gegen 14:30 Uhr auf der A 8 bei Ulm.", "Die Verhandlung beginnt am 5. Mai 2009.",
    "Am 20. März wurde der 45-jährige Mann festgenommen.", "Dr. Weber ist seit dem 1. Juli im Amt.",
    "Zuvor hatte das Parlament mit 312 zu 250 Stimmen zugestimmt.", "Das sind ca. 30 Prozent mehr als im Vorjahr.",
    "Betroffen sind u. a. Hamburg, Bremen und Kiel.", "Prof. Dr. Krause leitet das Institut seit 1998.",
    "Der FC Bayern gewann 3:1 (1:0) gegen den VfB Stuttgart.", "Die Ursache ist noch unklar.",
    "Im 19. Jahrhundert stand hier eine Fabrik.", "Der Kurs fiel um 2,5 % auf 17,80 Euro.",
    "Mehr als 1.200 Menschen wurden evakuiert.", "Papst Benedikt XVI. besuchte die Stadt im September.",
    "Der Film „Das Leben der Anderen“ lief 2006 an.", "Nach § 211 StGB droht ihm lebenslange Haft.",
    "Das Gesetz tritt zum 1. Januar in Kraft.", "Die Arbeiten dauerten bis zum 15. August.", "Wer hat gewonnen?",
)  # fmt: skip


class Writer:
    """Draws paragraphs.

    Args:
        seed: Of the chance that draws.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def pick(self, options: tuple[str, ...] | list[str]) -> str:
        """One of some texts."""
        return self.chance.choice(options)

    def person(self) -> str:
        """Somebody who speaks, in the nominative."""
        her = self.chance.random() < 0.5
        first, role = self.pick(FIRST_HER if her else FIRST_HIM), self.pick(ROLES_HER if her else ROLES_HIM)
        article = "die" if her else "der"
        last = self.pick(LAST)
        return self.pick(
            (
                last,
                f"{first} {last}",
                f"{role} {last}",
                f"{role} {first} {last}",
                f"{article} {role}",
                f"{article} {role} {first} {last}",
                f"{first} {last}, {article} {role} des Verbandes,",
                self.pick(GROUPS),
                "ein Sprecher",
                "eine Sprecherin der Polizei",
                "sie" if her else "er",
                f"{first} {last} (SPD)",
            )
        )

    def cue(self, subject: str) -> str:
        """An inverted frame: cue, subject, circumstances, particle."""
        verb, particle = self.chance.choice(CUES)
        time = self.pick(TIMES) if verb != "so" else ""
        return f"{verb} {subject.rstrip(',')}{time}{' ' + particle if particle else ''}"

    def opening(self, subject: str) -> str:
        """A frame before its content: subject, cue, circumstances, particle."""
        verb, particle = self.chance.choice([cue for cue in CUES if cue[0] != "so"])
        return f"{subject} {verb}{self.pick(TIMES)}{' ' + particle if particle else ''}"

    def main_clause(self) -> str:
        """A main clause in the Konjunktiv."""
        draw = self.chance.random()
        if draw < 0.3:
            return self.pick(PLURAL)
        subject, pronoun = self.chance.choice(SUBJECTS)
        subject = self.chance.choice((subject, subject, pronoun, pronoun, self.person().rstrip(",")))
        if draw < 0.45:
            verb, middle, particle = self.chance.choice(SEPARABLE)
            return f"{subject} {verb} {middle} {particle}"
        verb, rest = self.chance.choice(PREDICATES)
        if self.chance.random() < 0.15:
            return f"{self.pick(('dort', 'nun', 'damit', 'inzwischen', 'deshalb', 'bisher', 'zudem'))} {verb} {subject} {rest}"
        return f"{subject} {verb} {rest}"

    def that_clause(self) -> str:
        """A subordinate clause in the Konjunktiv."""
        subject, pronoun = self.chance.choice(SUBJECTS)
        subject = self.chance.choice((subject, pronoun))
        word = self.pick(("dass", "dass", "dass", "ob", "weil", "warum"))
        if self.chance.random() < 0.25:
            verb, middle, particle = self.chance.choice(SEPARABLE[2:])
            return f"{word} {subject} {middle} {particle}{verb}"
        verb, rest = self.chance.choice(PREDICATES[:36])
        return f"{word} {subject} {rest} {verb}"

    def sentence(self) -> str:
        """One sentence or a few that belong together."""
        who = self.person()
        quote, clause, source = self.pick(QUOTES), self.main_clause(), self.chance.choice(SOURCES)
        verb, rest = self.chance.choice(PREDICATES)
        subject, _ = self.chance.choice(SUBJECTS)
        article, part, noun = self.chance.choice(PARTS)
        noun = " " + noun if noun else ""
        forms = (
            lambda: f"„{quote}“, {self.cue(who)}.",
            lambda: f"„{quote}“, {self.cue(who)}.",
            lambda: f"„{self.pick(QUESTIONS)}?“, {self.pick(('fragte', 'wollte', 'fragt'))} {who.rstrip(',')}.".replace("wollte", "sagte"),
            lambda: f"„{self.pick(CRIES)}!“, {self.pick(('rief', 'schrie', 'forderte'))} {who.rstrip(',')}.",
            lambda: f"{self.opening(who)}: „{quote}.“",
            lambda: f"{who.rstrip(',')}: „{quote}.“",
            lambda: f"„{quote}“, {self.cue(who)}. „{self.pick(QUOTES)}.“",
            lambda: f"„{quote}“, {self.cue(who)}, „{self.pick(QUOTES)}.“",
            lambda: f"„{quote}. {self.pick(QUOTES)}“, {self.cue(who)}.",
            lambda: f"{self.opening(who)}, {clause}.",
            lambda: f"{self.opening(who)}, {clause}.",
            lambda: f"{self.opening(who)}, {self.that_clause()}.",
            lambda: f"{clause}, {self.cue(who)}.",
            lambda: f"{clause}, {self.cue(who)}.",
            lambda: f"{clause}, hieß es{self.pick((' am Abend', ' in Kreisen der Partei', ' aus dem Ministerium', ''))}.",
            lambda: f"{self.opening(who)}, {clause}. {self.main_clause()}. {self.main_clause()}.",
            lambda: f"{self.opening(who)}, {clause} und {self.main_clause()}.",
            lambda: f"Laut {source[0]}{source[1]} {verb} {subject} {rest}.",
            lambda: f"{self.pick(('Nach', 'Laut', 'Gemäß'))} {source[0]}{source[1]} {verb.replace('habe', 'hat').replace('sei', 'ist')} {subject} {rest}.",
            lambda: f"{source[0]}{source[1]} zufolge {verb} {subject} {rest}.",
            lambda: f"Wie {who.rstrip(',')} {self.pick(WIE)}, {verb} {subject} {rest}.",
            lambda: f"{subject} {verb} {rest}, wie {who.rstrip(',')} {self.pick(WIE)}.",
            lambda: f"Das {self.cue(who).replace('so ', 'sagte ')}.",
            lambda: f"{who} {self.pick(('sprach von', 'warnte vor', 'redete von'))} {article}{'er' if article == 'eine' else 'em'} „{part}“{noun}.".replace("einee", "eine"),
            lambda: f"er habe {article} „{part}“{noun} geführt, {self.cue(who)}.",
            lambda: f"{who} nannte den Beschluss „{part}“.",
            lambda: f"{self.opening(who)}, er habe {article} „{part}“{noun} erlebt.",
            lambda: f"auf die Frage, {self.that_clause()}, antwortete {who.rstrip(',')}: „{quote}.“",
            lambda: f"„{quote}“, heißt es in {self.pick(('dem Brief', 'einer Mitteilung', 'dem Bericht der Kommission'))}.",
            lambda: f"{subject}, so {who.rstrip(',')} weiter, {verb} {rest}.",
            lambda: f"{who} {self.pick(('wies', 'weist'))} die Vorwürfe{self.pick(TIMES)} zurück.",
            lambda: f"{who} {self.pick(('lehnte', 'lehnt'))} den Vorschlag{self.pick(TIMES)} ab.",
            lambda: f"{who} warf der Regierung vor, {self.pick(('die Bürger zu täuschen', 'nichts zu tun', 'das Problem zu verharmlosen'))}.",
            lambda: f"{who} {self.pick(('forderte', 'verlangte'))}, {subject} {self.pick(('müsse', 'solle', 'dürfe nicht'))} {self.pick(('schnell handeln', 'zurücktreten', 'mehr tun'))}.",
            lambda: self.pick(PLAIN),
            lambda: self.pick(PLAIN),
        )  # fmt: skip
        text = self.chance.choice(forms)()
        pieces = [piece[0].upper() + piece[1:] for piece in text.split(". ") if piece]
        return ". ".join(pieces) if all(len(piece) > 12 for piece in pieces) else text[0].upper() + text[1:]

    def paragraph(self) -> str:
        """A heading or some sentences."""
        if self.chance.random() < 0.12:
            return self.pick(HEADINGS)
        return " ".join(self.sentence() for _ in range(self.chance.choice((1, 1, 2, 2, 3, 4))))


def written_paragraphs(count: int, seed: int) -> Iterator[str]:
    """Yields paragraphs of our own.

    Args:
        count: How many.
        seed: Of the chance that draws them.
    """
    writer = Writer(seed)
    for _ in range(count):
        yield writer.paragraph()
