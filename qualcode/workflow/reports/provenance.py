"""Count codings by where they come from, so that what was accepted from a suggestion can be told apart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial

from qualcode.core.codebook import Codebook
from qualcode.errors import QualcodeError
from qualcode.report.provenance import IMPORT, MANUAL, Origins, Provenance, proposer_of
from qualcode.store.study import Study
from qualcode.workflow.reports.asking import spread
from qualcode.workflow.study.standing import counted_coders


def provenance(study: Study, *, coder: str | None = None) -> Provenance:
    """Codings of `coder` (or of everybody) by code, coder and origin; merged codes count as what they were merged into."""
    book = study.codebook
    look = partial(_look_at, counted_coders(study, coder))
    counts: dict[tuple[str, str], Counter[str]] = {}
    displaced = 0
    for found, lost in spread(study, look, study.transcript_ids):
        displaced += lost
        for (code, name, origin), n in found.items():
            counts.setdefault((book.resolve(code), name), Counter())[proposer_of(origin)] += n
    order = _order(book, (code for code, _coder in counts))
    rows = sorted(counts.items(), key=lambda item: (order[item[0][0]], item[0][1]))
    return Provenance(
        origins=_origins(counts.values()),
        rows=tuple(Origins(code=code, coder=name, counts=dict(sorted(own.items()))) for (code, name), own in rows),
        displaced=displaced,
    )


def _look_at(
    coders: Sequence[str], study: Study, names: Sequence[str]
) -> list[tuple[Counter[tuple[str, str, str]], int]]:
    """How many codings of these interviews have each code, coder and origin, and how many lost their place."""
    counts: Counter[tuple[str, str, str]] = Counter()
    displaced = 0
    for name in names:
        with suppress(QualcodeError):
            transcript = study.load(name).transcript
            for coder in coders:
                found, lost = study.placed(coder, transcript)
                displaced += lost
                counts.update((coding.code, coder, coding.origin) for coding in found)
    return [(counts, displaced)]


def _order(book: Codebook, codes: Iterable[str]) -> dict[str, int]:
    """The codebook's order; codes that it does not know come last."""
    known = [code.id for _depth, code in book.tree()]
    return {code: n for n, code in enumerate([*known, *sorted(set(codes) - set(known))])}


def _origins(counts: Iterable[Counter[str]]) -> tuple[str, ...]:
    """By hand and imported first, then proposers by name; only those that occur, and always by hand."""
    seen = {origin for own in counts for origin in own} | {MANUAL}
    first = [origin for origin in (MANUAL, IMPORT) if origin in seen]
    return (*first, *sorted(seen - {MANUAL, IMPORT}))
