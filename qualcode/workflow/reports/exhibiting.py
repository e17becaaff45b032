"""Choose the quotes that stand behind the numbers of the report page, and read only the interviews that hold them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.core.codebook import Codebook
from qualcode.core.language import _
from qualcode.core.study import QuoteStyle
from qualcode.report.agreement import AgreementReport, Disagreement
from qualcode.report.bank import Bank, Quote
from qualcode.report.citation import full
from qualcode.report.page.values import Cited, Opened, Place, QuoteStore
from qualcode.report.sheet import NOTHING
from qualcode.report.typography import quote as quoted
from qualcode.store.study import Study
from qualcode.workflow.reports.counting import CountedInterview
from qualcode.workflow.reports.quoting import bank
from qualcode.workflow.reports.reporting import ALL, FrequencyReport, SaturationReport

ROOM = 2_500_000
"""Bytes of quotes that keep a page light, when nobody says how many quotes a cell may open."""
_LETTERS_OF_A_WORD = 7  # with the space after it
_FRAME_OF_A_QUOTE = 80  # its reference and its places in the lists
_MANY = 1_000

Spot = tuple[str, str, str | None]
"""An interview, a code, and a group or the whole study (None)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """Quotes by where they are counted, and the number that each has on the page, in the order they were first needed."""

    by_spot: Mapping[Spot, Sequence[Quote]]
    style: QuoteStyle
    language: str
    numbers: dict[Cited, int]
    known: dict[tuple[str, str], int]

    def number(self, quote: Quote) -> int:
        """The quote's place on the page; it is set in type once, however many numbers open it."""
        key = quote.code, quote.reference
        if key not in self.known:
            self.known[key] = self.place(
                Cited(
                    text=quoted(quote.text, self.language),
                    signature=full(quote.respondent, quote.attributes, self.style),
                    reference=quote.reference,
                )
            )
        return self.known[key]

    def place(self, cited: Cited) -> int:
        """The place of something cited; the same words at the same place stand there once."""
        return self.numbers.setdefault(cited, len(self.numbers))


def exhibited(
    study: Study,
    found: FrequencyReport,
    saturation: SaturationReport,
    agreement: AgreementReport | str,
    *,
    coder: str | None,
    style: str | None,
    most: int | None,
    min_cell: int = 1,
) -> QuoteStore:
    """The quotes of every cell, at most `most` of each (None: all): one of each interview by date, then another of each.

    With `min_cell` they are signed with what so many respondents share, those that `found` does not count are left out, and
    so are the passages where coders differ: nobody has looked at whose they are.
    """
    interviews = found.counted.interviews
    cells: dict[Place, list[tuple[str, int]]] = {}
    for interview in interviews:
        for place, n in _segments(interview):
            cells.setdefault(place, []).append((interview.id, n))
    chosen = {place: _spread(own, most) for place, own in cells.items()}
    needed = {interview for own in chosen.values() for interview in own}
    ids = [interview.id for interview in interviews if interview.id in needed]
    there = (
        bank(study, by=found.counted.by, coder=coder, style=style, transcripts=ids, min_cell=min_cell) if ids else None
    )
    by_spot = _by_spot(there) if there else {}
    shelf = _Shelf(
        by_spot=by_spot if min_cell == 1 else _told(interviews, by_spot),
        style=there.style if there else study.settings.quotes,
        language=study.settings.language,
        numbers={},
        known={},
    )
    opened = {place: _opened(shelf, place, own, cells[place]) for place, own in chosen.items()}
    return QuoteStore(
        cells=opened,
        new=_new(shelf, saturation, study.codebook) if ids else {},
        disagreements=_disagreements(shelf, agreement, most)
        if isinstance(agreement, AgreementReport) and min_cell == 1
        else {},
        quotes=tuple(shelf.numbers),
        most=most if any(len(each.quotes) < each.total for each in opened.values()) else None,
    )


def _segments(interview: CountedInterview) -> Iterator[tuple[Place, int]]:
    """How many passages of each code an interview holds, in all and by group."""
    for group, carried in ((None, interview.overall), *interview.by_group.items()):
        yield from (((each.code, group), each.segments) for each in carried if each.segments)


