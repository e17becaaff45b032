"""The sheet of one interview, for readers and for programs: who, how long, which codes, which new, who disagrees, every quote."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.core.language import _, plural
from qualcode.report import word
from qualcode.report.agreement import Disagreement
from qualcode.report.bank import Bank, bank_document
from qualcode.report.bank_docx import write_parts
from qualcode.report.bank_markdown import escaped, part_blocks
from qualcode.report.bank_page import page, qualifier_words
from qualcode.report.numbers import percent
from qualcode.report.sheet import Column, Sheet, sheet_csv, sheet_markdown, sheet_text
from qualcode.report.typography import prose, quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A respondent in this interview: what the study knows of the person, turns and words."""

    id: str
    name: str
    attributes: Mapping[str, str]
    turns: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeHere:
    """A code in this interview; `interviews` is how many carry it in all, `new` that no earlier one does."""

    code: str
    label: str
    segments: int
    words: int
    new: bool
    interviews: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewSheet:
    """What is known of one interview. `rank` is its place among the coded ones by date, None while nobody coded it.

    `qualifiers` counts codings by (name, value), `codings` and `rejected` by coder. `bank` holds the quotes.
    """

    id: str
    language: str
    header: Mapping[str, str]
    speakers: tuple[Speaker, ...]
    last_turn: str
    questions: int
    question_words: int
    words: int
    coded_words: int
    rank: int | None
    of: int
    codes: tuple[CodeHere, ...]
    codings: Mapping[str, int]
    rejected: Mapping[str, int]
    qualifiers: Mapping[tuple[str, str], int]
    disagreements: tuple[Disagreement, ...]
    bank: Bank
    notes: tuple[str, ...] = ()


def interview_text(found: InterviewSheet, *, width: int) -> str:
    """For a terminal: who and how much, the codes, memos, and on how many units coders disagree."""
    *sheets, _every_disagreement = interview_sheets(found)
    sheets.append(_contested_sheet(found))
    parts = [sheet_text(sheet, width=width) for sheet in sheets if sheet.rows or sheet.notes]
    return "\n\n\n".join(parts) + "\n"


def interview_markdown(found: InterviewSheet) -> str:
    """The whole sheet in Markdown, every quote with its memos and qualifiers at the end."""
    facts, *tables = interview_sheets(found)
    blocks = [f"# {found.id}", "\n".join(f"- {escaped(line)}" for line in _lines(facts))]
    blocks += [f"*{escaped(note)}*" for note in facts.notes]
    blocks += [sheet_markdown(sheet).rstrip() for sheet in tables if sheet.rows]
    blocks += [block for part in page(found.bank, memos=True, qualifiers=True).parts for block in part_blocks(part)]
    return "\n\n".join(blocks) + "\n"


def interview_csv(found: InterviewSheet) -> str:
    """One row for each code: code, label, segments, words, new (1 or 0), interviews that carry it, of how many."""
    keys = ("code", "label", "segments", "words", "new", "interviews", "of")
    rows = tuple(
        (one.code, one.label, one.segments, one.words, int(one.new), one.interviews, found.of) for one in found.codes
    )
    return sheet_csv(Sheet(title="", columns=tuple(Column(key=key, label=key) for key in keys), rows=rows))


def interview_document(found: InterviewSheet) -> dict[str, Any]:
    """The JSON document: `{"id","header","respondents","words",…,"codes":[…],"disagreements":[…],"chapters":[…],"notes"}`."""
    return {
        "id": found.id,
        "header": dict(found.header),
        "respondents": [
            {"id": one.id, "name": one.name, **dict(one.attributes), "turns": one.turns, "words": one.words}
            for one in found.speakers
        ],
        "last_turn": found.last_turn or None,
        "questions": found.questions,
        "question_words": found.question_words,
        "words": found.words,
        "coded_words": found.coded_words,
        "rank": found.rank,
        "of": found.of,
        "codings": dict(found.codings),
        "rejected": dict(found.rejected),
        "qualifiers": [{"name": name, "value": value, "codings": n} for (name, value), n in found.qualifiers.items()],
        "codes": [
            {
                "code": one.code,
                "label": one.label,
                "segments": one.segments,
                "words": one.words,
                "new": one.new,
                "interviews": one.interviews,
            }
            for one in found.codes
        ],
        "disagreements": [
            {"code": one.code, "reference": one.reference, "quote": one.words, "given": dict(one.given)}
            for one in found.disagreements
        ],
        "chapters": bank_document(found.bank)["chapters"],
        "notes": [*found.notes],
    }


def interview_docx(found: InterviewSheet) -> bytes:
    """The sheet to print and lay on the table: facts, tables, then every quote with its memos and qualifiers."""
    document = word.begun(found.id, found.language)
    document.add_paragraph(found.id, style="Title")
    facts, *tables = interview_sheets(found)
    for line in _lines(facts):
        document.add_paragraph(prose(line, found.language), style="Quote bank note")
    for note in facts.notes:
        document.add_paragraph(prose(note, found.language), style="Quote bank note")
    for sheet in tables:
        if sheet.rows:
            document.add_heading(sheet.title, level=2)
            rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.rows]
            word.add_table(document, [column.label for column in sheet.columns], rows, _WIDTHS[len(sheet.columns)])
    write_parts(document, page(found.bank, memos=True, qualifiers=True).parts)
    return word.finished(document)


_WIDTHS: Mapping[int, tuple[float, ...]] = {3: (3, 3, 10), 4: (3, 6.5, 3.5, 3), 5: (7, 2.25, 2.25, 2.25, 2.25)}


