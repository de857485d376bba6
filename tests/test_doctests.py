"""The examples in the docstrings of the installed package."""

import doctest
import importlib
import pkgutil

import pytest

import quoteattr

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(quoteattr.__path__, "quoteattr.")
    if not module.name.endswith("__main__")
)


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    count = sum(len(test.examples) for name in MODULES for test in finder.find(importlib.import_module(name)))
    assert count > 30


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name), raise_on_error=False)
    assert failed == 0


@pytest.mark.model
def test_the_docstring_of_the_package() -> None:
    """Its example needs a model, so doctest skips it; here it runs."""
    (test,) = [test for test in doctest.DocTestFinder().find(quoteattr, "quoteattr") if test.name == "quoteattr"]
    for example in test.examples:
        example.options.pop(doctest.SKIP, None)
    assert doctest.DocTestRunner().run(test).failed == 0
