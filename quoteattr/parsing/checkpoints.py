"""Reads Stanza's files in a tenth of the time: by Python's own unpickler, which is written in C, and as strict.

Stanza has PyTorch read its files with `weights_only`, so that nothing in them can be run. PyTorch's reader for that is
written in Python, and the vocabularies of a model keep it busy for most of a second. The one here knows the three names
that arrays and dictionaries of a model are made with, and refuses every other one. Only the files of the package, whose
hashes were checked, are read so; a folder from elsewhere goes to PyTorch, as `docs/threats.md` says.
"""

import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_NAMES = {("collections", "OrderedDict"), ("torch._utils", "_rebuild_tensor_v2"), ("_codecs", "encode")}


class Unpickler(pickle.Unpickler):
    """What `torch.load` looks for in a module that it shall use instead of `pickle`."""

    def find_class(self, module: str, name: str) -> Any:
        """One of the names that a model needs.

        Raises:
            UnpicklingError: It is another one.
        """
        if (module, name) not in _NAMES:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a model")
        return super().find_class(module, name)


@contextmanager
def quickly_read() -> Iterator[None]:
    """Meanwhile PyTorch reads weights with this module; what that cannot read, PyTorch reads as without it."""
    import torch

    torch_module: Any = torch
    load = torch_module.load

    def quick(file: Any, *arguments: Any, **options: Any) -> Any:
        if options == {"weights_only": True}:  # as Stanza asks
            try:
                return load(file, *arguments, pickle_module=sys.modules[__name__], weights_only=False)
            except Exception:
                pass
        return load(file, *arguments, **options)

    torch_module.load = quick
    try:
        yield
    finally:
        torch_module.load = load
