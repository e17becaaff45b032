"""What teaches suggestions in a study, and the engine that has learned from it, kept as long as nothing changes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from qualcode.core.address import Reference
from qualcode.core.coding import Coding
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.store.study import REJECTED, Study
from qualcode.suggest.teaching import Passage, Teaching, from_codebook
from qualcode.workflow.embedding import embedder, remember

if TYPE_CHECKING:  # numpy is loaded by whoever learns
    from qualcode.suggest.fusion import Engine
    from qualcode.suggest.proposers import Embed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    stamp: tuple[object, ...]
    engine: "Engine"


_engines: "WeakKeyDictionary[Study, dict[str, _Kept]]" = WeakKeyDictionary()


def engine(study: Study, coder: str) -> "Engine":
    """Proposers that have learned from what teaches this coder. One decision more is learned at once, without starting anew."""
    from qualcode.suggest import fusion  # noqa: PLC0415

    kept = _engines.setdefault(study, {})
    stamp = _stamp(study, coder)
    before = kept.get(coder)
    if before is None or before.stamp != stamp:
        now = teaching(study, coder)
        new = _one_more(before.engine.teaching, now) if before else None
        if before and new is not None:
            made = before.engine.taught(new)
        elif before and before.engine.teaching == now:
            made = before.engine
        else:
            made = fusion.learn(now, _prepared(study, now))
        kept[coder] = _Kept(stamp=stamp, engine=made)
    return kept[coder].engine


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


def _one_more(before: Teaching, now: Teaching) -> Passage | None:
    """The passage by which they differ, when that is all."""
    if (before.codes, before.wordings) != (now.codes, now.wordings) or len(now.passages) != len(before.passages) + 1:
        return None
    added = Counter(now.passages) - Counter(before.passages)
    return next(iter(added)) if sum(added.values()) == 1 else None


def _stamp(study: Study, coder: str) -> tuple[object, ...]:
    """Changes whenever qualcode writes a coding, a transcript or the codebook: every write replaces a file in its folder."""
    folders = [study.coding_path(name, "journal").parent for name in teachers(study, coder)]
    paths = [*folders, study.codebook_path, study.transcript_path("x").parent]
    return tuple((path.stat().st_mtime_ns if path.exists() else None) for path in paths)


def teachers(study: Study, coder: str) -> tuple[str, ...]:
    """Whose decisions teach: the coder's own, or everybody's where the study says `teach = "all"`."""
    return tuple(dict.fromkeys((coder, *study.coders))) if study.settings.suggest.teach == "all" else (coder,)


def teaching(study: Study, coder: str) -> Teaching:
    """Everything that teaches this coder's suggestions, codes as they count today."""
    book = from_codebook(study.codebook, study.settings.language)
    names = teachers(study, coder)
    return replace(book, passages=tuple(passage for name in names for passage in _of_coder(study, name, book)))


def _of_coder(study: Study, coder: str, book: Teaching) -> Iterator[Passage]:
    names = {name.removesuffix(REJECTED) for name in study.coding_names(coder, rejected=True)}
    for transcript_id in study.transcript_ids:
        if transcript_id not in names:
            continue
        try:
            transcript = study.transcript(transcript_id)
        except QualcodeError:  # an unreadable transcript is `check`'s to report
            continue
        yield from passages(study, transcript, coder, book)


def passages(study: Study, transcript: Transcript, coder: str, book: Teaching) -> Iterator[Passage]:
    """A coder's decisions in one transcript: one passage for each stretch of words, with all that was said of it."""
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
            yield _passage(transcript, said[0][0], given, against - given)


def _passage(transcript: Transcript, coding: Coding, given: frozenset[str], against: frozenset[str]) -> Passage:
    reference = Reference(transcript=transcript.id, turn=coding.turn, span=(coding.start, coding.end))
    return Passage(
        text=" ".join(anchor.quote for anchor in coding.anchors),
        codes=given,
        rejected=against,
        reference=str(reference),
        interview=transcript.id,
    )
