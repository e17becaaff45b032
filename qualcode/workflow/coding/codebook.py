"""Work on the codebook: codes are added, renamed, moved, merged, split, retired; none is ever deleted."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qualcode.core.codebook import CODE_ID, Code
from qualcode.core.coding import Coding, made_on
from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.errors import QualcodeError
from qualcode.formats import codebooks
from qualcode.store import files
from qualcode.store.actions import Change, record, record_text
from qualcode.store.study import Study
from qualcode.text.normalise import normalise
from qualcode.workflow.coding.tagging import Tagged, listed
from qualcode.workflow.study.naming import find_code, folded
from qualcode.workflow.study.standing import counted_coders


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A code in the tree, and how much it is used: by interviews and by codings, those of merged codes included."""

    depth: int
    code: Code
    interviews: int
    codings: int


def tree(study: Study) -> Sequence[Listed]:
    """The codebook as a tree with counts. Codings are counted as they stand in the files, displaced ones included."""
    book = study.codebook
    codings: Counter[str] = Counter()
    carriers: dict[str, set[str]] = {}
    for coder in counted_coders(study):
        for name in study.coding_names(coder):
            for coding in study.coding_file(coder, name).value.codings:
                code = book.resolve(coding.code)
                codings[code] += 1
                carriers.setdefault(code, set()).add(name)
    return [
        Listed(depth=depth, code=code, interviews=len(carriers.get(code.id, ())), codings=codings[code.id])
        for depth, code in book.tree()
    ]


def check(study: Study) -> Iterator[Problem]:
    """What is wrong with the codebook. A file that can't be read is one problem, not an exception."""
    path = study.relative(study.codebook_path)
    for code, message, advice in study.codebook.faults():
        yield _problem(path, code, "error", message, advice)
    labels: dict[str, Code] = {}
    for code in study.codebook.usable():
        for label in set(map(folded, code.label.values())):
            if (other := labels.setdefault(label, code)) is not code:
                message = _("it has the same label as “{id}”.").format(id=other.id)
                yield _problem(path, code, "warning", message, _("Rename one, or merge them: qualcode codebook merge."))
        if not any(code.definition.values()):
            advice = _('Say what counts and what does not: qualcode codebook edit {id} --definition "…".')
            yield _problem(path, code, "warning", _("it has no definition."), advice.format(id=code.id))


def _problem(path: str, code: Code, severity: Any, message: str, advice: str) -> Problem:
    return Problem(severity=severity, path=path, line=code.line, message=f"{code.id}: {message}", advice=advice)


def add(study: Study, code: Code, *, coder: str) -> Code:
    """Add a code. Raises QualcodeError when the id is taken or unusable, Unknown when the parent is not there."""
    if not CODE_ID.fullmatch(code.id):
        raise QualcodeError(
            _("“{id}” can't be the id of a code.").format(id=code.id),
            advice=_("Use letters (accents too), digits, - and _; the label may be any text: --label."),
        )
    if code.id in study.codebook.by_id:
        raise QualcodeError(
            _("the code “{id}” exists already.").format(id=code.id),
            where=f"{study.relative(study.codebook_path)}:{study.codebook.by_id[code.id].line}",
            advice=_("Choose another id, or edit it: qualcode codebook edit {id}.").format(id=code.id),
        )
    if code.parent:
        code = replace(code, parent=find_code(study, code.parent).id)

    entry = {key: _clean(value) for key, value in codebooks.as_dict(code).items()}
    _edit(study, coder, "codebook add", lambda data: codebooks.add(data, entry))
    return study.codebook.by_id[code.id]