def _lines(facts: Sheet) -> Iterator[str]:
    return (_("{label}: {value}").format(label=label, value=value) for label, value in facts.rows)


# Tables


def interview_sheets(found: InterviewSheet) -> Iterator[Sheet]:
    """Facts; codes; memos; disagreements. One without rows has nothing to say."""
    yield Sheet(
        title=found.id,
        columns=(Column(key="fact", label=""), Column(key="value", label="")),
        rows=tuple(_facts(found)),
        notes=(*found.notes, *_remarks(found)),
    )
    yield _codes_sheet(found)
    yield _memos_sheet(found)
    yield _disagreements_sheet(found)


def _facts(found: InterviewSheet) -> Iterator[tuple[str, str]]:
    for one in found.speakers:
        name = f"{one.name} ({one.id})" if one.name != one.id else one.name
        about = "; ".join(f"{key}: {value}" for key, value in one.attributes.items())
        yield _("Respondent"), prose("; ".join(filter(None, (name, about))), found.language)
    for name, value in found.header.items():
        yield {"date": _("Date"), "mode": _("mode"), "source": _("source")}.get(name, name), value
    if found.last_turn:
        yield _("Last turn begins at"), found.last_turn
    turns = sum(one.turns for one in found.speakers)
    yield _("Respondents speak"), _counted(turns, found.words)
    yield _("The interviewer speaks"), _counted(found.questions, found.question_words)
    if found.words:
        yield _("Words under a code"), f"{found.coded_words} ({percent(found.coded_words / found.words)})"
    if found.rank:
        yield _("Place by date"), _("{count} of {n}").format(count=found.rank, n=found.of)
    if found.codings:
        yield _("Codings"), ", ".join(f"{coder} {n}" for coder, n in found.codings.items())
    if found.qualifiers:
        words = qualifier_words()
        pairs = (
            f"{words.get(name, name)} {words.get(value, value)} {n}" for (name, value), n in found.qualifiers.items()
        )
        yield _("Qualifiers"), ", ".join(pairs)
    if found.rejected:
        yield _("Suggestions turned down"), ", ".join(f"{coder} {n}" for coder, n in found.rejected.items())


def _counted(turns: int, words: int) -> str:
    return ", ".join((plural("{n} turn", "{n} turns", turns), plural("{n} word", "{n} words", words)))


def _remarks(found: InterviewSheet) -> Iterator[str]:
    if found.rank is None:
        yield _("Nobody has coded this interview yet: qualcode code {id}").format(id=found.id)
        return
    new = [one.label for one in found.codes if one.new]
    if found.rank == 1:
        yield _("It is the first interview: every code in it is new.")
    elif new:
        yield _("Codes that no earlier interview carries: {codes}.").format(codes=", ".join(new))
    else:
        yield _("It brings no code that earlier interviews do not carry.")


def _codes_sheet(found: InterviewSheet) -> Sheet:
    columns = (
        Column(key="label", label=_("Code")),
        Column(key="segments", label=_("segments"), align="right"),
        Column(key="words", label=_("words"), align="right"),
        Column(key="new", label=_("new"), align="center"),
        Column(key="interviews", label=_("interviews"), align="right"),
    )
    rows = tuple(
        (
            one.label,
            one.segments,
            one.words,
            "●" if one.new else None,
            _("{count} of {n}").format(count=one.interviews, n=found.of),
        )
        for one in found.codes
    )
    return Sheet(title=_("Codes in this interview"), columns=columns if rows else (), rows=rows)


def _memos_sheet(found: InterviewSheet) -> Sheet:
    columns = (
        Column(key="reference", label=_("Place")),
        Column(key="code", label=_("Code")),
        Column(key="memo", label=_("Memo")),
    )
    rows = tuple(
        (each.reference, chapter.label, prose(f"{coder}: {text}", found.language))
        for chapter in found.bank.chapters
        for each in chapter.quotes
        for coder, text in each.memos
    )
    return Sheet(title=_("Memos"), columns=columns if rows else (), rows=rows)


def _disagreements_sheet(found: InterviewSheet) -> Sheet:
    labels = {one.code: one.label for one in found.codes}
    columns = (
        Column(key="reference", label=_("Place")),
        Column(key="words", label=_("Words")),
        Column(key="code", label=_("Code")),
        Column(key="coders", label=_("Given by")),
    )
    rows = tuple(
        (
            one.reference,
            quote(one.words, found.language),
            labels.get(one.code, one.code),
            ", ".join(coder for coder, codes in one.given.items() if one.code in codes),
        )
        for one in found.disagreements
    )
    return Sheet(title=_("Where coders disagree"), columns=columns if rows else (), rows=rows)


def _contested_sheet(found: InterviewSheet) -> Sheet:
    """Codes by how many units coders disagree on, the most contested first."""
    counts = Counter(one.code for one in found.disagreements)
    first = {one.code: one.reference for one in reversed(found.disagreements)}
    labels = {one.code: one.label for one in found.codes}
    columns = (
        Column(key="code", label=_("Code")),
        Column(key="units", label=_("disagreements"), align="right"),
        Column(key="first", label=_("first at")),
    )
    rows = tuple((labels.get(code, code), n, first[code]) for code, n in counts.most_common())
    note = _("Every one of them: qualcode report interview {id} -o {id}.md").format(id=found.id)
    title = _("Where coders disagree")
    return Sheet(title=title, columns=columns if rows else (), rows=rows, notes=(note,) if rows else ())
