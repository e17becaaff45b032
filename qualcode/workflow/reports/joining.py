"""Put a questionnaire's answers beside what interviews say, question by question and group by group."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.analysis.answers import holders, tally
from qualcode.core.language import _, plural
from qualcode.core.questionnaire import Question, QuestionnaireMap
from qualcode.core.study import values_of
from qualcode.errors import NothingYet, QualcodeError, UnreadableFile
from qualcode.formats.people import Table, load_table
from qualcode.report.bank import Quote
from qualcode.report.joint import ALL, Beside, Discordance, JointDisplay, JointQuestion, Voiced
from qualcode.store import files
from qualcode.store.study import Study
from qualcode.workflow.reports.carrying import Counting
from qualcode.workflow.reports.counting import Counted, count
from qualcode.workflow.reports.mapping import map_of, questionnaire_path
from qualcode.workflow.reports.quoting import bank
from qualcode.workflow.study.groups import NO_GROUP
from qualcode.workflow.study.naming import attribute, folded

Given = tuple[str, ...]
Answers = Mapping[str, Sequence[Given]]
"""What people of each group answered to one question, a tuple for each person; `ALL` holds everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The table of answers: each row as column -> cell, and the groups in which the person stands."""

    rows: tuple[tuple[Mapping[str, str], tuple[str, ...]], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Interviews:
    """The coded interviews of each group (`ALL`: every one), the map's codes that each carries there, and their quotes."""

    members: Mapping[str, tuple[str, ...]]
    carried: Mapping[tuple[str, str], frozenset[str]]
    quotes: Mapping[str, Sequence[Quote]]
    labels: Mapping[str, str]


def joint_display(
    study: Study,
    file: Path | None = None,
    map_file: Path | None = None,
    *,
    by: str = "type",
    coder: str | None = None,
    threshold: float = 0.8,
    quotes: int = 2,
) -> JointDisplay:
    """Answers beside interviews, by an attribute; at most `quotes` quotes for each code and group.

    `file` is a CSV with a row for each person (default: transcripts/questionnaire.csv), `map_file` a YAML that says which
    codes speak of which column (default: the same name with .yaml). Where a question opposes codes to answers, a group is
    discordant when the share of its people who gave one of these answers, of those who answered, is at least `threshold`
    and an interview of the group carries an opposed code, other than in passages that were called negated and by nobody affirmed.
    Raises NothingYet when the study has no questionnaire and none is named, QualcodeError when a file that is named is not
    there or the map fits no column.
    """
    by = attribute(study, by)
    path = file or questionnaire_path(study)
    table = _table(study, path, missing=NothingYet if file is None else UnreadableFile)
    found = map_of(study, map_file or path.with_suffix(".yaml"))
    questions, notes = _known(study, table, found, path)
    sheet = _rows(study, table, found, by)
    counted = count(study, by=by, coder=coder, how=Counting(words=False))
    interviews = _interviews(study, questions, counted, by, coder)
    groups = _groups(sheet, interviews)
    return JointDisplay(
        title=study.settings.title or study.root.name,
        language=study.settings.language,
        by=by,
        style=study.settings.quotes,
        threshold=threshold,
        questions=tuple(
            _question(study, each, sheet, interviews, found.missing, groups, threshold=threshold, most=quotes)
            for each in questions
        ),
        notes=(*notes, *sheet.notes, *_unheard(counted, groups), *counted.notes),
    )


# The table of answers


def _table(study: Study, path: Path, *, missing: type[QualcodeError]) -> Table:
    data, where = files.read(path), study.relative(path)
    if data is None:
        raise missing(
            _("there is no such table of answers."),
            where=where,
            advice=_("Name a CSV with a row for each person and a column for each question."),
        )
    table = load_table(data, where)
    if table.rows:
        return table
    raise UnreadableFile(
        _("this table holds no answers."), where=where, advice=_("Its first line must name the columns.")
    )


