"""Shapes of text that grow: a hundred ways to write very much of something, for how time grows with size.

What slows an analysis down is seldom long news; it is a long word, a mark a thousand times, an opener that nothing
closes. Each shape is a unit that is repeated, with what stands in front of it and behind.
"""

from attrs import frozen


@frozen
class Shape:
    """A text of any size.

    Attributes:
        unit: What is repeated.
        front: What stands once before it.
        behind: What stands once behind it.
    """

    unit: str
    front: str = ""
    behind: str = ""

    def of(self, size: int) -> str:
        """The text, of about `size` characters."""
        return self.front + self.unit * max(1, (size - len(self.front + self.behind)) // len(self.unit)) + self.behind

    @property
    def name(self) -> str:
        """The shape as a person can read it."""
        parts = (self.front, f"({self.unit})*", self.behind)
        return "".join(parts).encode("unicode_escape").decode() if not self.unit.isprintable() else "".join(parts)


UNITS = (
    # runs without a blank
    *(
        "a",
        "A",
        "ß",
        "1",
        "-",
        "=",
        "_",
        "–",
        "…",
        ".",
        ",",
        "!",
        "?",
        ":",
        ";",
        "/",
        "*",
        "#",
        "@",
        "(",
        ")",
        "%",
        "|",
    ),
    *("a/", "a.", "a-", "a@", "a@b.", "a,", "1.", "1,", "A.", "a_", "a*", "www.", "x=1&", "a:", "\u4e2d", "\U0001f44d"),
    # marks
    *("„", "“", "”", "»", "«", '"', "‚", "‘", "’", "'", "„“", "»«", '""', "„„“", "a„", "a“", 'a"', "a'", "„a", "»a"),
    *(
        "„a “",
        "„a »b ",
        "„a. ",
        "„A ",
        "“ a ",
        "‚a ",
        "’ ",
        ",,a ",
        "a, „b “ ",
        "„a‚b",
        '"a ',
        "„Ja“, sagte er. ",
        "´´ ",
    ),
    # blanks, lines, invisible characters
    *(
        " ",
        "\n",
        "\t",
        "\r\n",
        "\u00a0",
        "\u00ad",
        "\u200b",
        "a\u00ad",
        "a\u0308",
        "\u0308",
        "\0",
        "\ud800",
        "a\n",
        "\n\na",
    ),
    *("a\n\n", "\u2028", "\u202ea", "a \n"),
    # words
    *(
        "a ",
        "A ",
        "Er ",
        "1 ",
        "a. ",
        "A. ",
        "Dr. ",
        "sagte ",
        "sagte, ",
        "Er sagte, ",
        "dass ",
        "und ",
        "laut Berlin ",
    ),
    *(
        "Er sagte, dass ",
        "(a ",
        "a) ",
        "der Sprecher ",
        "Anna Berg, ",
        "Berg ",
        "sie ",
        "so Anna. ",
        "Er kam. ",
        "Er: ",
    ),
    *("Anna Berg sagte, sie komme. ", "„Nein.“ ", "Anna: Ja?\n", "Minister", "Minister-", "der des "),
    # street polls, letters, background, towns, reports within reports
    *(
        "Ida Kolb, 34, Wirtin\n„Ja.“\n",
        "„Ja.“\nIda Kolb, Ulm\n",
        "„Ja.“ (Ida Kolb, 34) ",
        "Er habe Zeit. Ida Kolb hatte 1990 geheiratet. ",
        "Der Ulmer Bürgermeister Jan Ott sagte, er komme. ",
        "„Kolb irrt“, sagte er. ",
        "„Hau ab“, habe er gerufen, sagte sie. ",
        "nicht Kolb, sondern ",
    ),
)

SHAPES = (
    *(Shape(unit) for unit in UNITS),
    Shape("a", "„", "“, sagte Anna."),
    Shape("a ", "„", "“, sagte Anna."),
    Shape("! ", "Er sagte: „", "“"),
    Shape("und so ", "Anna Berg sagte, "),
    Shape("s", "Anna Berg, Minister", ", sagte nichts."),
)
