"""The shape of the package: imports point one way, Stanza stays behind its adapter, what is public is documented."""

import ast
import inspect
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

import quoteattr

PACKAGE = Path(quoteattr.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# Each line may import from itself and from what stands above it.
LAYERS = """
errors
plaindata
labels
model
config
tree
text
lexicon
grammar
parsing
rules
decide
speakers
stance
pipeline
documents
evaluate
cli
__main__
""".split()


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


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent != PACKAGE or path.stem != "__init__"],
                         ids=name_of)  # fmt: skip
def test_imports_point_one_way(path: Path) -> None:
    own = unit(name_of(path))
    assert own in LAYERS, f"place {own} in LAYERS"
    allowed = {f"quoteattr.{layer}" for layer in LAYERS[: LAYERS.index(own) + 1]}
    used = {".".join(name.split(".")[:2]) for name in imports(path) if name.startswith("quoteattr.")}
    assert used - allowed == set()


def test_only_the_adapter_imports_stanza() -> None:
    users = {name_of(path) for path in MODULES for name in imports(path) if name.split(".")[0] in ("stanza", "torch")}
    assert {user for user in users if not user.startswith("quoteattr.parsing.")} == set()


def test_the_package_and_its_rules_come_without_stanza() -> None:
    code = (
        "import sys, quoteattr; from quoteattr.pipeline import Context\n"
        "quoteattr.QuoteAttributor(type('P', (), {'name': 'x', 'parse': lambda self, texts: iter(())})())\n"
        "print([name for name in ('stanza', 'torch', 'numpy', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


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
