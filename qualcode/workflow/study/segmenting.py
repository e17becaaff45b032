"""Split transcripts into turns, sentences or passages."""

from collections.abc import Callable, Iterable

from msgspec import Raw

from qualcode.core.segment import Segment
from qualcode.core.study import Unit
from qualcode.core.transcript import Transcript
from qualcode.store.cache import cached, read_cache
from qualcode.store.study import Study

Span = tuple[int, int]


def segments(study: Study, transcript: Transcript, unit: Unit | None = None) -> tuple[Segment, ...]:
    """The segments of every turn, the interviewer's too, in text order. `unit` defaults to the study's."""
    unit = unit or study.settings.unit
    return tuple(
        segment(turn.id, n, span, unit)
        for turn, found in zip(transcript.turns, spans(study, transcript, unit), strict=True)
        for n, span in enumerate(found, 1)
    )


def segment(turn_id: str, number: int, span: Span, unit: Unit) -> Segment:
    """The segment of a turn that has this number, from 1, and this span."""
    sentence = number if unit == "sentence" else None
    return Segment(turn=turn_id, start=span[0], end=span[1], sentence=sentence, whole_turn=unit == "turn")


def spans(study: Study, transcript: Transcript, unit: Unit) -> list[list[Span]]:
    """Where the segments of each turn stand: a fifth of the work of `segments`."""
    if unit == "turn":
        return [[(0, len(turn.text))] if turn.text else [] for turn in transcript.turns]
    found = _sentences(study, transcript)
    return _passages(study, transcript, found) if unit == "passage" else found


def is_split(study: Study, transcript: Transcript) -> bool:
    """True when `segments` answers at once, from what is kept, and need not load spaCy first."""
    from qualcode.text import passages, sentences  # noqa: PLC0415

    language, unit = _language(study, transcript), study.settings.unit
    kept = {"sentence": sentences.METHOD, "passage": passages.METHOD}
    wanted = {"turn": (), "sentence": ("sentence",), "passage": ("sentence", "passage")}[unit]
    keys = {name: read_cache(study.root, "segments", f"{transcript.id}.{name}", tuple[str, Raw]) for name in wanted}
    return all(
        key is not None and key[0] == f"{transcript.fingerprint} {kept[name]} {language}" for name, key in keys.items()
    )


def sentence_spans(study: Study, transcript: Transcript, turn_id: str) -> tuple[Span, ...]:
    """The sentences of one turn."""
    return tuple(_sentences(study, transcript)[transcript.position[turn_id]])


def _language(study: Study, transcript: Transcript) -> str:
    return transcript.language or study.settings.language


def _sentences(study: Study, transcript: Transcript) -> list[list[Span]]:
    from qualcode.text import sentences  # noqa: PLC0415 - spaCy is loaded only where the cache knows nothing

    language = _language(study, transcript)

    def make() -> list[list[Span]]:
        return [list(spans) for spans in sentences.sentences((turn.text for turn in transcript.turns), language)]

    return _cached(study, transcript, "sentence", f"{sentences.METHOD} {language}", make)


def _passages(study: Study, transcript: Transcript, spans: Iterable[list[Span]]) -> list[list[Span]]:
    from qualcode.text import passages  # noqa: PLC0415

    language = _language(study, transcript)

    def make() -> list[list[Span]]:
        pairs = zip(transcript.turns, spans, strict=True)
        return [list(passages.passages(turn.text, found, language)) for turn, found in pairs]

    return _cached(study, transcript, "passage", f"{passages.METHOD} {language}", make)


def _cached(
    study: Study, transcript: Transcript, unit: str, method: str, make: Callable[[], list[list[Span]]]
) -> list[list[Span]]:
    key = f"{transcript.fingerprint} {method}"
    return cached(study.root, "segments", f"{transcript.id}.{unit}", key, list[list[Span]], make)
