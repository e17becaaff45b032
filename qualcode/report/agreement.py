"""How far coders agree, for readers and for programs; then where they do not, ready to arbitrate."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.analysis.planning import units_to_code_twice
from qualcode.core.language import _, hundredths, plural
from qualcode.report.numbers import percent, thousands
from qualcode.report.plain import Cell
from qualcode.report.sheet import NOTHING, Align, Column, Sheet, sheet_csv, sheet_markdown, sheet_text

if TYPE_CHECKING:  # numpy is loaded by whoever computes
    from qualcode.analysis.agreement import Agreement, Coefficient


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A unit to which some coders gave `code` and others did not, with all that each gave there."""

    code: str
    reference: str
    transcript: str
    turn: str
    start: int
    end: int
    words: str
    given: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAgreement:
    """How far coders agree on one code; on how many units they do not, and to how many units each gave it."""

    code: str
    result: "Agreement"
    contested: int
    given: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementReport:
    """Codes in the codebook's order; disagreements from the most contested code to the least, then in text order.

    `disputed` says how many disagreements there are on each code: more than are listed, where only the first were wanted.
    """

    coders: tuple[str, ...]
    unit: str
    interviews: tuple[str, ...]
    units: int
    codes: tuple[CodeAgreement, ...]
    together: "Agreement"
    masi: "Coefficient"
    disagreements: tuple[Disagreement, ...]
    labels: Mapping[str, str]
    disputed: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


_COEFFICIENTS = ("percent", "alpha", "kappa", "ac1")
_KEYS = ("code", "label", "n", *_COEFFICIENTS, "prevalence", "disagreements")


def agreement_text(found: AgreementReport, *, width: int, top: int | None) -> str:
    """The coefficients for a terminal, then for each code its first `top` disagreements (None: all)."""
    sheets = [agreement_sheet(found), *disagreement_sheets(found, top=top)]
    return "\n\n\n".join(sheet_text(sheet, width=width) for sheet in sheets) + "\n"


def agreement_markdown(found: AgreementReport, *, top: int | None) -> str:
    """The same in Markdown."""
    sheets = [agreement_sheet(found), *disagreement_sheets(found, top=top)]
    return "\n".join(sheet_markdown(sheet) for sheet in sheets)


def agreement_csv(found: AgreementReport) -> str:
    """One row for each code, and one without a code for all decisions together; empty where nothing is computable."""
    columns = tuple(Column(key=key, label=key) for key in (*_KEYS, *(f"given:{name}" for name in found.coders)))
    rows: list[tuple[Cell, ...]] = [
        (each.code, found.labels[each.code], *_numbers(each.result), each.contested, *each.given.values())
        for each in found.codes
    ]
    last: tuple[Cell, ...] = (None, None, *_numbers(found.together), _contested(found), *_given(found).values())
    return sheet_csv(Sheet(title="", columns=columns, rows=(*rows, last)))


def disagreements_csv(found: AgreementReport) -> str:
    """One row for each disagreement; what a coder gave there is separated by `;`."""
    keys = ("code", "label", "reference", "transcript", "turn", "start", "end", "words", *found.coders)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            *(each.code, found.labels[each.code], each.reference, each.transcript, each.turn, each.start, each.end),
            each.words,
            *("; ".join(codes) for codes in each.given.values()),
        )
        for each in found.disagreements
    )
    return sheet_csv(Sheet(title="", columns=tuple(Column(key=key, label=key) for key in keys), rows=rows))


def agreement_document(found: AgreementReport) -> dict[str, Any]:
    """The JSON document: `{"unit","coders","interviews","units","codes":[…],"overall":{…},"disagreements":[…],"notes"}`.

    A coefficient is null where it is not computable; `reasons` then says why. `overall.masi` compares whole sets of codes.
    """
    return {
        "unit": found.unit,
        "coders": list(found.coders),
        "interviews": list(found.interviews),
        "units": found.units,
        "codes": [
            {
                "code": each.code,
                "label": found.labels[each.code],
                **_document(each.result),
                "disagreements": each.contested,
                "given": dict(each.given),
            }
            for each in found.codes
        ],
        "overall": {
            **_document(found.together),
            "masi": _rounded(found.masi),
            "disagreements": _contested(found),
            "given": _given(found),
        },
        "disagreements": [_document_of(each) for each in found.disagreements],
        "notes": [*found.notes, *_reading_notes(found)],
    }


