"""Which lines begin a turn: decided on the evidence of the whole document, then the turns themselves."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qualcode.core.language import _, plural
from qualcode.formats.incoming.draft import DraftTurn
from qualcode.formats.incoming.labels import fold, looks, named_role, near
from qualcode.formats.incoming.marks import FAMILIES, Family, Line, Mark, dialogue, marks
from qualcode.formats.incoming.times import alone, leading, without_hashes

_TITLE_WORDS = 60  # more words than this before the first speaker are speech, not a title


@dataclass(slots=True, kw_only=True)
class _Open:
    """A turn while it grows."""

    speaker: str
    time: str | None = None
    lines: list[str] = field(default_factory=list)
    paragraph: int = -1


def arrange(lines: Sequence[Line], *, unlabelled: str) -> tuple[tuple[DraftTurn, ...], tuple[str, ...]]:
    """Turns and warnings of a document. Every word of the lines stands in one of them."""
    lines = [replace(line, text=without_hashes(line.text)) if "#" in line.text else line for line in lines]
    lines = [line for line in lines if line.text or (line.given is not None and line.given.label)]
    chosen = recognise(lines)
    named = {mark.key for mark in chosen if mark is not None}
    if not named:
        return _unnamed(lines, unlabelled)
    if len(named) == 1 and _only_one_side(lines, chosen):
        return _one_side(lines, chosen, unlabelled)
    return _both_sides(lines, chosen, unlabelled)


# -- who is a speaker ------------------------------------------------------------------------------------------------


def recognise(lines: Sequence[Line]) -> list[Mark | None]:
    """For each line, the mark that begins a turn there, or None.

    The way of naming speakers that explains most lines is the document's; its labels count wherever else they stand.
    """
    found = [list(marks(line)) for line in lines]
    _names_after_times(lines, found)
    best: frozenset[str] = frozenset()
    score, family = 0, FAMILIES[0]
    for candidate in FAMILIES:
        every = [mark for those in found for mark in those if mark.family == candidate]
        labels = _speakers(every, len(lines), candidate)
        explained = sum(mark.key in labels for mark in every)
        if explained > score:
            best, score, family = labels, explained, candidate
    return _without_heading([_chosen(those, best, family) for those in found])


def _without_heading(chosen: list[Mark | None]) -> list[Mark | None]:
    """Above the first turn often stands who interviewed whom ("Enquêteur : Ana Roux"): a title, nobody speaks."""
    counts = Counter(mark.key for mark in chosen if mark is not None)
    for n, mark in enumerate(chosen):
        if mark is None:
            continue
        short = len(mark.rest.split()) <= 4 and not mark.rest.endswith(tuple(".?!…"))  # noqa: PLR2004
        if counts[mark.key] > 1 or len(counts) < 3 or mark.time or not mark.rest or not short:  # noqa: PLR2004
            break
        chosen[n] = None
    return chosen


def _chosen(those: Sequence[Mark], labels: frozenset[str], family: Family) -> Mark | None:
    """Of a line's marks, one of the document's own family first."""
    fitting = [mark for mark in those if mark.key in labels]
    return next((mark for mark in fitting if mark.family == family), fitting[0] if fitting else None)


def _names_after_times(lines: Sequence[Line], found: list[list[Mark]]) -> None:
    """Some programs put the time on one line, the name on the next and the words below."""
    for n in range(1, len(lines)):
        time = alone(lines[n - 1].text)
        if time is not None and not found[n] and looks(lines[n].text) in {"name", "role"}:
            found[n].append(Mark(family="header", label=lines[n].text, time=time))


def _speakers(every: Sequence[Mark], lines: int, family: Family) -> frozenset[str]:
    """The labels of one family that are speakers, folded."""
    counts = Counter(mark.key for mark in every)
    shown = {mark.key: mark.label for mark in every}
    if family == "cell":
        return frozenset(counts)
    timed = {mark.key for mark in every if mark.time}
    sure = {key for key, n in counts.items() if _is_sure(shown[key], n, lines, timed=key in timed, family=family)}
    sure -= _strangers(sure, counts, shown)
    total = sum(counts[key] for key in sure)
    if not sure or not _is_evidence(sure, total, lines, shown, family):
        return _short_dialogue(every, counts, lines, shown, family)
    clear = family == "header" or total >= 0.6 * lines  # a name with a time is alone on its line: nothing else is
    single = {key for key in counts if key not in sure and _joins(shown[key], sure, shown, clear=clear)}
    if family == "alone":
        return frozenset(sure)
    roles = {key for key, n in counts.items() if n == 1 and looks(shown[key]) == "role"}
    return frozenset(sure | single | roles) | _short_dialogue(every, counts, lines, shown, family)


def _is_sure(label: str, n: int, lines: int, *, timed: bool, family: Family) -> bool:
    kind = looks(label)
    if family in {"colon", "bracket"} and timed and kind in {"role", "name"}:
        return True
    if kind == "other" and not timed:
        return n >= 4 and n >= lines * 0.1  # noqa: PLR2004
    return n >= 2 or (family in {"colon", "bracket", "bold"} and named_role(label))  # noqa: PLR2004


def _strangers(sure: set[str], counts: Mapping[str, int], shown: Mapping[str, str]) -> set[str]:
    """Rare labels in small letters where the speakers stand in capitals, such as the name of a figure they speak of."""
    top = max(sure, key=lambda key: counts[key], default="")
    if not top or not shown[top].isupper() or len(top) < 3:  # noqa: PLR2004
        return set()
    return {key for key in sure if counts[key] < 4 and not shown[key].isupper() and looks(shown[key]) != "role"}  # noqa: PLR2004


def _is_evidence(sure: Iterable[str], total: int, lines: int, shown: Mapping[str, str], family: Family) -> bool:
    """Enough marks to believe that this family names the speakers of the document."""
    labels = [shown[key] for key in sure]
    if family == "alone" and len(labels) < 2:  # noqa: PLR2004 - one line in capitals that comes back is a heading
        return False
    if family == "inline":  # [Name] text looks too much like an author's bracket
        return total >= lines / 2 or all(named_role(label) for label in labels)
    if any(named_role(label) for label in labels):
        return True
    if family in {"bold", "dash"} and len(labels) < 2:  # noqa: PLR2004
        return False
    return (len(labels) > 1 or total > 2 or family == "header") and total >= lines * 0.05  # noqa: PLR2004


def _joins(label: str, sure: Iterable[str], shown: Mapping[str, str], *, clear: bool) -> bool:
    """A label that stands once: a misspelt speaker, one of a numbered series, or one more in a clear dialogue."""
    key = fold(label)
    for other in sure:
        if near(label, shown[other]) or (key[-1:].isdigit() and key.rstrip("0123456789") == other.rstrip("0123456789")):
            return True
    return clear and looks(label) == "name" and len(label.split()) <= 3  # noqa: PLR2004


def _short_dialogue(
    every: Sequence[Mark], counts: Mapping[str, int], lines: int, shown: Mapping[str, str], family: Family
) -> frozenset[str]:
    """A few lines, each of which names somebody: every label counts."""
    people = {key for key in counts if looks(shown[key]) in {"name", "role"}}
    explained = sum(mark.key in people for mark in every)
    share = {"alone": 2.0, "header": 0.25, "bracket": 0.25}.get(family, 0.6)  # the words stand on lines of their own
    clear = lines >= 2 and explained >= share * lines and 2 <= len(people) <= max(2, explained / 1.5)  # noqa: PLR2004
    return frozenset(people) if clear else frozenset()


# -- turns -----------------------------------------------------------------------------------------------------------


def _both_sides(
    lines: Sequence[Line], chosen: Sequence[Mark | None], unlabelled: str
) -> tuple[tuple[DraftTurn, ...], tuple[str, ...]]:
    """Whoever was named last goes on speaking."""
    title: list[str] = []
    turns: list[_Open] = []
    waiting: str | None = None
    for line, mark in zip(lines, chosen, strict=True):
        if mark is not None:
            time = alone(waiting) if waiting else None
            if waiting and mark.time not in {None, time}:  # two times: the first one is no turn's
                (turns[-1].lines if turns else title).append(_bracketed(waiting))
            turns.append(_Open(speaker=mark.label, time=mark.time or time))
            waiting, said = None, mark.rest
        elif waiting is None and alone(line.text) is not None:
            waiting, said = line.text, ""
        else:
            said = f"{_bracketed(waiting)}\n{line.text}" if waiting else line.text
            waiting = None
        if said:
            (turns[-1].lines if turns else title).append(said)
    if waiting:
        (turns[-1].lines if turns else title).append(_bracketed(waiting))
    return _finished(turns, title, unlabelled)


def _bracketed(clock: str) -> str:
    """A time inside somebody's speech, as an author's bracket, so that nobody is taken to have said it."""
    return f"[{clock.strip('[](){}<># ')}]"


def _finished(
    turns: Sequence[_Open], title: Sequence[str], unlabelled: str
) -> tuple[tuple[DraftTurn, ...], tuple[str, ...]]:
    warnings = []
    kept = [turn for turn in turns if turn.lines]
    if sum(len(line.split()) for line in title) > _TITLE_WORDS:
        kept.insert(0, _Open(speaker=unlabelled, lines=list(title)))
        warnings.append(
            _("What stands before the first speaker is kept as a turn of “{name}”: check.").format(name=unlabelled)
        )
    elif title:
        warnings.append(_("Left out before the first speaker: {words}").format(words=" / ".join(title)))
    silent = [f"{turn.speaker} {turn.time or ''}".strip() for turn in turns if not turn.lines]
    if silent:
        message = plural("{n} label has no words after it:", "{n} labels have no words after them:", len(silent))
        warnings.append(f"{message} {', '.join(silent)}")
    return _drafts(kept), tuple(warnings)


def _drafts(turns: Iterable[_Open]) -> tuple[DraftTurn, ...]:
    return tuple(
        DraftTurn(speaker=turn.speaker, text="\n".join(turn.lines), time=turn.time) for turn in turns if turn.lines
    )


def _only_one_side(lines: Sequence[Line], chosen: Sequence[Mark | None]) -> bool:
    """True when one person is named and more paragraphs than theirs name nobody."""
    if any(mark is not None and mark.family in {"cell", "header"} for mark in chosen):
        return False
    theirs = {line.paragraph for line, mark in zip(lines, chosen, strict=True) if mark is not None}
    rest = {line.paragraph for line in lines} - theirs
    headed = sum(mark is not None and not mark.rest for mark in chosen)
    return len(rest) - headed > len(theirs)


def _one_side(
    lines: Sequence[Line], chosen: Sequence[Mark | None], unlabelled: str
) -> tuple[tuple[DraftTurn, ...], tuple[str, ...]]:
    """The named one says one paragraph; the others are of somebody who is not named, a turn each."""
    turns: list[_Open] = []
    label = ""
    for line, mark in zip(lines, chosen, strict=True):
        if mark is not None:
            label = mark.label
            turns.append(_Open(speaker=label, time=mark.time, paragraph=line.paragraph))
            turns[-1].lines.extend([mark.rest] if mark.rest else [])
        elif turns and (turns[-1].paragraph == line.paragraph or not turns[-1].lines):
            turns[-1].paragraph = line.paragraph
            turns[-1].lines.append(line.text)
        else:
            time, said = leading(line.text)
            turns.append(_Open(speaker=unlabelled, time=time, lines=[said], paragraph=line.paragraph))
    warning = _("Only “{label}” is named; paragraphs without a name are given to “{name}”: check.").format(
        label=label, name=unlabelled
    )
    drafts, warnings = _finished(turns, (), unlabelled)
    return drafts, (warning, *warnings)


def _unnamed(lines: Sequence[Line], unlabelled: str) -> tuple[tuple[DraftTurn, ...], tuple[str, ...]]:
    """Nobody is named: a turn for each dash of a dialogue, or for each paragraph."""
    said = [dialogue(line.text) for line in lines]
    dashed = len(lines) > 1 and sum(text is not None for text in said) >= len(lines) / 2
    turns: list[_Open] = []
    waiting: str | None = None
    for line, dash in zip(lines, said, strict=True):
        time, text = leading(dash if dashed and dash is not None else line.text)
        if waiting is None and alone(line.text) is not None:
            waiting = line.text
            continue
        begins = dash is not None if dashed else waiting or line.paragraph != turns[-1].paragraph if turns else True
        if begins or not turns:
            when = time or (alone(waiting) if waiting else None)
            turns.append(_Open(speaker=unlabelled, time=when, paragraph=line.paragraph))
        if waiting and (time or not begins):
            turns[-1].lines.append(_bracketed(waiting))
        turns[-1].lines.append(text if begins or time is None else line.text)
        waiting = None
    if waiting:
        turns.append(_Open(speaker=unlabelled, lines=[_bracketed(waiting)]))
    return _drafts(turns), (_unnamed_warning(unlabelled, dashed=dashed),) if turns else ()


def _unnamed_warning(unlabelled: str, *, dashed: bool) -> str:
    if dashed:
        return _("No speaker is named: every dash begins a turn of “{name}”.").format(name=unlabelled)
    return _("No speaker is named: every paragraph is a turn of “{name}”.").format(name=unlabelled)
