"""How often suggestions are right, for readers and for programs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.core.language import _, hundredths, plural
from qualcode.report.sheet import Column, Sheet, sheet_csv, sheet_markdown, sheet_text

if TYPE_CHECKING:  # numpy is loaded by who measures
    from qualcode.analysis.calibration import Calibration
    from qualcode.analysis.retrieval import CodeRetrieval, Retrieval

_MEASURES = ("precision_1", "recall_3", "hit_3", "hit_5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """After so many coded interviews, averaged over which ones."""

    interviews: int
    suggestions: "Retrieval"
    popularity: "Retrieval"
    ceiling: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePoint:
    """One code, each interview left out in turn."""

    code: str
    suggestions: "CodeRetrieval"
    popularity: "CodeRetrieval"

    @property
    def better(self) -> bool:
        """True when its passages stand higher than by popularity, which gives the same codes to every passage."""
        return (self.suggestions.average_precision or 0.0) > (self.popularity.average_precision or 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """`curve` begins with nothing coded and ends with all interviews but one, which `last` is.

    `difference` is the 95 % interval of recall@3 less that of popularity, interviews drawn anew; None below three.
    `by_codebook` is each code with nothing coded: what cues, definitions and examples alone propose. `missing` says what
    an extra would add; `calibration` is None below fifty positives.
    """

    coder: str
    interviews: int
    passages: int
    proposers: tuple[str, ...]
    curve: tuple[Point, ...]
    codes: tuple[CodePoint, ...]
    by_codebook: "tuple[CodeRetrieval, ...]"
    difference: tuple[float, float] | None
    calibration: "Calibration | None"
    missing: str
    caveats: tuple[str, ...]

    @property
    def last(self) -> Point:
        """Each interview left out in turn."""
        return self.curve[-1]

    @property
    def better(self) -> bool:
        """True when suggestions are better than popularity, beyond what the draw of interviews explains."""
        return self.difference is not None and self.difference[0] > 0


def evaluation_text(evaluation: Evaluation, *, labels: Mapping[str, str], width: int) -> str:
    """The tables for a terminal."""
    return "\n\n\n".join(sheet_text(one, width=width) for one in evaluation_sheets(evaluation, labels=labels)) + "\n"


def evaluation_markdown(evaluation: Evaluation, *, labels: Mapping[str, str]) -> str:
    """The tables in Markdown."""
    return "\n".join(sheet_markdown(one) for one in evaluation_sheets(evaluation, labels=labels))


def evaluation_csv(evaluation: Evaluation) -> str:
    """One row for each point of the curve and method (suggestions, popularity), then one for each code.

    `interviews` is how many were coded before; `code` is empty for all codes together.
    """
    keys = ("interviews", "code", "method", "n", "positives", *_MEASURES, "average_precision", "ceiling")
    rows = [
        (point.interviews, None, name, found.n, None, *_numbers(found), None, _round(point.ceiling))
        for point in evaluation.curve
        for name, found in (("suggestions", point.suggestions), ("popularity", point.popularity))
    ]
    for code in evaluation.codes:
        for name, one in (("suggestions", code.suggestions), ("popularity", code.popularity)):
            measured = (None, _round(one.recall_3), None, None, _round(one.average_precision), None)
            rows.append((evaluation.last.interviews, code.code, name, one.n, one.positives, *measured))
    columns = tuple(Column(key=key, label=key) for key in keys)
    return sheet_csv(Sheet(title="", columns=columns, rows=tuple(rows)))


def evaluation_document(evaluation: Evaluation, *, labels: Mapping[str, str]) -> dict[str, Any]:
    """The JSON document; `suggestions`, `popularity` and `ceiling` are those of each interview left out in turn."""
    last = evaluation.last
    return {
        "coder": evaluation.coder,
        "interviews": evaluation.interviews,
        "passages": evaluation.passages,
        "proposers": list(evaluation.proposers),
        "suggestions": _document(last.suggestions),
        "popularity": _document(last.popularity),
        "ceiling": _round(last.ceiling),
        "better_than_popularity": evaluation.better,
        "difference": None if evaluation.difference is None else [round(bound, 4) for bound in evaluation.difference],
        "curve": [_point_document(point) for point in evaluation.curve],
        "codes": [_code_document(code, labels) for code in evaluation.codes],
        "codebook_alone": [
            {"code": one.code, "label": labels.get(one.code, one.code), **_code_numbers(one)}
            for one in evaluation.by_codebook
        ],
        "calibration": _calibration_document(evaluation.calibration),
        "missing": evaluation.missing,
        "notes": list(_notes(evaluation, labels)),
    }


def evaluation_sheets(evaluation: Evaluation, *, labels: Mapping[str, str]) -> tuple[Sheet, ...]:
    """(the learning curve, each code), and how probabilities held where there are any."""
    sheets = (_curve_sheet(evaluation, labels), _codes_sheet(evaluation, labels))
    return sheets if evaluation.calibration is None else (*sheets, _calibration_sheet(evaluation.calibration))


def _curve_sheet(evaluation: Evaluation, labels: Mapping[str, str]) -> Sheet:
    columns = (
        Column(key="interviews", label=_("Interviews coded"), align="right"),
        Column(key="precision_1", label=_("Right first"), align="right"),
        Column(key="recall_3", label=_("Codes found among 3"), align="right"),
        Column(key="hit_3", label=_("One right among 3"), align="right"),
        Column(key="hit_5", label=_("Among 5"), align="right"),
        Column(key="popularity", label=_("Most frequent 3 codes"), align="right"),
        Column(key="ceiling", label=_("Codes seen before"), align="right"),
    )
    rows = tuple(
        (
            str(point.interviews),
            *(_percent(getattr(point.suggestions, name)) for name in _MEASURES),
            _percent(point.popularity.recall_3),
            _percent(point.ceiling),
        )
        for point in evaluation.curve
    )
    title = _("How often suggestions are right, on interviews they have not learned from ({coder})")
    return Sheet(
        title=title.format(coder=evaluation.coder) if evaluation.coder else title.partition(" (")[0],
        columns=columns,
        rows=rows,
        notes=tuple(_notes(evaluation, labels)),
    )


def _codes_sheet(evaluation: Evaluation, labels: Mapping[str, str]) -> Sheet:
    alone = {one.code: one for one in evaluation.by_codebook}
    columns = (
        Column(key="label", label=_("Code")),
        Column(key="positives", label=_("Passages"), align="right"),
        Column(key="codebook", label=_("Among 3, nothing coded"), align="right"),
        Column(key="recall_3", label=_("Among 3"), align="right"),
        Column(key="average_precision", label=_("Average precision"), align="right"),
        Column(key="popularity", label=_("By popularity"), align="right"),
    )
    rows = tuple(
        (
            labels.get(code.code, code.code),
            str(code.suggestions.positives),
            _percent(alone[code.code].recall_3) if code.code in alone else None,
            _percent(code.suggestions.recall_3),
            _decimal(code.suggestions.average_precision),
            _decimal(code.popularity.average_precision),
        )
        for code in evaluation.codes
    )
    note = _(
        "Average precision: 1 when every passage of the code stands before all others; few passages make it unsure."
    )
    return Sheet(title=_("Each code, each interview left out in turn"), columns=columns, rows=rows, notes=(note,))


def _calibration_sheet(calibration: "Calibration") -> Sheet:
    columns = (
        Column(key="stated", label=_("Stated"), align="right"),
        Column(key="right", label=_("Right"), align="right"),
        Column(key="n", label=_("Suggestions"), align="right"),
    )
    rows = tuple((_percent(one.stated), _percent(one.right), str(one.n)) for one in calibration.bins)
    notes = (
        _(
            "Probabilities rest on {n} right suggestions; the stated and the right share lie {error} apart on average."
        ).format(n=calibration.positives, error=_percent(calibration.error)),
    )
    return Sheet(title=_("How probabilities held on interviews left out"), columns=columns, rows=rows, notes=notes)


def _notes(evaluation: Evaluation, labels: Mapping[str, str]) -> Iterator[str]:
    """What a reader has to know, worst news first."""
    if not evaluation.better:
        yield _("Suggestions are not shown to be better than always proposing the three most frequent codes.")
    else:
        low, high = evaluation.difference or (0.0, 0.0)
        yield _(
            "Better than the three most frequent codes by {low} to {high} points (95 %, interviews drawn anew)."
        ).format(low=f"{100 * low:.0f}", high=f"{100 * high:.0f}")
    worse = [labels.get(code.code, code.code) for code in evaluation.codes if not code.better]
    if worse:
        yield plural(
            "{n} code is found no better than by popularity: {codes}.",
            "{n} codes are found no better than by popularity: {codes}.",
            len(worse),
            codes=", ".join(worse),
        )
    yield _(
        "Measured on {n} coded passages of {interviews} interviews; uncoded speech is not asked about here."
    ).format(n=evaluation.passages, interviews=evaluation.interviews)
    yield _("Codes never coded before can be found all the same, through the codebook's words.")
    if evaluation.calibration is None and evaluation.coder:
        yield _("No probabilities: that takes fifty right suggestions. Until then a score only ranks.")
    yield from evaluation.caveats
    if evaluation.missing:
        yield evaluation.missing


def _document(found: "Retrieval") -> dict[str, Any]:
    return {"n": found.n, **dict(zip(_MEASURES, _numbers(found), strict=True))}


def _point_document(point: Point) -> dict[str, Any]:
    return {
        "interviews": point.interviews,
        "suggestions": _document(point.suggestions),
        "popularity": _document(point.popularity),
        "ceiling": _round(point.ceiling),
    }


def _code_document(code: CodePoint, labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": code.code,
        "label": labels.get(code.code, code.code),
        **_code_numbers(code.suggestions),
        "popularity": _code_numbers(code.popularity),
        "better_than_popularity": code.better,
    }


def _code_numbers(one: "CodeRetrieval") -> dict[str, Any]:
    return {
        "positives": one.positives,
        "recall_3": _round(one.recall_3),
        "average_precision": _round(one.average_precision),
    }


def _calibration_document(calibration: "Calibration | None") -> dict[str, Any] | None:
    if calibration is None:
        return None
    bins = [
        {"low": one.low, "high": one.high, "n": one.n, "stated": _round(one.stated), "right": _round(one.right)}
        for one in calibration.bins
    ]
    return {"positives": calibration.positives, "error": _round(calibration.error), "bins": bins}


def _numbers(found: "Retrieval") -> tuple[float | None, ...]:
    return tuple(_round(getattr(found, name)) for name in _MEASURES)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _percent(value: float | None) -> str | None:
    return None if value is None else f"{100 * value:.0f}\u00a0%"


def _decimal(value: float | None) -> str | None:
    return None if value is None else hundredths(value)
