"""What a word-processor document is made of, whichever program wrote it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Runs of text, each bold or not; line breaks are line feeds."""

    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The whole paragraph."""
        return "".join(text for text, _bold in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells, each a sequence of paragraphs."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """How many things of a document are not speech."""

    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    notes: int = 0


def flat(blocks: list[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell, those of tables inside it too."""
    found: list[Paragraph] = []
    for block in blocks:
        found += [block] if isinstance(block, Paragraph) else [p for row in block.rows for cell in row for p in cell]
    return tuple(found)