def _known(study: Study, table: Table, found: QuestionnaireMap, path: Path) -> tuple[list[Question], list[str]]:
    """The questions whose column the table has, and a note on the others and on codes that are not there."""
    known = [question for question in found.questions if _column(table, question.column)]
    if not known:
        raise QualcodeError(
            _("no question of the map is a column of the table."),
            where=study.relative(path),
            advice=_("Its columns are: {names}.").format(names=", ".join(filter(None, table.columns))),
        )
    notes = []
    if absent := [question.column for question in found.questions if question not in known]:
        notes.append(_("Not in the table, so left out: {names}.").format(names=", ".join(absent)))
    wanted = [code for question in known for code in (*question.codes, *question.opposed_codes)]
    if unknown := [code for code in dict.fromkeys(wanted) if code not in study.codebook.by_id]:
        notes.append(_("Not in the codebook, so left out: {names}.").format(names=", ".join(unknown)))
    return known, notes


def _column(table: Table, name: str) -> str:
    """The column of that name, capitals and accents apart; empty when there is none."""
    wanted = folded(name)
    return next((column for column in table.columns if folded(column) == wanted), "") if name else ""


def _rows(study: Study, table: Table, found: QuestionnaireMap, by: str) -> _Sheet:
    named = (
        found.group if by == "type" else ""
    )  # what the map calls the column of types says nothing of other attributes
    respondent, group = _column(table, found.respondent), _column(table, named or by)
    for wanted, there in ((found.respondent, respondent), (named, group)):
        if wanted and not there:
            raise QualcodeError(
                _("the table has no column “{column}”.").format(column=wanted),
                advice=_("Its columns are: {names}.").format(names=", ".join(filter(None, table.columns))),
            )
    names = {folded(cell): name for cell, name in found.groups.items()}
    known = {folded(value): value for person in study.respondents.values() for value in values_of(person.attribute(by))}
    rows = []
    for _line, record in table.records():
        person = study.respondents.get(record.get(respondent, "")) if respondent else None
        own = values_of(person.attribute(by)) if person else ()
        cells = values_of(record.get(group, "")) if group else ()
        said = tuple(names.get(folded(cell), known.get(folded(cell), cell)) for cell in cells)
        rows.append((record, own or said or (NO_GROUP,)))
    notes = (
        []
        if group or respondent
        else [
            _("The table has no column “{by}”: answers and interviews are shown for everybody together.").format(by=by)
        ]
    )
    return _Sheet(rows=tuple(rows), notes=tuple(notes))


def _groups(sheet: _Sheet, interviews: _Interviews) -> tuple[str, ...]:
    """The groups of the interviews, then those of the questionnaire alone, then everybody; everybody alone without groups."""
    answered = dict.fromkeys(group for _row, groups in sheet.rows for group in groups)
    if set(answered) == {NO_GROUP}:
        return (ALL,)
    heard = [group for group in interviews.members if group != ALL]
    return (*dict.fromkeys((*heard, *answered)), ALL)


def _given(sheet: _Sheet, question: Question, missing: Sequence[str], groups: Iterable[str]) -> Answers:
    nothing = {"", *(folded(word) for word in missing)}
    written = {folded(answer): answer for answer in reversed(question.answers)}
    found: dict[str, list[Given]] = {group: [] for group in groups}
    column = next(name for name in sheet.rows[0][0] if folded(name) == folded(question.column))
    for record, own in sheet.rows:
        cell = record.get(column, "")
        parts = [part.strip() for part in (cell.split(question.separator) if question.separator else [cell])]
        answers = tuple(written.setdefault(folded(part), part) for part in parts if folded(part) not in nothing)
        for group in dict.fromkeys((*own, ALL)):
            if group in found:
                found[group].append(answers)
    return found


# The interviews


def _interviews(
    study: Study, questions: Sequence[Question], counted: Counted, by: str, coder: str | None
) -> _Interviews:
    book = study.codebook
    wanted = {
        code: frozenset(book.resolve(below) for below in book.under(book.resolve(code)))
        for question in questions
        for code in (*question.codes, *question.opposed_codes)
        if code in book.by_id
    }
    chapters = bank(study, [*wanted], by=by, coder=coder).chapters if wanted and counted.interviews else ()
    by_code = {chapter.code: chapter.quotes for chapter in chapters}
    members: dict[str, list[str]] = {group: [] for group in (*counted.groups, ALL)}
    carried: dict[tuple[str, str], frozenset[str]] = {}
    for interview in counted.interviews:
        for group, found in {**interview.by_group, ALL: interview.overall}.items():
            members[group].append(interview.id)
            there = {one.code for one in found}
            carried[interview.id, group] = frozenset(code for code, below in wanted.items() if below & there)
    return _Interviews(
        members={group: tuple(names) for group, names in members.items()},
        carried=carried,
        quotes={
            code: [each for chapter in by_code if chapter in below for each in by_code[chapter]]
            for code, below in wanted.items()
        },
        labels={code: book.by_id[book.resolve(code)].label_in(study.settings.language) for code in wanted},
    )