def _clean(value: Any) -> Any:
    """Texts as they are kept everywhere: composed accents, no control characters."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, dict):
        return {key: _clean(text) for key, text in value.items()}
    return [_clean(text) for text in value] if isinstance(value, list | tuple) else value


def edit(study: Study, name: str, values: Mapping[str, Any], *, coder: str, what: str = "codebook edit") -> Code:
    """Set keys of a code; an empty value takes the key away. Raises Unknown."""
    code = find_code(study, name)
    values = {key: _clean(value) for key, value in values.items()}

    def put_in(entry: dict[str, Any]) -> None:
        for key, value in values.items():
            _set(entry, key, value, study.settings.language)

    _edit(study, coder, what, lambda data: codebooks.edit(data, code.id, put_in))
    return study.codebook.by_id[code.id]


_ORDER = ("id", "label", "parent", "status", "merged_into", "color", "definition", "include", "exclude", "examples")


def _set(entry: Any, key: str, value: Any, language: str) -> None:
    if not value:
        entry.pop(key, None)
    elif key in {"label", "definition"} and isinstance(value, str):
        if isinstance(entry.get(key), dict):
            entry[key][language] = value
        elif key in entry:
            entry[key] = value
        else:
            _insert(entry, key, {language: value})
    elif isinstance(value, list) and key in entry and list(entry[key]) == value[: len(entry[key])]:
        _extend(entry[key], value[len(entry[key]) :])
    elif key in entry:
        entry[key] = value
    else:
        _insert(entry, key, value)


def _extend(kept: Any, new: Sequence[str]) -> None:
    """Add to a list of the file; a comment that stood below it stays below it."""
    comments = kept.ca.items
    below = comments.pop(len(kept) - 1, None)
    kept.extend(new)
    if below is not None:
        comments[len(kept) - 1] = below


def _insert(entry: Any, key: str, value: Any) -> None:
    """Put a new key where a codebook usually has it."""
    before = _ORDER[: _ORDER.index(key)] if key in _ORDER else tuple(entry)
    place = max((n for n, name in enumerate(entry, 1) if name in before), default=len(entry))
    entry.insert(place, key, value)


def rename(study: Study, name: str, label: str, *, coder: str) -> Code:
    """Give a code another label; its id, and so every coding, stays."""
    return edit(study, name, {"label": label}, coder=coder, what="codebook rename")


def move(study: Study, name: str, parent: str | None, *, coder: str) -> Code:
    """Put a code under another, or at the top (None). Raises QualcodeError when that would close a circle."""
    code = find_code(study, name)
    above = find_code(study, parent) if parent else None
    if above and above.id in study.codebook.under(code.id):
        raise QualcodeError(
            _("“{parent}” lies under “{id}”.").format(parent=above.id, id=code.id), advice=_("Choose another parent.")
        )
    return edit(study, code.id, {"parent": above.id if above else ""}, coder=coder, what="codebook move")


def merge(study: Study, name: str, into: str, *, coder: str) -> Code:
    """Let a code count as another from now on; its codings stay as they are and can be told apart again."""
    code, target = find_code(study, name), find_code(study, into)
    if study.codebook.resolve(target.id) == code.id:
        raise QualcodeError(
            _("“{into}” already counts as “{id}”.").format(into=target.id, id=code.id),
            advice=_("Merge the other way round."),
        )
    return edit(study, code.id, {"merged_into": target.id}, coder=coder, what="codebook merge")


def retire(study: Study, name: str, *, coder: str) -> Code:
    """Keep a code and its codings, but offer it no more."""
    return edit(study, name, {"status": "retired"}, coder=coder, what="codebook retire")


def split(study: Study, name: str, into: str, chosen: Sequence[str], *, coder: str) -> Sequence[Tagged]:
    """Move the chosen codings (ids) of a coder from one code to another. Raises QualcodeError when one is not of that code."""
    source, target = find_code(study, name), find_code(study, into)
    book = study.codebook
    mine = {tagged.coding.id: tagged for tagged in listed(study, coder=coder)}
    for coding_id in chosen:
        tagged = mine.get(coding_id)
        if tagged is None or book.resolve(tagged.coding.code) != book.resolve(source.id):
            raise QualcodeError(
                _("{coder} has no coding {id} with the code “{code}”.").format(
                    coder=coder, id=coding_id, code=source.id
                ),
                advice=_("`qualcode tag list --code {code}` shows ids, also of the codes below it.").format(
                    code=source.id
                ),
            )
    changes: dict[str, Change] = {}
    for transcript, before in _stored(study, coder, [mine[coding_id] for coding_id in chosen]).items():
        changes[transcript] = Change(
            before=tuple(before), after=tuple(replace(coding, code=target.id) for coding in before)
        )
    record(study, coder, "split", changes)
    return [mine[coding_id] for coding_id in chosen]


def _stored(study: Study, coder: str, chosen: Sequence[Tagged]) -> dict[str, list[Coding]]:
    """The chosen codings as their files have them, by transcript."""
    found: dict[str, list[Coding]] = {}
    ids = {tagged.coding.id for tagged in chosen}
    for transcript in dict.fromkeys(tagged.transcript for tagged in chosen):
        file = study.coding_file(coder, transcript).value
        found[transcript] = [
            replace(coding, made_on=made_on(coding, file.fingerprint)) for coding in file.codings if coding.id in ids
        ]
    return found


def _edit(study: Study, coder: str, what: str, change: Callable[[bytes], bytes]) -> None:
    """Change the codebook's file as one action; the result must still read as a codebook."""
    path = study.codebook_path
    where = study.relative(path)
    data = files.read(path)
    before = b"codes: []\n" if data is None else data
    codebooks.loads(before, where)  # never write into a file that was already broken
    edited = change(before)
    codebooks.loads(edited, where)
    record_text(study, coder, what, path, edited, expected=files.etag(data))
