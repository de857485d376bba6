"""The examples in the docstrings of the installed package."""

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import quoteattr
from quoteattr import extras

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(quoteattr.__path__, "quoteattr.")
    if not module.name.endswith("__main__")
)

CORE = [name for name in MODULES if not name.startswith("quoteattr.documents")]
EXTRAS = {module for modules in extras.EXTRAS.values() for module in modules}


def imported(name: str) -> ModuleType:
    """A module; the test is skipped if it needs a library of an extra that is missing."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name in EXTRAS:
            pytest.skip(f"{name} needs {error.name}: pip install 'quoteattr[all]'")
        raise


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    count = sum(len(test.examples) for test in finder.find(quoteattr, "quoteattr"))
    count += sum(len(test.examples) for name in CORE for test in finder.find(importlib.import_module(name)))
    assert count > 30


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    failed, _ = doctest.testmod(imported(name), raise_on_error=False)
    assert failed == 0


@pytest.mark.model
def test_the_docstring_of_the_package() -> None:
    """Its example needs a model, so doctest skips it; here it runs."""
    (test,) = [test for test in doctest.DocTestFinder().find(quoteattr, "quoteattr") if test.name == "quoteattr"]
    for example in test.examples:
        example.options.pop(doctest.SKIP, None)
    assert doctest.DocTestRunner().run(test).failed == 0
