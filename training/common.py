"""What several stages share: where things are, and a pipeline over a folder of models."""

import logging
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WORK = HERE / "work"
SHARED = HERE.parent.parent / "shared"
MODEL = HERE.parent / "quoteattr" / "data" / "model" / "de"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")


def load_pipeline(folder: Path, **options: Any) -> Any:
    """Loads a Stanza pipeline from a folder of models, without a download.

    Args:
        folder: Holds the five ``.pt`` files.
        options: Passed on to ``stanza.Pipeline``.

    Returns:
        The pipeline.
    """
    import stanza

    logging.getLogger("stanza").setLevel(logging.ERROR)
    resources = Path(tempfile.mkdtemp())
    (resources / "resources.json").write_text("{}")  # Without this file Stanza refuses to start.
    paths = {f"{name}_model_path": str(folder / f"{name}.pt") for name in PROCESSORS}
    settings: dict[str, Any] = {
        "lang": "de",
        "dir": str(resources),
        "package": None,
        "processors": ",".join(PROCESSORS),
        "download_method": None,
        "allow_unknown_language": True,
        "use_gpu": False,
        "verbose": False,
        **paths,
        **options,
    }
    return stanza.Pipeline(**settings)
