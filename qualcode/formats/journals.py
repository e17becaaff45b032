"""Journals: one JSON line per file that an action changed, only ever added to."""

from dataclasses import asdict

import msgspec

from qualcode.core.journal import Entry
from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.formats.codings import as_dict

_decode = msgspec.json.Decoder(Entry)


def dump_entry(entry: Entry) -> bytes:
    """One line, without its line end."""
    line: dict[str, object] = {"action": entry.action, "at": entry.at, "what": entry.what, "file": entry.file}
    if entry.before:
        line["before"] = [as_dict(coding) for coding in entry.before]
    if entry.after:
        line["after"] = [as_dict(coding) for coding in entry.after]
    if entry.text is not None:
        line["text"] = asdict(entry.text)
    if entry.of is not None:
        line["of"] = entry.of
    return msgspec.json.encode(line)


def loads(data: bytes, path: str) -> tuple[list[Entry], list[Problem]]:
    """Every entry that can be read, and a problem for every line that can't (one cut by a crash, say)."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            entries.append(_decode.decode(raw))
        except (msgspec.MsgspecError, ValueError) as error:
            problems.append(
                Problem(
                    severity="warning",
                    path=path,
                    line=number,
                    message=_("this line of the journal can't be read ({why}).").format(why=error),
                    advice=_("That action can't be undone; the codings themselves are not concerned."),
                )
            )
    return entries, problems