def as_many_as_fit(found: FrequencyReport) -> int | None:
    """How many quotes each cell may open so that the page stays light; None when all of them do."""
    cells = [cell for row in found.table.rows for cell in row.cells.values() if cell.segments]

    def weight(most: int) -> int:
        return sum(
            min(cell.segments, most) * (_FRAME_OF_A_QUOTE + _LETTERS_OF_A_WORD * cell.words // cell.segments)
            for cell in cells
        )

    if weight(max((cell.segments for cell in cells), default=0)) <= ROOM:
        return None
    return max(1, bisect_right(range(_MANY), ROOM, key=weight) - 1)


def _spread(own: Sequence[tuple[str, int]], most: int | None) -> dict[str, int]:
    """How many quotes to take from each interview: one from each in turn, until there are enough."""
    if most is None:
        return dict(own)
    turns = sorted((turn, place) for place, (_id, n) in enumerate(own) for turn in range(min(n, most)))
    return dict(Counter(own[place][0] for _turn, place in turns[:most]))


def _by_spot(there: Bank) -> dict[Spot, list[Quote]]:
    found: dict[Spot, dict[str, Quote]] = {}
    for chapter in there.chapters:
        for quote in chapter.quotes:
            for group in (quote.group, None):
                found.setdefault((quote.transcript, chapter.code, group), {}).setdefault(quote.reference, quote)
    return {spot: list(own.values()) for spot, own in found.items()}


def _told(
    interviews: Sequence[CountedInterview], quotes: Mapping[Spot, Sequence[Quote]]
) -> dict[Spot, Sequence[Quote]]:
    """The quotes of the groups in which they were counted, and these together as those of the whole study."""
    there = {(interview.id, *place) for interview in interviews for place, _n in _segments(interview)}
    found: dict[Spot, list[Quote]] = {}
    for spot, own in quotes.items():
        if spot[2] is not None and spot in there:
            found[spot] = [*own]
            found.setdefault((*spot[:2], None), []).extend(own)
    return {spot: list({each.reference: each for each in own}.values()) for spot, own in found.items()}


def _opened(shelf: _Shelf, place: Place, own: Mapping[str, int], there: Sequence[tuple[str, int]]) -> Opened:
    code, group = place
    quotes = (each for interview, n in own.items() for each in shelf.by_spot.get((interview, code, group), ())[:n])
    return Opened(quotes=tuple(map(shelf.number, quotes)), total=sum(n for _interview, n in there))


def _new(shelf: _Shelf, saturation: SaturationReport, book: Codebook) -> dict[tuple[str, str], Opened]:
    """For each interview of each stratum, the first quote of every code (or theme) that nobody had said before."""
    labels = saturation.counted.labels
    members: dict[str, list[str]] = {}
    for _interview, code, group in shelf.by_spot:
        if group is None:
            members.setdefault(book.theme(code) if saturation.rule.level == "theme" else code, []).append(code)
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for result, incidence in zip(saturation.strata, saturation.incidences, strict=True):
        group = None if result.name == ALL else result.name
        for code, at in zip(incidence.codes, incidence.first_seen().tolist(), strict=True):
            if at < incidence.T:
                interview = incidence.interviews[at]
                spots = ((interview, member, group) for member in dict.fromkeys(members.get(code, ())))
                quotes = [each for spot in spots for each in shelf.by_spot.get(spot, ())[:1]]
                rows = found.setdefault((result.name, interview), [])
                rows += [(labels[code], shelf.number(each)) for each in quotes[:1]]
    return {
        key: Opened(quotes=tuple(n for _head, n in rows), total=len(rows), heads=tuple(head for head, _n in rows))
        for key, rows in found.items()
    }


def _disagreements(shelf: _Shelf, agreement: AgreementReport, most: int | None) -> dict[str, Opened]:
    """For each code, the first passages that coders do not code alike, signed with what each of them gave."""
    by_code: dict[str, list[Disagreement]] = {}
    for each in agreement.disagreements:
        by_code.setdefault(each.code, []).append(each)
    return {
        code: Opened(
            quotes=tuple(shelf.place(_disputed(each, agreement.labels, shelf.language)) for each in own[:most]),
            total=agreement.disputed[code],
        )
        for code, own in by_code.items()
    }


def _disputed(each: Disagreement, labels: Mapping[str, str], language: str) -> Cited:
    given = (
        _("{label}: {value}").format(label=coder, value=", ".join(labels[code] for code in codes) or NOTHING)
        for coder, codes in each.given.items()
    )
    return Cited(text=quoted(each.words, language), signature=" · ".join(given), reference=each.reference)
