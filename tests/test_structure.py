"""The shape of the package: imports point one way, Stanza stays behind its adapter, what is public is documented."""

import ast
import inspect
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from structure import DOCS, LAYERS, PACKAGE, job_of, pages, with_table

import quoteattr

MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted(Path(__file__).parent.rglob("*.py"))


CALLS_BACK = {"quoteattr.model": {"quoteattr.page"}}
"""A result can show itself; what draws it stands far above, and is imported when it is asked for."""


def unit(module: str) -> str:
    """The part of the package that a module belongs to: its name below `quoteattr`."""
    return module.split(".")[1]


def name_of(path: Path) -> str:
    parts = ("quoteattr", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            yield node.module
            if node.module == "quoteattr":
                yield from (f"quoteattr.{alias.name}" for alias in node.names)


def test_every_part_has_its_place_and_says_its_job() -> None:
    assert {unit(name_of(path)) for path in MODULES if name_of(path) != "quoteattr"} == set(LAYERS)
    assert len(LAYERS) == len(set(LAYERS))
    jobs = {layer: job_of(layer) for layer in LAYERS}
    assert [layer for layer, job in jobs.items() if not 10 < len(job) < 130 or "|" in job] == []


def test_the_tables_of_the_documentation_are_up_to_date() -> None:
    outdated = [path.name for path, page in pages().items() if path.read_text("utf-8") != page]
    assert outdated == [], "run python tests/structure.py"


def test_a_table_stands_between_its_comments() -> None:
    page = "A\n<!-- x: written by tests/structure.py -->\nold\n<!-- end of x -->\nB\n"
    written = with_table(page, "x", "new")
    assert written == "A\n<!-- x: written by tests/structure.py -->\n\nnew\n\n<!-- end of x -->\nB\n"
    assert with_table(written, "x", "new") == written
    for broken in (page.replace("<!-- x:", "<!-- y:"), page.replace("end of x", "end of y")):
        with pytest.raises(ValueError, match="no place for the table"):
            with_table(broken, "x", "new")


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent != PACKAGE or path.stem != "__init__"],
                         ids=name_of)  # fmt: skip
def test_imports_point_one_way(path: Path) -> None:
    own = unit(name_of(path))
    assert own in LAYERS, f"place {own} in LAYERS"
    allowed = {f"quoteattr.{layer}" for layer in LAYERS[: LAYERS.index(own) + 1]}
    used = {".".join(name.split(".")[:2]) for name in imports(path) if name.startswith("quoteattr.")}
    assert used - allowed == CALLS_BACK.get(name_of(path), set())


def modules_after(code: str) -> list[str]:
    """The modules that are loaded when a program has run."""
    code = f"import sys, quoteattr\n{code}\nprint(*sorted(sys.modules))"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def test_importing_the_package_loads_nothing_of_it() -> None:
    assert [name for name in modules_after("") if name.startswith("quoteattr.")] == []
    assert "quoteattr.pipeline" in modules_after("quoteattr.attribute")


def test_the_package_has_its_public_names_its_parts_and_no_others() -> None:
    assert {"attribute", "errors"} <= set(dir(quoteattr))
    with pytest.raises(AttributeError, match=r"'atribute'; its public names are Article, .*, attribute, "):
        getattr(quoteattr, "atribute")  # noqa: B009 - a type checker knows it, too


def test_what_is_imported_against_the_order_is_imported_late() -> None:
    loaded = modules_after("quoteattr.attribute")
    assert [name for name in loaded if name.startswith(("quoteattr.page", "jinja2"))] == [
        "quoteattr.page", "quoteattr.page.listing",
    ]  # fmt: skip


def test_only_readings_know_the_text_that_a_parser_sees() -> None:
    """So the way back to the offsets of the text as given cannot be forgotten."""
    users = {name_of(path) for path in MODULES for name in imports(path) if name == "quoteattr.text.normalise"}
    assert users == {"quoteattr.reading"}
    from_text = {name for path in MODULES for name in imports(path) if name == "quoteattr.text"}
    assert from_text == set()


def test_only_the_adapter_imports_stanza_and_only_the_encoder_pytorch_beside_it() -> None:
    users = {name_of(path) for path in MODULES for name in imports(path) if name.split(".")[0] in ("stanza", "torch")}
    assert {user for user in users if not user.startswith("quoteattr.parsing.")} == {"quoteattr.context.states"}


