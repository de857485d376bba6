"""Stance: how the article reports, how sure the speaker is, what the speaker wants.

Three questions kept apart, each answered from the parse, the cue and the classes of the lexicon, each with the spans
that caused the answer in order of application. The definitions are in `docs/stance-guidelines.md`.
"""

from quoteattr.model import Stance
from quoteattr.stance.attitude import attitude
from quoteattr.stance.commitment import commitment
from quoteattr.stance.report import Report
from quoteattr.stance.reporting import reporting

__all__ = ["Report", "judge"]


def judge(report: Report) -> Stance:
    r"""The stance of one report. Nothing is guessed: what the text does not tell is `unknown` or `Uu`.

    Example:
        >>> from quoteattr.model import QuoteType
        >>> from quoteattr.parsing import conllu
        >>> from quoteattr.reading import read_parse
        >>> rows = '''1 Der der DET ART _ 2 det _ _
        ... 2 Kreml Kreml PROPN NE _ 3 nsubj _ _
        ... 3 bestätigte bestätigen VERB VVFIN VerbForm=Fin 0 root _ _
        ... 4 das der DET ART _ 5 det _ _
        ... 5 Telefonat Telefonat NOUN NN Case=Acc 3 obj _ SpaceAfter=No
        ... 6 . . PUNCT $. _ 3 punct _ _'''
        >>> parse = conllu.read("\n".join("\t".join(row.split()) for row in rows.splitlines()) + "\n")
        >>> reading = read_parse(parse)
        >>> (verb,) = reading.cues_in(parse.sentences[0])
        >>> stance = judge(Report(reading, QuoteType.REPORTED, (parse.sentences[0].span,), verb=verb))
        >>> stance.reporting.value, stance.commitment.value, stance.attitude.value
        ('endorsing', 'CT+', 'neutral')
    """
    reported, reported_by = reporting(report)
    committed, committed_by = commitment(report)
    wanted, target, wanted_by = attitude(report)
    return Stance(reported, committed, wanted, target, (*reported_by, *committed_by, *wanted_by))
