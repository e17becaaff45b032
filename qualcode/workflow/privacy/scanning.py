"""Look for names of the key in everything the study holds: texts, names of files, documents, the history in git."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import which
from unicodedata import is_normalized, normalize

from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.formats.legible import legible
from qualcode.privacy.mention import Kind
from qualcode.privacy.search import Searcher, separate
from qualcode.report.scanning import Finding, Scan
from qualcode.store import ethics, files, keys
from qualcode.store.study import Study

_SKIPPED = frozenset({".git", ".venv", "__pycache__", "node_modules", ".mypy_cache", ".ruff_cache", ".pytest_cache"})
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What looks for names without the passphrase, and the entries that may be published."""

    searcher: Searcher
    kinds: dict[str, Kind]
    allowed: frozenset[str]


def guard_of(study: Study) -> Guard | None:
    """What looks for this study's names on this machine; None for a study that never had a key, or whose key is gone.

    Raises QualcodeError when the study has a key that this machine does not know.
    """
    if not (study.root / ethics.RECORD).exists():
        return None
    key = ethics.key_of(study)
    if not key or ethics.destroyed(study):
        return None
    found = keys.read_index(key)
    if found is None:
        raise keys.unsearchable(key)
    index, secret = found
    allowed = frozenset(each.entry for each in ethics.events(study) if each.what == "allowed" and each.key == key)
    searcher = Searcher(index, secret)
    return Guard(searcher=searcher, kinds=dict(index.kinds), allowed=allowed)


def scan(study: Study, *, history: bool = True) -> Scan:
    """Every name of the key that the study's folder holds. Raises QualcodeError when there is no key to look with."""
    guard = guard_of(study)
    if guard is None:
        raise QualcodeError(
            _("this study has no key: nobody knows which names to look for."),
            advice=_("`qualcode pseudonymise` makes one; `qualcode pseudonymise ID --list` shows what may be names."),
        )
    found: list[Finding] = []
    unread: list[str] = []
    number = 0
    for path in _files(study.root):
        number += 1
        name = study.relative(path)
        found += _in_name(guard, name)
        data = files.read(path) or b""
        parts = legible(data)
        if parts is None:
            unread.append(name)
            continue
        for part, text in parts:
            found += find_in(guard, text, name, part)
    commits = _commits(study.root) if history else []
    found += in_history(guard, study.root) if commits else []
    return Scan(
        findings=tuple(one for one in found if one.entry not in guard.allowed),
        allowed=tuple(one for one in found if one.entry in guard.allowed),
        unread=tuple(unread),
        files=number,
        commits=len(commits),
    )


def in_texts(study: Study) -> Iterator[Finding]:
    """The sure names in the study's files; none where there is no key to look with."""
    with suppress(keys.KeyElsewhere):
        if guard_of(study) is not None:
            yield from scan(study, history=False).sure


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        for name in sorted(names):
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                yield path


def find_in(guard: Guard, text: str, path: str, part: str = "", first_line: int = 1) -> list[Finding]:
    """The names in a text, each with its line."""
    text = text if is_normalized("NFC", text) else normalize("NFC", text)
    return [
        Finding(
            path=path,
            line=None if part else text.count("\n", 0, hit.start) + first_line,
            text=text[hit.start : hit.end],
            kind=guard.kinds[hit.entry],
            entry=hit.entry,
            how=hit.how,
            sure=hit.sure,
            part=part,
        )
        for hit in separate(guard.searcher.find(text))
    ]


def _in_name(guard: Guard, name: str) -> list[Finding]:
    """Names in the name of a file or folder, TheoLambert.docx too."""
    spoken = _CAMEL.sub(" ", normalize("NFC", name))
    return [
        Finding(
            path=name,
            line=None,
            text=spoken[hit.start : hit.end],
            kind=guard.kinds[hit.entry],
            entry=hit.entry,
            how=hit.how,
            sure=hit.sure and hit.how == "exact",
            part=_("its name"),
        )
        for hit in separate(guard.searcher.find(spoken))
    ]