@pytest.mark.parametrize(("second_opinion", "needed"), [(False, []), (True, ["torch", "numpy"])])
def test_the_package_and_its_rules_come_without_stanza(second_opinion: bool, needed: list[str]) -> None:
    code = (
        "import sys, quoteattr\n"
        "parser = type('P', (), {'name': 'x', 'parse': lambda self, texts: iter(())})()\n"
        f"quoteattr.QuoteAttributor(parser, config=quoteattr.Config(second_opinion={second_opinion}))\n"
        "print([name for name in ('stanza', 'torch', 'numpy', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(needed)


def test_the_package_does_not_know_how_it_was_trained() -> None:
    assert not {name for path in MODULES for name in imports(path) if name.split(".")[0] in ("training", "tests")}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short_and_say_what_they_are(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= 400
    assert not source or ast.get_docstring(ast.parse(source))


def test_no_two_modules_have_the_same_name() -> None:
    """Whoever opens a file by its name finds the one that was meant."""
    names = Counter(path.stem for path in MODULES if not path.stem.startswith("__"))
    assert [name for name, count in names.items() if count > 1] == []


def private_names(source: str) -> Iterator[str]:
    """Names with a leading underscore that belong to something else: imported, or asked of what is not `self`."""

    def is_private(name: object) -> bool:
        return isinstance(name, str) and name.startswith("_") and not name.endswith("__") and name != "_"

    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")):
                yield node.attr
        elif isinstance(node, ast.Import | ast.ImportFrom):
            path = (node.module or "").split(".") if isinstance(node, ast.ImportFrom) else []
            names = [part for alias in node.names for part in alias.name.split(".")]
            yield from filter(is_private, [*path, *names])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if called in ("getattr", "setattr", "delattr", "hasattr"):
                constants = [each.value for each in node.args if isinstance(each, ast.Constant)]
                yield from (str(value) for value in constants if is_private(value))


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("from quoteattr.parsing.conllu import _cut", ["_cut"]),
        ("import quoteattr._inner", ["_inner"]),
        ("from quoteattr._inner import x", ["_inner"]),
        ("PROBES._span('x')", ["_span"]),
        ("stub()._rules = 1", ["_rules"]),
        ("getattr(thing, '_rules')", ["_rules"]),
        ("monkeypatch.setattr(thing, '_rules', 1)", ["_rules"]),
        ("self._own = _helper(thing.__doc__)", []),
    ],
)
def test_private_names_are_noticed(source: str, names: list[str]) -> None:
    assert list(private_names(source)) == names


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_tests_use_no_private_names(path: Path) -> None:
    assert list(private_names(path.read_text("utf-8"))) == []


def test_attrs_and_future_annotations_do_not_mix() -> None:
    mixed = [name_of(path) for path in MODULES if {"attrs", "__future__"} <= set(imports(path))]
    assert mixed == []


def test_types_are_shipped() -> None:
    assert resources.files("quoteattr").joinpath("py.typed").is_file()


def test_public_names_are_sorted_and_there() -> None:
    assert list(quoteattr.__all__) == sorted(quoteattr.__all__)
    assert all(hasattr(quoteattr, name) for name in quoteattr.__all__)


@pytest.mark.parametrize("name", quoteattr.__all__)
def test_public_names_are_documented(name: str) -> None:
    thing = getattr(quoteattr, name)
    assert (thing.__doc__ or "").strip()
    if inspect.isclass(thing) and thing.__module__.startswith("quoteattr"):
        methods = {key: value for key, value in vars(thing).items() if not key.startswith("_") and callable(value)}
        assert [key for key, value in methods.items() if not (value.__doc__ or "").strip()] == []


def test_errors_have_one_base() -> None:
    from quoteattr import errors

    classes = [thing for thing in vars(errors).values() if inspect.isclass(thing)]
    assert all(issubclass(each, errors.QuoteattrError) for each in classes)
    assert {each.__name__ for each in classes} <= set(quoteattr.__all__)
    tree = errors.__doc__ or ""
    assert all(each.__name__ in tree for each in classes)


def test_the_reference_has_every_public_name() -> None:
    told = set(re.findall(r"\.\. auto\w+:: (\w+)", (DOCS / "reference.md").read_text("utf-8")))
    assert told == set(quoteattr.__all__)