def _unheard(counted: Counted, groups: Sequence[str]) -> Iterator[str]:
    if not counted.interviews:
        yield _("No interview is coded yet: only the questionnaire is shown.")
    elif silent := [group for group in groups if group not in {*counted.groups, ALL, NO_GROUP}]:
        yield plural(
            "No coded interview of this group: {names}.",
            "No coded interview of these groups: {names}.",
            len(silent),
            names=", ".join(silent),
        )


# Side by side


def _question(
    study: Study,
    question: Question,
    sheet: _Sheet,
    interviews: _Interviews,
    missing: Sequence[str],
    groups: Sequence[str],
    *,
    threshold: float,
    most: int,
) -> JointQuestion:
    given = _given(sheet, question, missing, groups)
    tallies = {group: tally(own, options=question.answers) for group, own in given.items()}
    besides = []
    for group in groups:
        members = interviews.members.get(group, ())
        voiced = tuple(_voiced(question, interviews, group, most))
        against = _discordance(question, given[group], voiced, members, threshold=threshold, most=most)
        besides.append(
            Beside(
                group=group,
                tally=tallies[group],
                voiced=voiced,
                discordance=against if _compared(group, groups) else None,
            )
        )
    return JointQuestion(
        column=question.column,
        label=question.label_in(study.settings.language),
        options=tuple(tallies[ALL].counts),
        several=bool(question.separator),
        groups=tuple(besides),
    )


def _compared(group: str, groups: Sequence[str]) -> bool:
    """Everybody together is compared only where there are no groups: it would say each discordance twice."""
    return group != ALL or len(groups) == 1


def _voiced(question: Question, interviews: _Interviews, group: str, most: int) -> Iterator[Voiced]:
    own = interviews.members.get(group, ())
    for opposed, codes in ((False, question.codes), (True, question.opposed_codes)):
        for code in codes:
            if code not in interviews.labels:
                continue
            quotes = [
                each
                for each in interviews.quotes[code]
                if group in {ALL, each.group} and not (opposed and each.qualifiers.get("polarity") == "negated")
            ]
            said = {each.transcript for each in quotes}
            carrying = said if opposed else {name for name in own if code in interviews.carried[name, group]}
            yield Voiced(
                code=code,
                label=interviews.labels[code],
                opposed=opposed,
                interviews=tuple(name for name in own if name in carrying),
                of=len(own),
                quotes=tuple(_spread(quotes, most)),
            )


def _spread(quotes: Iterable[Quote], most: int) -> Iterator[Quote]:
    """The first quote of each interview, then the second of each, up to `most`."""
    turns: dict[str, int] = {}
    ranked = []
    for n, each in enumerate(quotes):
        turns[each.transcript] = turns.get(each.transcript, 0) + 1
        ranked.append((turns[each.transcript], n, each))
    yield from (each for _turn, _n, each in sorted(ranked, key=lambda one: one[:2])[:most])


def _discordance(
    question: Question,
    given: Sequence[Given],
    voiced: Sequence[Voiced],
    members: Sequence[str],
    *,
    threshold: float,
    most: int,
) -> Discordance | None:
    """What the rule finds in one group; None where it finds nothing."""
    wanted = {folded(answer) for answer in question.opposed_answers}
    answers = [answer for answer in dict.fromkeys(each for own in given for each in own) if folded(answer) in wanted]
    agreeing, answered = holders(given, answers), sum(map(bool, given))
    against = [one for one in voiced if one.opposed and one.interviews]
    if not against or not answered or agreeing < threshold * answered:
        return None
    carrying = {name for one in against for name in one.interviews}
    return Discordance(
        agreeing=agreeing,
        answered=answered,
        answers=tuple(answer for answer in question.opposed_answers if folded(answer) in set(map(folded, answers))),
        interviews=tuple(name for name in members if name in carrying),
        of=len(members),
        labels=tuple(one.label for one in against),
        quotes=tuple(_spread((each for one in against for each in one.quotes), most)),
    )
