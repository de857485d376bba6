"""What must be without anybody asking for it: *schon heute müssten viele draufzahlen; er habe verkaufen müssen*.

*Müssen* and *sollen* demand in the content of a quotation (*die Stadt müsse handeln*), unless they tell what people
undergo, what had to be, or how things already are.
"""

from collections.abc import Sequence

from quoteattr.grammar.modality import modal_of
from quoteattr.tree import Sentence, Token

_ENDURED = frozenset(
    """
    aufbringen stemmen schultern verkraften mitspielen vorstellen warten ausharren leiden hungern frieren bangen
    fürchten auskommen zusehen ausbaden büßen draufzahlen weichen aushalten ertragen erdulden hinnehmen mitansehen
    einstecken herhalten verschmerzen schlucken zittern kämpfen schuften ackern improvisieren umsteigen pendeln
    aufstocken zuschießen zusetzen abschreiben zurückstecken kapitulieren entbehren verzweifeln
    """.split()
)
_MOVING = frozenset({"fahren", "laufen", "gehen", "reisen", "anreisen", "zurücklegen", "fliegen", "sitzen", "stehen"})
_LENGTHS = frozenset({"kilometer", "kilometern", "stunden", "minuten", "umweg", "umwege", "meter", "metern", "meilen"})
_WITH = frozenset({"rechnen", "leben", "auskommen", "klarkommen", "vorliebnehmen"})
_FACED = frozenset({"fragen", "vorwerfen", "vorhalten", "gefallen", "nachsagen", "anhören", "ankreiden"})
_ALREADY = frozenset({"schon", "bereits", "bisher", "bislang", "derzeit", "momentan", "gegenwärtig", "seither"})
_NOW = frozenset({"heute", "jetzt", "heuer", "lange", "längst"})
_ALONE = frozenset({"bisher", "bislang", "derzeit", "momentan", "gegenwärtig", "seither", "tagtäglich", "ständig"})
_EVERY = frozenset({"tag", "nacht", "morgen", "abend", "woche", "monat", "jahr", "mal", "winter", "sommer"})
_HENCEFORTH = frozenset({"künftig", "fortan", "endlich", "nun", "sofort"})
_ANSWERING = frozenset({"fragen", "klären", "beurteilen", "bewerten", "beantworten", "wissen"})
_DEFERRED = frozenset({"das", "dies", "danach"})


def is_described(sentence: Sentence, head: Token, modal: Token, words: Sequence[Token]) -> bool:
    """Whether a clause with *müssen* or *sollen* describes a need rather than demands something.

    Args:
        sentence: Where the clause stands.
        head: Its predicate.
        modal: Its modal verb.
        words: Its words.
    """
    forms = [token.text.lower() for token in words]
    if head.lemma in _ENDURED or (head.lemma in _WITH and "mit" in forms):
        return True
    afar = head.lemma in _MOVING and not _LENGTHS.isdisjoint(forms)  # Schwangere müssten 70 Kilometer fahren
    without = forms[:1] == ["ohne"]  # Ohne Zuschuss müsse das Haus schließen: what follows
    if (afar or without) and modal_of(modal) == "müssen":
        return True
    if not _FACED.isdisjoint((head.lemma, *forms)) and "lassen" in (head.lemma, *forms) and "sich" in forms:
        return True  # Die Stadt muss sich fragen lassen, warum: blamed
    if head.lemma in _ANSWERING and not _DEFERRED.isdisjoint(forms):
        return True  # Das müssen Sie den Bauherrn fragen, das sollen andere beurteilen: no answer
    helpers = [child.text.lower() for child in sentence.children(head, "aux")]
    if not modal.is_finite and any(form in ("hat", "haben", "habe", "hatte", "hatten", "hätten") for form in helpers):
        return True  # habe verkaufen müssen: had to
    return _is_so_already(forms)


def _is_so_already(forms: Sequence[str]) -> bool:
    """*Schon heute, seit Jahren, bislang, jeden Tag*: how it is, and not how it shall be."""
    if not _HENCEFORTH.isdisjoint(forms):
        return False
    for place, form in enumerate(forms):
        following = forms[place + 1] if place + 1 < len(forms) else ""
        now = form in _ALREADY and following in _NOW
        since = form == "seit" and following != "langem"
        every = form in ("jeden", "jedes", "jede") and following in _EVERY
        if now or since or every or form in _ALONE:
            return True
    return False
