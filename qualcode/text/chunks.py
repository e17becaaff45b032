"""Texts cut into chunks, the stretches between white space: what each holds is worked out once, and looked up from then on."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what cues found is usually kept, and shown without numpy
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunks:
    """Texts one after another in `speech`: its pieces and where they start.

    `firsts` and `texts` tell the first piece of each text and where it starts; what comes after the last text ends both.
    """

    speech: str
    pieces: Sequence[str]
    starts: "NDArray[np.intp]"
    firsts: Sequence[int]
    texts: Sequence[int]

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Where the chunks from the first to before the last stand in `speech`."""
        return int(self.starts[first]), int(self.starts[last - 1]) + len(self.pieces[last - 1])

    def text_of(self, chunk: int) -> int:
        """The number of the text that a chunk is of."""
        return bisect_right(self.firsts, chunk) - 1

    def around(self, chunk: int, reach: int) -> tuple[int, int]:
        """The chunks of the same text that hold whatever spans `reach` tokens around a chunk."""
        text = self.text_of(chunk)
        return max(self.firsts[text], chunk - reach + 1), min(self.firsts[text + 1], chunk + reach)


def cut(texts: Iterable[str]) -> Chunks:
    """These texts, cut.

    >>> cut(["Ah bon", "", "Oui"]).firsts
    [0, 2, 2, 3]
    """
    import numpy as np  # noqa: PLC0415

    found = list(texts)
    speech = "\n".join(found)
    blank = np.isin(np.frombuffer(f"\n{speech}".encode("utf-32-le", "surrogatepass"), dtype=np.uint32), _blanks())
    starts = np.flatnonzero(blank[:-1] & ~blank[1:])
    begun = np.cumsum([0, *(len(text) + 1 for text in found)])
    return Chunks(
        speech=speech,
        pieces=speech.split(),
        starts=starts,
        firsts=np.searchsorted(starts, begun).tolist(),
        texts=begun.tolist(),
    )


@lru_cache(maxsize=1)
def _blanks() -> "NDArray[np.uint32]":
    """The white space of Unicode."""
    import numpy as np  # noqa: PLC0415

    return np.array([code for code in range(0x3001) if chr(code).isspace()], dtype=np.uint32)
