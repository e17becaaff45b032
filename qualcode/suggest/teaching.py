"""What proposers learn from: passages that a coder decided on, and the words of the codebook."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from qualcode.core.codebook import Code, Codebook, in_language

Kind = Literal["label", "definition", "example"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that a coder decided on: the codes given, the codes turned down. `reference` says where they stand.

    `others` is true where the matter told seems to be that of other people.
    """

    text: str
    codes: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    reference: str = ""
    interview: str = ""
    coder: str = ""
    others: bool = False

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What makes it that passage, whatever is decided on it."""
        return self.coder, self.interview, self.reference, self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One text of the codebook that describes a code."""

    code: str
    kind: Kind
    text: str


@dataclass(frozen=True, kw_only=True)
class Teaching:
    """Everything that teaches: codes that may be proposed, how the codebook words them, passages decided on."""

    codes: tuple[str, ...]
    wordings: tuple[Wording, ...] = ()
    passages: tuple[Passage, ...] = ()

    @cached_property
    def position(self) -> dict[str, int]:
        """The column of each code."""
        return {code: n for n, code in enumerate(self.codes)}

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What is learned from, in the order of rows: passages, then wordings."""
        return (*(passage.text for passage in self.passages), *(wording.text for wording in self.wordings))

    @property
    def coded(self) -> int:
        """Passages with at least one code."""
        return sum(bool(passage.codes) for passage in self.passages)

    def without(self, interview: str) -> "Teaching":
        """The same, one interview left out."""
        kept = tuple(passage for passage in self.passages if passage.interview != interview)
        return Teaching(codes=self.codes, wordings=self.wordings, passages=kept)


def from_codebook(codebook: Codebook, language: str) -> Teaching:
    """What a codebook teaches before anything is coded.

    >>> book = Codebook(codes=(Code(id="pay", label={"en": "pay"}, definition={"en": "Wages."}),))
    >>> [wording.text for wording in from_codebook(book, "en").wordings]
    ['pay', 'pay. Wages.']
    """
    codes = codebook.usable()
    wordings = tuple(wording for code in codes for wording in _wordings(code, language))
    return Teaching(codes=tuple(code.id for code in codes), wordings=wordings)


def _wordings(code: Code, language: str) -> Iterator[Wording]:
    label = code.label_in(language)
    yield Wording(code=code.id, kind="label", text=label)
    definition = in_language(code.definition, language)
    if definition:
        yield Wording(code=code.id, kind="definition", text=f"{label}. {definition}")
    for example in code.examples:
        yield Wording(code=code.id, kind="example", text=example)