# The history


def _git(root: Path, *arguments: str) -> list[str]:
    return [which("git") or "git", "-C", str(root), *arguments]


def _commits(root: Path) -> list[str]:
    """The commits that touched the study's folder, the latest first; none where git is not there or not used."""
    if which("git") is None:
        return []
    told = subprocess.run(  # noqa: S603 - our own arguments
        _git(root, "log", "--all", "--format=%H", "--", "."), capture_output=True, check=False
    )
    return told.stdout.decode().split() if told.returncode == 0 else []


def in_history(guard: Guard, root: Path) -> list[Finding]:
    """Names in lines that any commit added, and in its message: one finding for each name and file."""
    command = _git(root, "log", "-p", "--all", "--no-color", "--no-ext-diff", "--no-textconv", "--unified=0")
    command += ["--format=\x01%h%x00%B%x00", "--", "."]
    first: dict[tuple[str, str], Finding] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as git:  # noqa: S603 - as above
        assert git.stdout is not None
        for commit, path, line, text in _added(raw.decode(errors="replace") for raw in git.stdout):
            for one in find_in(guard, text, path, first_line=line):
                part = _("commit {id}").format(id=commit)
                first.setdefault((path, one.entry), replace(one, part=part))
    return list(first.values())


def _added(lines: Iterable[str]) -> Iterator[tuple[str, str, int, str]]:
    """(commit, file, line, text) of lines added, and of messages, which have no file."""
    commit, path, number, message = "", "", 0, False
    for raw in lines:
        line = raw.rstrip("\n")
        if line.startswith("\x01"):
            commit, _nul, line = line[1:].partition("\0")
            path, message = "", True
        if message:
            message = "\0" not in line
            yield commit, _("message"), 1, line.strip("\0")
        elif line.startswith("+++ "):
            path = line[4:].removeprefix("b/").rstrip("\t")
        elif line.startswith("@@"):
            found = re.search(r"\+(\d+)", line)
            number = int(found[1]) if found else 0
        elif line.startswith("+"):
            yield commit, path, number, line[1:]
            number += 1


# Before an export


def refuse_names(study: Study, data: bytes, where: str) -> str | None:
    """Raises QualcodeError, naming file and line, when names of the key would be published; None when none would.

    Returns what to tell when it can't be known: the key is not on this machine.
    """
    try:
        guard = guard_of(study)
    except keys.KeyElsewhere:
        return _("Whether real names are left can't be checked: the key of this study is not on this machine.")
    if guard is None:
        return None
    parts = legible(data) or ()
    found = [one for part, text in parts for one in find_in(guard, text, where, part)]
    left = [one for one in found if one.sure and one.entry not in guard.allowed]
    if not left:
        return None
    entries = {one.entry for one in left}
    sources = [one for one in scan(study, history=False).sure if one.entry in entries]
    places = list(dict.fromkeys(one.where for one in sources or left))
    raise QualcodeError(
        _("real names would be published; nothing was written. They stand in {places}.").format(
            places=", ".join(places[:10]) + (" …" if len(places) > 10 else "")  # noqa: PLR2004 - a screen
        ),
        advice=_(
            "`qualcode privacy scan` shows them; `qualcode pseudonymise ID` replaces them. If one may be published, "
            "--allow NAME says so, and who decided is kept."
        ),
    )


def allow(study: Study, names: Iterable[str], *, coder: str | None = None) -> None:
    """Write down that these names may be published, and who decided. Raises QualcodeError for one that the key has not."""
    for name in names:
        guard = guard_of(study)
        entries = {hit.entry for hit in guard.searcher.find(name)} if guard is not None else set()
        if not entries:
            raise QualcodeError(
                _("the key knows no such name."),
                advice=_("Write it after --allow as `qualcode privacy scan` shows it."),
            )
        for entry in sorted(entries - (guard.allowed if guard else frozenset())):
            ethics.add(study, ethics.event(study, "allowed", ethics.key_of(study), coder=coder, entry=entry))
