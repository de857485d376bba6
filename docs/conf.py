"""How Sphinx makes the site, from the top of the repository: `python -m sphinx -W --keep-going -c docs . site`.

The pages link to each other as they lie, so that the same links work on the site and beside the code.
"""

from importlib.metadata import version as version_of

project = "quoteattr"
author = "the quoteattr authors"
copyright = "2026, the quoteattr authors"
release = version_of("quoteattr")
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "docs/index"
include_patterns = [
    "*.md",
    "docs/*.md",
    "examples/README.md",
    "training/README.md",
    "tests/cases/README.md",
    "quoteattr/data/**/MODEL_CARD.md",
    "training/data/**/DATA_CARD.md",
]
html_theme = "furo"
html_title = f"quoteattr {release}"
html_copy_source = False

# Docstrings write code in single backticks, as Markdown does.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
