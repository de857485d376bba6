"""The one way from texts to readings: what a parser sees, and that offsets are those of the text as given."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from parsers import Prepared, Stub, shown

from quoteattr import Lexicon, Parse, Sentence, Token
from quoteattr.reading import Reading, read, read_parse

SOFT, TREMA = "\N{SOFT HYPHEN}", "\N{COMBINING DIAERESIS}"


def words_of(text: str) -> list[tuple[str, str]]:
    """The words of a text, as the parser sees them and as they stand in the text."""
    (reading,) = read([text], Stub())
    return [(token.text, token.span.of(text)) for sentence in reading.sentences for token in sentence.tokens]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Die Poli{SOFT}zei kam.", [("Die", "Die"), ("Polizei", f"Poli{SOFT}zei"), ("kam", "kam"), (".", ".")]),
        (f"Poli{SOFT}zei", [("Polizei", f"Poli{SOFT}zei")]),
        (f"Bun{SOFT}des{SOFT}{SOFT}tag tagt", [("Bundestag", f"Bun{SOFT}des{SOFT}{SOFT}tag"), ("tagt", "tagt")]),
        (f"„Poli{SOFT}zei“", [("„", "„"), ("Polizei", f"Poli{SOFT}zei"), ("“", "“")]),
        (f"»Poli{SOFT}zei«!", [("„", "»"), ("Polizei", f"Poli{SOFT}zei"), ("“", "«"), ("!", "!")]),
        (f"»›Ge{SOFT}h‹", [("„", "»"), ("‚", "›"), ("Geh", f"Ge{SOFT}h"), ("‘", "‹")]),
        (f"Die Bu{TREMA}rger", [("Die", "Die"), ("Bürger", f"Bu{TREMA}rger")]),
        (f"(Bu{TREMA}{SOFT}ro)", [("(", "("), ("Büro", f"Bu{TREMA}{SOFT}ro"), (")", ")")]),
        (f"»U{TREMA}brig«", [("„", "»"), ("Übrig", f"U{TREMA}brig"), ("“", "«")]),
        ("die Re-\nform kam", [("die", "die"), ("Reform", "Re-\nform"), ("kam", "kam")]),
        (f"Don{SOFT}\nnerstag", [("Donnerstag", f"Don{SOFT}\nnerstag")]),
        ("Vor-\nund Nachteile", [(word, word) for word in ("Vor", "-", "und", "Nachteile")]),
        ("empﬁehlt", [("empfiehlt", "empﬁehlt")]),
        ("_Ja_ oder __Nein__", [("Ja", "_Ja_"), ("oder", "oder"), ("Nein", "__Nein__")]),
        ("Bürger_innen _", [("Bürger_innen", "Bürger_innen"), ("_", "_")]),
        (f"Ja, Bu{SOFT}{TREMA}ro", [("Ja", "Ja"), (",", ","), ("Büro", f"Bu{SOFT}{TREMA}ro")]),
    ],
)
def test_a_word_with_hidden_characters_is_one_word_at_its_place(text: str, words: list[tuple[str, str]]) -> None:
    assert words_of(text) == words


def test_soft_hyphens_in_a_quotation_keep_all_offsets_exact() -> None:
    text = f"Der Bürger{SOFT}meister sagte: »Das Rat{SOFT}haus wird ge{SOFT}baut.«"
    tokens = [("Der", 0, 3), (f"Bürger{SOFT}meister", 4, 18), ("sagte", 19, 24), (":", 24, 25), ("»", 26, 27)]
    (reading,) = read([text], Stub())
    found = [(token.span.of(text), token.start, token.end) for token in reading.sentences[0].tokens]
    assert found[:5] == tokens
    (pair,) = reading.speech_pairs
    assert pair.span.of(text) == f"»Das Rat{SOFT}haus wird ge{SOFT}baut.«"
    assert all(reading.inside_marks(token) == (token.start >= 26) for token in reading.sentences[0].tokens)


def test_a_parser_sees_whole_words_and_german_marks_of_the_same_length() -> None:
    text = f"«Poli{SOFT}zei», sagte er."
    assert shown(text) == " „Polizei“, sagte er."
    assert len(shown(text)) == len(text)


@pytest.mark.parametrize("blank", [" ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{NARROW NO-BREAK SPACE}"])
def test_blanks_inside_marks_are_outside_for_a_parser(blank: str) -> None:
    text = f"«{blank}Ja.{blank}», sagte sie."
    assert shown(text).split() == ["„Ja.“,", "sagte", "sie."]
    assert [word for _, word in words_of(text)] == ["«", "Ja", ".", "»", ",", "sagte", "sie", "."]


def test_a_paragraph_is_one_line_for_a_parser() -> None:
    text = "Die Brücke bleibt\nbis Mai gesperrt,\r\nsagte sie.\n\n> Wir\n> kommen."
    assert shown(text) == "Die Brücke bleibt bis Mai gesperrt,  sagte sie.\n\n> Wir   kommen."


def test_words_of_a_parse_made_elsewhere_are_composed() -> None:
    word = f"fu{TREMA}r"
    token = Token(0, word, word, "ADP", "APPR", {}, start=0, end=4)
    (found,) = read_parse(Parse(word, (Sentence((token,)),))).sentences[0].tokens
    assert (found.text, found.lemma, found.span.of(word)) == ("für", "für", word)


def test_texts_are_parsed_in_one_batch_and_come_back_in_order() -> None:
    class Counting(Stub):
        batches: list[int]

        def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
            self.batches.append(len(texts))
            return super().parse(texts)

    parser = Counting()
    parser.batches = []
    texts = ["Ja.", "", "«Nein»"]
    assert [reading.text for reading in read(iter(texts), parser)] == texts
    assert parser.batches == [3]


def test_the_reading_of_a_parse_is_that_of_its_text() -> None:
    text = f"»Poli{SOFT}zei«, sagte sie."
    (reading,) = read([text], Stub())
    again = read_parse(reading.parse)
    assert (again.text, again.marks, again.sentences) == (text, reading.marks, reading.sentences)


def test_a_lexicon_of_ones_own_is_used(tmp_path: Path) -> None:
    lexicon = Lexicon.german().extend(tmp_path)
    (reading,) = read(["Ja."], Stub(), lexicon)
    assert reading.lexicon is lexicon
    assert read_parse(reading.parse).lexicon is Lexicon.german()


def test_a_parser_that_numbers_no_sentences_gets_its_cues_right() -> None:
    """What is kept of a sentence is found by its number, which the parse gives and not the parser."""
    rows = "\n".join(
        f"1\tSie\tsie\tPRON\tPPER\t_\t2\tnsubj\t_\t_\n2\t{verb}\t{verb}\tVERB\tVVFIN\tVerbForm=Fin\t0\troot\t_\t_\n"
        for verb in ("ging", "lobte", "kritisierte")
    )
    text = "Sie ging Sie lobte Sie kritisierte"
    (reading,) = read([text], Prepared(rows))
    zeros = tuple(Sentence(sentence.tokens) for sentence in reading.sentences)
    assert [sentence.index for sentence in zeros] == [0, 0, 0]
    foreign = read_parse(Parse(text, zeros))
    assert [_verbs(foreign, sentence) for sentence in foreign.sentences] == [[], ["lobte"], ["kritisierte"]]


def _verbs(reading: Reading, sentence: Sentence) -> list[str]:
    verbs: list[Token] = [cue.verb for cue in reading.cues_in(sentence)]
    return [verb.text for verb in verbs]
