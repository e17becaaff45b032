"""Vectors of a study's texts, kept in .qualcode/ under what they were made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from qualcode.core.transcript import Transcript
from qualcode.store.cache import cached
from qualcode.store.study import Study

if TYPE_CHECKING:
    from qualcode.suggest.semantic import Array, Embed

_REMEMBERED = 50_000  # vectors of 1 KB in memory

_known: "WeakKeyDictionary[Study, dict[str, dict[str, bytes]]]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedder:
    """Texts to vectors, each text once in a process. `proposer` names the one that compares them, `method` the cache."""

    proposer: str
    method: str
    make: "Embed"
    known: dict[str, bytes]

    def __call__(self, texts: Sequence[str]) -> "Array":
        """(texts, dimensions)."""
        import numpy as np  # noqa: PLC0415

        new = list(dict.fromkeys(text for text in texts if text not in self.known))
        found = {text: self.known[text] for text in texts if text in self.known}
        if new:
            found |= dict(zip(new, _packed(self.make(new)), strict=True))
            if len(self.known) < _REMEMBERED:
                self.known.update(found)
        packed = b"".join(found[text] for text in texts)
        return np.frombuffer(packed, dtype=np.float16).reshape(len(texts), -1 if texts else 0).astype(np.float32)


def embedder(study: Study) -> Embedder | None:
    """Sentence embeddings with the extra `semantic`; else French word vectors with the extra `fr`; None without both."""
    from qualcode.suggest import semantic  # noqa: PLC0415
    from qualcode.text import vectors  # noqa: PLC0415

    if semantic.available():
        proposer, method, make = "semantic", semantic.EMBEDDINGS, semantic.embed
    elif study.settings.language == "fr" and vectors.available():
        proposer, method, make = "vectors", vectors.METHOD, vectors.embed
    else:
        return None
    known = _known.setdefault(study, {}).setdefault(method, {})
    return Embedder(proposer=proposer, method=method, make=make, known=known)


def remember(study: Study, name: str, texts: Sequence[str]) -> None:
    """Have the vectors of these texts at hand: from the cache of this name, or worked out and kept there."""
    embed = embedder(study)
    if embed is None or not texts:
        return
    key = f"{embed.method} {_digest(texts)}"

    def make() -> list[bytes]:
        return _packed(embed(texts))

    kept = cached(study.root, "semantic", name, key, list[bytes], make)
    if len(embed.known) < _REMEMBERED:
        embed.known.update(zip(texts, kept, strict=True))


def remember_segments(study: Study, transcript: Transcript, unit: str, texts: Sequence[str]) -> None:
    """The same for a transcript's segments."""
    remember(study, f"{transcript.id}.{unit}", texts)


def _packed(vectors: "Array") -> list[bytes]:
    """Half precision, fresh or from the cache: both must give the same suggestions."""
    return [row.tobytes() for row in vectors.astype("float16")]


def _digest(texts: Sequence[str]) -> str:
    digest = blake2b(digest_size=8)
    for text in texts:
        digest.update(text.encode() + b"\x1e")
    return digest.hexdigest()
