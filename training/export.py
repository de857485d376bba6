"""Export a folder of Stanza models for the package: half precision, tensors only, hashes in ``model.json``.

    python training/export.py --source training/work/student --version 1.0

The files load with ``torch.load(weights_only=True)``; Stanza casts the weights back to single precision.
"""

import argparse
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import torch

FILES = ("tokenize.pt", "mwt.pt", "pos.pt", "lemma.pt", "depparse.pt")
TARGET = Path(__file__).parent.parent / "quoteattr" / "data" / "model" / "de"
LICENCE = "CC BY-SA 4.0"
# Settings of a training run that no loaded model reads: paths and the like.
PRIVATE = ("file", "dir", "name", "gold", "wandb", "continue_from")


def halve(value: Any) -> Any:
    """Returns ``value`` with every single-precision tensor inside it at half precision."""
    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype == torch.float32 else value.clone()
    if isinstance(value, dict):
        return type(value)((key, halve(item)) for key, item in value.items())
    if isinstance(value, list):
        return [halve(item) for item in value]
    return value


def scrub(config: dict[str, Any]) -> dict[str, Any]:
    """Returns a model's settings without the paths of the machine that trained it."""
    return {
        key: "" if isinstance(value, str) and any(part in key for part in PRIVATE) else value
        for key, value in config.items()
    }


def export(source: Path, target: Path, name: str, version: str) -> dict[str, Any]:
    """Writes the models of ``source`` into ``target`` with their ``model.json``.

    Args:
        source: A folder with the five files as Stanza saved them.
        target: The package's model folder.
        name: The model's name.
        version: The model's version.

    Returns:
        What ``model.json`` says.
    """
    target.mkdir(parents=True, exist_ok=True)
    files = {}
    for file in FILES:
        checkpoint = torch.load(source / file, map_location="cpu", weights_only=True)
        checkpoint = halve(checkpoint)
        if isinstance(checkpoint.get("config"), dict):
            checkpoint["config"] = scrub(checkpoint["config"])
        torch.save(checkpoint, target / file)
        data = (target / file).read_bytes()
        files[file] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    (target / "resources.json").write_text("{}\n", encoding="utf-8")
    about = {
        "name": name,
        "version": version,
        "licence": LICENCE,
        "created": date.today().isoformat(),
        "files": files,
    }
    (target / "model.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return about


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, required=True, help="folder with the five .pt files")
    parser.add_argument("--target", type=Path, default=TARGET, help="the package's model folder")
    parser.add_argument("--name", default="quoteattr-de")
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    about = export(args.source, args.target, args.name, args.version)
    total = sum(file["bytes"] for file in about["files"].values())
    print(json.dumps(about, indent=2))
    print(f"{total / 1e6:.1f} MB in all")


if __name__ == "__main__":
    main()
