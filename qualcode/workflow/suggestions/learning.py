"""What teaches suggestions in a study, and the engine that has learned from it, kept as long as nothing changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import chain
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from qualcode.core.address import Reference
from qualcode.core.codebook import Codebook
from qualcode.core.coding import Coding
from qualcode.core.language import _
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.store.study import REJECTED, Study
from qualcode.suggest.teaching import Passage, Teaching, from_codebook
from qualcode.workflow.study.standing import counted_coders
from qualcode.workflow.suggestions.embedding import embedder, remember

if TYPE_CHECKING:  # numpy is loaded by whoever learns
    from qualcode.suggest.fusion import Engine
    from qualcode.suggest.semantic import Embed


_AT_ONCE = 8
"""More decisions than so many since the last look are learned by a whole fit."""
_SINCE = 256
"""After so many decisions learned one by one, a whole fit: each makes the next a little slower."""

Stamp = tuple[tuple[int, int, int] | None, ...]


@dataclass(slots=True, kw_only=True)
class _Kept:
    """What is known of a study: its codebook's teaching, the passages of each coder and transcript, an engine per coder."""

    codebook: Codebook
    book: Teaching
    passages: dict[tuple[str, str], tuple[Stamp, tuple[Passage, ...]]] = field(default_factory=dict)
    engines: "dict[str, tuple[list[tuple[Passage, ...]], Engine]]" = field(default_factory=dict)


_known: "WeakKeyDictionary[Study, _Kept]" = WeakKeyDictionary()


def engine(study: Study, coder: str) -> "Engine":
    """Proposers that have learned from everything that teaches this coder now.

    Ask again after each decision, with the same Study: only the coding files that changed on disk are read, and a few
    decisions (a code given, turned down, taken back, also on a passage that has others) are learned without a whole fit.
    """
    kept = _of(study)
    said = _said(study, coder)
    before = kept.engines.get(coder)
    if before is not None and len(before[0]) == len(said) and all(map(is_, before[0], said)):
        return before[1]
    found = _brought_up(*before, said) if before else None
    if found is None:
        from qualcode.suggest import fusion  # noqa: PLC0415

        now = replace(kept.book, passages=tuple(chain.from_iterable(said)))
        found = fusion.learn(now, _prepared(study, now))
    kept.engines[coder] = said, found
    return found


def of_some_codes(study: Study, coder: str) -> "Engine":
    """The same. Raises QualcodeError for a codebook without a code to propose: nothing can be said of codings then."""
    found = engine(study, coder)
    if not found.teaching.codes:
        raise QualcodeError(
            _("the codebook has no code to propose, so nothing can be said of codings."),
            where=study.relative(study.codebook_path),
            advice=_("Add codes, or bring retired ones back: qualcode codebook add NAME, qualcode codebook list."),
        )
    return found


def _of(study: Study) -> _Kept:
    kept = _known.get(study)
    if kept is None or kept.codebook is not study.codebook:
        kept = _Kept(codebook=study.codebook, book=from_codebook(study.codebook, study.settings.language))
        _known[study] = kept
    return kept


def _brought_up(
    known: "list[tuple[Passage, ...]]", engine: "Engine", said: "list[tuple[Passage, ...]]"
) -> "Engine | None":
    """The engine, which learned from `known`, with the few decisions that it does not know; None for too many."""
    before, places = engine.teaching.passages, engine.numbers
    kept = set(map(id, known)) & set(map(id, said))
    there = {one.place: one for some in said if id(some) not in kept for one in some}
    changed = [one for place, one in there.items() if place not in places or before[places[place]] != one]
    gone = (one for some in known if id(some) not in kept for one in some if one.place not in there)
    changed += [replace(one, codes=frozenset(), rejected=frozenset()) for one in gone]
    if len(changed) > _AT_ONCE or engine.since + len(changed) > _SINCE:
        return None
    return reduce(lambda known, passage: known.taught(passage), changed, engine)


def _prepared(study: Study, teaching: Teaching) -> "Embed | None":
    """The embedder, with the vectors of everything taught at hand."""
    embed = embedder(study)
    if embed is not None:
        remember(study, "codebook", [wording.text for wording in teaching.wordings])
        by_interview: dict[str, list[str]] = {}
        for passage in teaching.passages:
            by_interview.setdefault(passage.interview, []).append(passage.text)
        for interview, texts in by_interview.items():
            remember(study, f"{interview}.taught", texts)
    return embed


def teachers(study: Study, coder: str) -> tuple[str, ...]:
    """Whose decisions teach: the coder's own, or everybody's where the study says `teach = "all"`."""
    return tuple(dict.fromkeys((coder, *counted_coders(study)))) if study.settings.suggest.teach == "all" else (coder,)


def teaching(study: Study, coder: str) -> Teaching:
    """Everything that teaches this coder's suggestions, codes as they count today."""
    return replace(_of(study).book, passages=tuple(chain.from_iterable(_said(study, coder))))


def _said(study: Study, coder: str) -> list[tuple[Passage, ...]]:
    """The same passages, by teacher and transcript; the same objects as long as their files are the same."""
    found = []
    for name in teachers(study, coder):
        files = {file.removesuffix(REJECTED) for file in study.coding_names(name, rejected=True)}
        found += [_of_transcript(study, name, one) for one in study.transcript_ids if one in files]
    return found


def _of_transcript(study: Study, coder: str, transcript_id: str) -> tuple[Passage, ...]:
    """A coder's decisions in one transcript, read anew when a file that they come from changed."""
    kept = _of(study)
    files = [study.coding_path(coder, transcript_id + ending) for ending in ("", REJECTED)]
    stamp = tuple(_stamp(path) for path in (study.transcript_path(transcript_id), *files))
    known = kept.passages.get((coder, transcript_id))
    if known is None or known[0] != stamp:
        try:
            found = tuple(passages(study, study.transcript(transcript_id), coder, kept.book))
        except QualcodeError:  # an unreadable transcript is `check`'s to report
            found = ()
        known = kept.passages[coder, transcript_id] = stamp, found
    return known[1]


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def passages(study: Study, transcript: Transcript, coder: str, book: Teaching) -> Iterator[Passage]:
    """A coder's decisions in one transcript: one passage for each stretch of words, with all that was said of it."""
    from qualcode.suggest.qualifiers import about_others  # noqa: PLC0415 - its patterns take a tenth of a second

    accepted = study.placed(coder, transcript)[0]
    rejected = study.placed(coder, transcript, REJECTED)[0]
    places: dict[object, list[tuple[Coding, bool]]] = {}
    for codings, yes in ((accepted, True), (rejected, False)):
        for coding in codings:
            places.setdefault(coding.anchors, []).append((coding, yes))
    for said in places.values():
        codes = [{study.codebook.resolve(one.code) for one, agreed in said if agreed is yes} for yes in (True, False)]
        given, against = (frozenset(found & book.position.keys()) for found in codes)
        if given or against:
            found = _passage(transcript, coder, said[0][0], given, against - given)
            yield replace(found, others=bool(about_others(found.text, transcript.language or study.settings.language)))


def _passage(
    transcript: Transcript, coder: str, coding: Coding, given: frozenset[str], against: frozenset[str]
) -> Passage:
    reference = Reference(transcript=transcript.id, turn=coding.turn, span=(coding.start, coding.end))
    return Passage(
        text=" ".join(anchor.quote for anchor in coding.anchors),
        codes=given,
        rejected=against,
        reference=str(reference),
        interview=transcript.id,
        coder=coder,
    )
