"""A joint display: a questionnaire's answers beside what interviews say, per group (Guetterman, Fetters & Creswell 2015).

Where nearly everybody answers one thing and interviews say the contrary, both are shown with their words. It is no verdict:
the two need not be the same people, nor the same question.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qualcode.analysis.answers import Tally
from qualcode.analysis.proportion import percent_allowed
from qualcode.core.language import _, plural
from qualcode.core.study import QuoteStyle
from qualcode.report import word
from qualcode.report.bank import Quote
from qualcode.report.bank_markdown import escaped
from qualcode.report.citation import full
from qualcode.report.numbers import percent
from qualcode.report.plain import Cell
from qualcode.report.sheet import Column, Sheet, sheet_csv, sheet_markdown, sheet_text
from qualcode.report.typography import prose, quote

ALL = "all"
"""Name of the column that is everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """A code in the interviews of a group: how many carry it, of how many, and some quotes.

    An `opposed` one says the contrary of the question's opposed answers; passages that deny it (polarity negated) are out.
    """

    code: str
    label: str
    opposed: bool
    interviews: tuple[str, ...]
    of: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discordance:
    """`agreeing` of `answered` people gave one of `answers`, while these interviews carry an opposed code."""

    agreeing: int
    answered: int
    answers: tuple[str, ...]
    interviews: tuple[str, ...]
    of: int
    labels: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The two sides of one question in one group."""

    group: str
    tally: Tally
    voiced: tuple[Voiced, ...]
    discordance: Discordance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointQuestion:
    """One question; `options` in the order to read them, `several` where one may give more than one answer."""

    column: str
    label: str
    options: tuple[str, ...]
    several: bool
    groups: tuple[Beside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointDisplay:
    """The whole. `threshold` is the share of answers from which an opposed interview is a discordance."""

    title: str
    language: str
    by: str
    style: QuoteStyle
    threshold: float
    questions: tuple[JointQuestion, ...]
    notes: tuple[str, ...] = ()


def joint_text(found: JointDisplay, *, width: int) -> str:
    """For a terminal: a table for each question, and under it what is discordant, with its quotes."""
    sheets = (_sheet(found, question) for question in found.questions)
    return "\n\n\n".join(sheet_text(sheet, width=width) for sheet in (*sheets, _about(found))) + "\n"


def joint_markdown(found: JointDisplay) -> str:
    """The same in Markdown, with quotes for each code."""
    blocks = []
    for question in found.questions:
        blocks += [
            sheet_markdown(_sheet(found, question)),
            *(f"> {escaped(line)}\n" for line in _quotes(found, question)),
        ]
    return "\n".join([*blocks, *(f"- {note}" for note in _about(found).notes)]) + "\n"


def joint_docx(found: JointDisplay) -> bytes:
    """A page lying on its side: a table for each question, its discordances and quotes under it."""
    document = word.begun(prose(found.title, found.language), found.language, wide=True)
    document.add_paragraph(prose(found.title, found.language), style="Title")
    for note in _about(found).notes:
        document.add_paragraph(prose(note, found.language), style="Quote bank note")
    for question in found.questions:
        sheet = _sheet(found, question)
        document.add_heading(sheet.title, level=1)
        width = 18.7 / max(1, len(sheet.columns) - 1)
        rows = [[str(cell or "") for cell in row] for row in sheet.rows]
        word.add_table(document, [one.label for one in sheet.columns], rows, (6, *[width] * (len(sheet.columns) - 1)))
        for note in sheet.notes:
            document.add_paragraph(note)
        for line in _quotes(found, question):
            document.add_paragraph(line, style="Quote")
    return word.finished(document)


def joint_csv(found: JointDisplay) -> str:
    """One row for each question, group and item; `side` is answer, missing, code, opposed_code or discordance.

    `n` of `of` are people for answers, interviews for codes; `share` is empty below five. `words` holds quotes with
    their references.
    """
    keys = ("question", "label", "group", "side", "item", "n", "of", "share", "words")
    rows = tuple(
        (question.column, question.label, beside.group, *row)
        for question in found.questions
        for beside in question.groups
        for row in _csv_rows(question, beside)
    )
    return sheet_csv(Sheet(title="", columns=tuple(Column(key=key, label=key) for key in keys), rows=rows))


def joint_document(found: JointDisplay) -> dict[str, Any]:
    """The JSON document: `{"by","threshold","questions":[{"column","label","groups":[{…}]}],"notes"}`.

    A group is `{"name","asked","answered","missing","answers":{…},"codes":[…],"discordance":{…}|null}`.
    """
    return {
        "by": found.by,
        "threshold": found.threshold,
        "questions": [
            {
                "column": question.column,
                "label": question.label,
                "several": question.several,
                "groups": [_group_document(found, beside) for beside in question.groups],
            }
            for question in found.questions
        ],
        "notes": [*found.notes],
    }


def _group_document(found: JointDisplay, beside: Beside) -> dict[str, Any]:
    against = beside.discordance
    return {
        "name": beside.group,
        "asked": beside.tally.asked,
        "answered": beside.tally.answered,
        "missing": beside.tally.missing,
        "answers": dict(beside.tally.counts),
        "codes": [
            {
                "code": one.code,
                "label": one.label,
                "opposed": one.opposed,
                "interviews": list(one.interviews),
                "of": one.of,
                "quotes": [_quote_document(found, each) for each in one.quotes],
            }
            for one in beside.voiced
        ],
        "discordance": against
        and {
            "sentence": _sentence(beside, against),
            "agreeing": against.agreeing,
            "answered": against.answered,
            "answers": list(against.answers),
            "interviews": list(against.interviews),
            "of": against.of,
            "quotes": [_quote_document(found, each) for each in against.quotes],
        },
    }


def _quote_document(found: JointDisplay, each: Quote) -> dict[str, str]:
    signature = full(each.respondent, each.attributes, found.style)
    return {"reference": each.reference, "quote": each.text, "signature": signature}


def _csv_rows(question: JointQuestion, beside: Beside) -> Iterator[tuple[Cell, ...]]:
    counts = beside.tally
    for option in question.options:
        yield "answer", option, *_counts(counts.counts.get(option, 0), counts.answered), None
    yield "missing", None, *_counts(counts.missing, counts.asked), None
    for one in beside.voiced:
        side = "opposed_code" if one.opposed else "code"
        words = "\n".join(f"{each.text} [{each.reference}]" for each in one.quotes)
        yield side, one.code, *_counts(len(one.interviews), one.of), words or None
    if against := beside.discordance:
        yield (
            "discordance",
            " ".join(against.interviews),
            *_counts(against.agreeing, against.answered),
            _sentence(beside, against),
        )


def _counts(n: int, of: int) -> tuple[int, int, float | None]:
    return n, of, round(n / of, 4) if percent_allowed(of) else None


# What readers see


def _sheet(found: JointDisplay, question: JointQuestion) -> Sheet:
    columns = (
        Column(key="item", label=""),
        *(Column(key=one.group, label=_name(one.group), align="right") for one in question.groups),
    )
    rows = [
        (option, *(_share(one.tally.counts.get(option, 0), one.tally.answered) for one in question.groups))
        for option in question.options
    ]
    rows.append((_("no answer"), *(_share(one.tally.missing, one.tally.asked) for one in question.groups)))
    for n, first in enumerate(question.groups[0].voiced):
        label = _("interviews: {code}") if not first.opposed else _("interviews, opposed: {code}")
        cells = (_share(len(one.voiced[n].interviews), one.voiced[n].of) for one in question.groups)
        rows.append((label.format(code=first.label), *cells))
    notes = [note for one in question.groups if one.discordance for note in _discordant(found, one, one.discordance)]
    if question.several:
        notes.append(_("Several answers were possible: shares add up to more than 100 %."))
    return Sheet(title=prose(question.label, found.language), columns=columns, rows=tuple(rows), notes=tuple(notes))


def _name(group: str) -> str:
    return _("all") if group == ALL else group or _("not stated")


def _share(n: int, of: int) -> str | None:
    if not of:
        return None
    count = _("{count} of {n}").format(count=n, n=of)
    return f"{count} ({percent(n / of)})" if percent_allowed(of) else count


def _discordant(found: JointDisplay, beside: Beside, against: Discordance) -> Iterator[str]:
    yield _sentence(beside, against)
    yield from (_quoted(found, each) for each in against.quotes)


def _sentence(beside: Beside, against: Discordance) -> str:
    return plural(
        "Discordant, {group}: {agreeing} of {answered} answer {answers}; {n} interview of {of} carries {codes}: {ids}.",
        "Discordant, {group}: {agreeing} of {answered} answer {answers}; {n} interviews of {of} carry {codes}: {ids}.",
        len(against.interviews),
        group=_name(beside.group),
        agreeing=against.agreeing,
        answered=against.answered,
        answers=_(" or ").join(_("“{words}”").format(words=answer) for answer in against.answers),
        of=against.of,
        codes=", ".join(_("“{words}”").format(words=label) for label in against.labels),
        ids=", ".join(against.interviews),
    )


def _quoted(found: JointDisplay, each: Quote) -> str:
    signature = prose(full(each.respondent, each.attributes, found.style), found.language)
    said = quote(each.text, found.language)
    return f"{said} ({signature}) [{each.reference}]" if signature else f"{said} [{each.reference}]"


def _quotes(found: JointDisplay, question: JointQuestion) -> Iterator[str]:
    """The quotes of each code and group, once each; those of a discordance stand with it."""
    shown = {each.reference for one in question.groups if one.discordance for each in one.discordance.quotes}
    groups = [one for one in question.groups if one.group != ALL] or question.groups
    for one in (voiced for beside in groups for voiced in beside.voiced):
        for each in one.quotes:
            if each.reference not in shown:
                shown.add(each.reference)
                yield f"{one.label} – {_quoted(found, each)}"


def _about(found: JointDisplay) -> Sheet:
    """What the numbers are, and the rule."""
    notes = (
        *found.notes,
        _(
            "Answers: people who gave it, of those who answered. Interviews: those that carry the code (or one below it), of "
            "those coded."
        ),
        _(
            "Discordant: at least {percent} of a group's answers are of one kind, while interviews of the group carry a code "
            "that your map opposes to it; passages that deny the code are not counted. It is where to read, not who is right."
        ).format(percent=percent(found.threshold)),
    )
    return Sheet(title="", columns=(), rows=(), notes=notes)