def agreement_title(found: AgreementReport) -> str:
    """Who is compared, on how much."""
    return _("Agreement of {coders} on {units}").format(coders=_listed(found.coders), units=_counted(found))


def agreement_sheet(found: AgreementReport) -> Sheet:
    """A row for each code with the four coefficients, and one for all decisions together."""
    heads = (_("agree"), _("alpha"), _("kappa"), _("AC1"), _("given"), *found.coders, _("differ"))
    right: Align = "right"
    keys = (*_COEFFICIENTS, "prevalence", *(f"given:{name}" for name in found.coders), "disagreements")
    columns = (
        Column(key="label", label=_("Code")),
        *(Column(key=k, label=h, align=right) for k, h in zip(keys, heads, strict=True)),
    )
    rows = [_row(found.labels[each.code], each.result, each.given, each.contested) for each in found.codes]
    return Sheet(
        title=agreement_title(found),
        columns=columns,
        rows=(*rows, _row(_("All together"), found.together, _given(found), _contested(found))),
        notes=(*found.notes, *_reading_notes(found)),
    )


def disagreement_sheets(found: AgreementReport, *, top: int | None) -> Iterator[Sheet]:
    """For each code that coders gave differently, where; the most contested code first."""
    if top == 0:
        return
    by_code: dict[str, list[Disagreement]] = {}
    for each in found.disagreements:
        by_code.setdefault(each.code, []).append(each)
    for code, own in by_code.items():
        shown = own[:top]
        every = found.disputed.get(code, len(own))
        more = every - len(shown)
        notes = (
            plural("{n} more (--top {all} shows all).", "{n} more (--top {all} shows all).", more, all=every)
            if more
            else ""
        )
        yield Sheet(
            title=plural("{label}: {n} disagreement", "{label}: {n} disagreements", every, label=found.labels[code]),
            columns=(
                Column(key="reference", label=_("Passage")),
                Column(key="words", label=_("Words")),
                *(Column(key=f"given:{name}", label=name) for name in found.coders),
            ),
            rows=tuple(_passage(each, found.labels) for each in shown),
            notes=(notes,) if notes else (),
        )


def coefficient(value: float | None) -> str:
    """A coefficient with two decimals, as this language writes them; a dash where there is none.

    >>> coefficient(0.7964), coefficient(-0.0234), coefficient(None)
    ('0.80', '−0.02', '–')
    """
    return NOTHING if value is None else hundredths(value)


# Rows


def _row(label: str, result: "Agreement", given: Mapping[str, int], contested: int) -> tuple[str | int, ...]:
    share = result.percent.value
    return (
        label,
        NOTHING if share is None else percent(share),
        *(coefficient(each.value) for each in (result.alpha, result.kappa, result.ac1)),
        percent(result.shares[1]),
        *given.values(),
        contested,
    )


def _passage(each: Disagreement, labels: Mapping[str, str]) -> tuple[str, ...]:
    words = " ".join(each.words.split())
    return (
        each.reference,
        words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…",
        *("; ".join(labels[code] for code in codes) or NOTHING for codes in each.given.values()),
    )


FEW_UNITS = 30
"""Below so many units a note says that coefficients are unsteady."""

LONGEST = 200
"""Characters of a passage shown in a table; CSV and JSON have it whole."""


def _numbers(result: "Agreement") -> tuple[int | float | None, ...]:
    return (result.n, *(_rounded(getattr(result, key)) for key in _COEFFICIENTS), round(result.shares[1], 4))


def _rounded(found: "Coefficient") -> float | None:
    return None if found.value is None else round(found.value, 4)


def _document(result: "Agreement") -> dict[str, Any]:
    return {
        "n": result.n,
        **{key: _rounded(getattr(result, key)) for key in _COEFFICIENTS},
        "prevalence": round(result.shares[1], 4),
        "reasons": {key: reason for key in _COEFFICIENTS if (reason := getattr(result, key).reason)},
        "caveats": list(result.caveats),
    }


