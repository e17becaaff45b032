"""The codebook: codes have an id that never changes, and a label that may."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from qualcode.core.language import _

CODE_ID = re.compile(r"[^\W_][\w-]*")
Status = Literal["active", "retired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code. `label` and `definition` map a language to a text; `line` is where it stands in its file."""

    id: str
    label: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None
    status: Status = "active"
    merged_into: str | None = None
    color: str = ""
    definition: Mapping[str, str] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    anti_cues: tuple[str, ...] = ()
    memo: str = ""
    line: int | None = None

    def label_in(self, language: str) -> str:
        """The label in this language, else in any, else the id."""
        return in_language(self.label, language) or self.id


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in this language, else the first there is, else nothing."""
    return texts.get(language) or next((text for text in texts.values() if text), "")


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """All codes, in the order of their file."""

    codes: tuple[Code, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Code]:
        """Codes by id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[Code, ...]]:
        children: dict[str | None, list[Code]] = {}
        for code in self.codes:
            parent = code.parent if code.parent in self.by_id else None
            children.setdefault(parent, []).append(code)
        return {parent: tuple(codes) for parent, codes in children.items()}

    def children(self, code_id: str | None) -> tuple[Code, ...]:
        """Codes right under this one; under None, the top of the tree."""
        return self._children.get(code_id, ())

    def tree(self) -> Iterator[tuple[int, Code]]:
        """Every code with its depth, parents first. Codes in a circle of parents come last, at depth 0."""
        seen: set[str] = set()

        def walk(parent: str | None, depth: int) -> Iterator[tuple[int, Code]]:
            for code in self.children(parent):
                if code.id not in seen:
                    seen.add(code.id)
                    yield depth, code
                    yield from walk(code.id, depth + 1)

        yield from walk(None, 0)
        yield from ((0, code) for code in self.codes if code.id not in seen)

    def resolve(self, code_id: str) -> str:
        """The id that counts today: follows `merged_into`. An unknown id, or a circle, resolves to itself."""
        seen = {code_id}
        now = code_id
        while (code := self.by_id.get(now)) is not None and code.merged_into:
            now = code.merged_into
            if now in seen:
                return code_id
            seen.add(now)
        return now

    def theme(self, code_id: str) -> str:
        """The top of the tree above a code."""
        seen = set()
        while (code := self.by_id.get(code_id)) is not None and code.parent in self.by_id and code_id not in seen:
            seen.add(code_id)
            code_id = code.parent or code_id
        return code_id

    def lineage(self, code_id: str) -> tuple[str, ...]:
        """The code and those above it, from the nearest to the top; a circle of parents is walked once."""
        found = [code_id]
        while (code := self.by_id.get(found[-1])) is not None and code.parent in self.by_id:
            if code.parent is None or code.parent in found:
                break
            found.append(code.parent)
        return tuple(found)

    def under(self, code_id: str) -> frozenset[str]:
        """The code and every code below it."""
        found: set[str] = set()
        waiting = [code_id]
        while waiting:
            now = waiting.pop()
            if now not in found:
                found.add(now)
                waiting.extend(child.id for child in self.children(now))
        return frozenset(found)

    def usable(self) -> tuple[Code, ...]:
        """Codes that a passage can be given today: neither retired nor merged."""
        return tuple(code for code in self.codes if code.status == "active" and not code.merged_into)

    def faults(self) -> Iterator[tuple[Code, str, str]]:
        """Codes whose parent or successor does not exist or leads back to them: (code, what is wrong, what to do)."""
        for code in self.codes:
            if code.parent and code.parent not in self.by_id:
                yield code, _("the parent “{id}” does not exist.").format(id=code.parent), _("Correct or remove it.")
            elif self._circle(code, "parent"):
                yield code, _("its parents lead back to it."), _("Remove one `parent`.")
            if code.merged_into and code.merged_into not in self.by_id:
                problem = _("it is merged into “{id}”, which does not exist.").format(id=code.merged_into)
                yield code, problem, _("Correct or remove `merged_into`.")
            elif self._circle(code, "merged_into"):
                yield code, _("it is merged into codes that lead back to it."), _("Remove one `merged_into`.")

    def _circle(self, code: Code, link: Literal["parent", "merged_into"]) -> bool:
        seen = set()
        now: Code | None = code
        while now is not None and now.id not in seen:
            seen.add(now.id)
            now = self.by_id.get(getattr(now, link) or "")
        return now is not None and now.id == code.id
