"""The parts of the package in their order, and the tables of the documentation that come from the code.

    python tests/structure.py          # writes the tables
    python tests/structure.py --check  # exit code 1 if one is out of date

What a part does is the first sentence of its docstring; what a rule looks at stands with the rule.
"""

import ast
import sys
from collections.abc import Sequence
from pathlib import Path

import quoteattr
from quoteattr.cli.commands import COMMANDS, example_of
from quoteattr.cli.exit_codes import EXIT_CODES
from quoteattr.documents import readers, writers
from quoteattr.documents.registry import WRITERS, readers_in, writers_in
from quoteattr.documents.result_tables import SCHEMAS, Schema
from quoteattr.rules import FAMILIES

PACKAGE = Path(quoteattr.__file__).parent
DOCS = Path(__file__).parent.parent / "docs"
LAYER_PAGE, CONSTRUCTION_PAGE = DOCS / "how-it-decides.md", DOCS / "constructions.md"
FORMAT_PAGE, COMMAND_PAGE = DOCS / "formats.md", DOCS / "command.md"
BEGIN, END = "<!-- {name}: written by tests/structure.py -->", "<!-- end of {name} -->"

LAYERS = """
errors
extras
spacy_spans
plaindata
jsontext
labels
invariants
offsets
portions
model
unread
config
hashes
collector
workers
tree
text
lexicon
grammar
parsing
reading
rules
context
decide
speakers
stance
article
pipeline
installation
documents
corpus
page
api
runs
evaluate
cli
__main__
""".split()
"""Each part may import from itself and from what stands above it."""


def source_of(layer: str) -> Path:
    """The file that says what a part does: a module, or the `__init__` of a package."""
    module = PACKAGE / f"{layer}.py"
    return module if module.is_file() else PACKAGE / layer / "__init__.py"


def job_of(layer: str) -> str:
    """The first sentence of a part's docstring."""
    docstring = ast.get_docstring(ast.parse(source_of(layer).read_text("utf-8"))) or ""
    paragraph = " ".join(docstring.partition("\n\n")[0].split())
    return paragraph.partition(". ")[0].removesuffix(".")


def layer_table() -> str:
    """The parts with their jobs, as a table."""
    rows = [f"| `{layer}` | {job_of(layer)} |" for layer in LAYERS]
    return "\n".join(["| module | its job |", "|---|---|", *rows])


def cell(text: str) -> str:
    """A text in a cell of a table, which is one line: its paragraphs and lines one below the other."""
    return text.replace("\n\n", "\n").replace("\n", "<br>")


def construction_table() -> str:
    """The rules of the registry, as a table."""
    rows = [
        f"| {family.name} | `{rule.id}` | {rule.construction} | {cell(rule.example)} | {cell(rule.counter_example)} |"
        for family in FAMILIES
        for rule in family.rules.values()
    ]
    head = "| family | rule | construction | finds one here | finds none here |"
    return "\n".join([head, "|---|---|---|---|---|", *rows])


def schema_table(schema: Schema) -> str:
    """The columns of a table of results, as a table."""
    rows = [f"| `{column.name}` | {column.kind} | {column.description} |" for column in schema.columns]
    return "\n".join(["| column | kind | what it holds |", "|---|---|---|", *rows])


def reader_table() -> str:
    """The readers, as a table."""
    rows = [
        f"| `{reader.name}` | {reader.description} | {' '.join(f'`{suffix}`' for suffix in reader.suffixes)} "
        f"| {extra_cell(reader.extra)} |"
        for reader in readers_in(readers).values()
    ]
    return "\n".join(["| `--reader` | reads | files | extra |", "|---|---|---|---|", *rows])


def writer_table() -> str:
    """The writers, as a table."""
    rows = [
        f"| `{writer.name}` | {writer.description} | {extra_cell(writer.extra)} |"
        for writer in writers_in(writers, WRITERS).values()
    ]
    return "\n".join(["| `--format` | writes | extra |", "|---|---|---|", *rows])


def extra_cell(extra: str) -> str:
    """The name of an extra in a cell, empty for none."""
    return f"`[{extra}]`" if extra else ""


def format_page() -> str:
    """The page of the formats with its tables."""
    page = FORMAT_PAGE.read_text("utf-8")
    tables = {"readers": reader_table(), "writers": writer_table()}
    tables |= {f"table of {schema.name}": schema_table(schema) for schema in SCHEMAS.values()}
    for name, table in tables.items():
        page = with_table(page, name, table)
    return page


def with_table(page: str, name: str, table: str) -> str:
    """A page with a table in its place, between the two comments with its name.

    Raises:
        ValueError: The page lacks one of the comments.
    """
    begin, end = BEGIN.format(name=name), END.format(name=name)
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"The page has no place for the table: the lines {begin} and {end} are needed.")
    return f"{before}{begin}\n\n{table}\n\n{end}{after}"


def command_table() -> str:
    """The commands, as a table."""
    rows = [f"| `{name}` | {job} | `{example_of(name)}` |" for name, (_, job) in COMMANDS.items()]
    return "\n".join(["| command | what it does | example |", "|---|---|---|", *rows])


def exit_code_table() -> str:
    """How the command ends, as a table."""
    rows = [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    return "\n".join(["| exit code | what happened |", "|---|---|", *rows])


def command_page() -> str:
    """The page of the command with its tables."""
    page = with_table(COMMAND_PAGE.read_text("utf-8"), "commands", command_table())
    return with_table(page, "exit codes", exit_code_table())


def pages() -> dict[Path, str]:
    """The pages as they should be."""
    return {
        LAYER_PAGE: with_table(LAYER_PAGE.read_text("utf-8"), "layers", layer_table()),
        FORMAT_PAGE: format_page(),
        COMMAND_PAGE: command_page(),
        CONSTRUCTION_PAGE: with_table(CONSTRUCTION_PAGE.read_text("utf-8"), "constructions", construction_table()),
    }


def main(arguments: Sequence[str]) -> int:
    """Run the command."""
    changed = [(path, page) for path, page in pages().items() if path.read_text("utf-8") != page]
    for path, page in changed:
        print(path)
        if "--check" not in arguments:
            path.write_text(page, encoding="utf-8")
    return int(bool(changed) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