def _document_of(each: Disagreement) -> dict[str, Any]:
    return {
        "code": each.code,
        "ref": each.reference,
        "transcript": each.transcript,
        "turn": each.turn,
        "start": each.start,
        "end": each.end,
        "text": each.words,
        "coders": {name: list(codes) for name, codes in each.given.items()},
    }


def _contested(found: AgreementReport) -> int:
    return sum(each.contested for each in found.codes)


def _given(found: AgreementReport) -> dict[str, int]:
    return {name: sum(each.given[name] for each in found.codes) for name in found.coders}


# Words


def _listed(names: Sequence[str]) -> str:
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def _counted(found: AgreementReport) -> str:
    n = found.units
    return {
        "turn": plural("{n} turn", "{n} turns", n),
        "sentence": plural("{n} sentence", "{n} sentences", n),
        "passage": plural("{n} passage", "{n} passages", n),
        "interview": plural("{n} interview", "{n} interviews", n),
        "characters": plural("{n} character", "{n} characters", n),
    }[found.unit]


def _reading_notes(found: AgreementReport) -> Iterator[str]:
    """What the columns mean, then, in words, what can't be computed or would mislead."""
    yield _what_is_compared(found.unit)
    yield _(
        "agree: share of units on which coders say the same. alpha (Krippendorff), kappa (Cohen, two coders), AC1 (Gwet): the "
        "same without what chance would give; 1 is full agreement, 0 what chance gives. given: share of units with the code."
    )
    yield _all_together(found)
    names = {found.labels[each.code]: each.result for each in found.codes} | {_("All together"): found.together}
    yield from _by_message((label, text) for label, result in names.items() for text in _reasons(result))
    yield from _by_message((label, text) for label, result in names.items() for text in result.caveats)
    yield from found.masi.caveats
    yield from _how_many(found)
    if found.units < FEW_UNITS:
        yield _("On so few units one disagreement more or less changes a coefficient a lot.")


def _what_is_compared(unit: str) -> str:
    if unit == "interview":
        return _("Compared: does the interview carry the code, anywhere in what respondents say?")
    if unit == "characters":
        return _("Compared: letter by letter, is it coded? Spaces, questions and brackets are left out.")
    return _(
        "Compared: does at least a word of the unit carry the code? Questions and brackets are left out. Coders who agree on "
        "the idea but mark more or fewer sentences differ here: see also --unit turn and --unit interview."
    )


def _all_together(found: AgreementReport) -> str:
    value = coefficient(found.masi.value) if found.masi.value is not None else found.masi.reason
    return _(
        "All together: each unit x code is one decision; most are “no”, which flatters the first column. The codes of a "
        "unit taken as one set (alpha with MASI distance, Passonneau 2006): {value}."
    ).format(value=value)


PLANNED_KAPPA = 0.8
PLANNED_PRECISION = 0.1


def _how_many(found: AgreementReport) -> Iterator[str]:
    """How many units coded twice it would take, for a code as frequent as the middle one here."""
    shares = sorted(each.result.shares[1] for each in found.codes if 0 < each.result.shares[1] < 1)
    if not shares or found.unit == "characters":  # neighbouring letters are no separate judgements
        return
    share = shares[len(shares) // 2]
    needed = units_to_code_twice(kappa=PLANNED_KAPPA, share=share, precision=PLANNED_PRECISION)
    yield _(
        "To know a kappa of {kappa} to within ±{precision} takes about {needed} units coded by two, for a code given to {share} "
        "of them (the middle one here; there are {n}). Other cases: qualcode report planning."
    ).format(
        kappa=coefficient(PLANNED_KAPPA),
        precision=coefficient(PLANNED_PRECISION),
        needed=thousands(needed),
        share=percent(share),
        n=thousands(found.units),
    )


def _reasons(result: "Agreement") -> Iterator[str]:
    """Each reason once, with the coefficients it silences. That kappa takes two coders is said with the columns."""
    if result.alpha.reason:
        yield _("alpha, kappa, AC1: {reason}.").format(reason=result.alpha.reason)


def _by_message(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One note for all codes that it concerns."""
    grouped: dict[str, list[str]] = {}
    for label, text in pairs:
        grouped.setdefault(text, []).append(label)
    for text, labels in grouped.items():
        yield _("{label}: {value}").format(label=", ".join(labels), value=text)
