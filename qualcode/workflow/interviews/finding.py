"""Search the words of all transcripts, with context."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from qualcode.core.address import Reference
from qualcode.core.coding import Coding
from qualcode.core.language import _
from qualcode.core.speech import BRACKETS
from qualcode.core.transcript import Transcript, Turn
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.cluster import Over, one_by_one
from qualcode.workflow.study.groups import groups_of_speakers
from qualcode.workflow.study.naming import find_code
from qualcode.workflow.study.standing import counted_coders


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place where the pattern stands: the words, and those around them in the turn."""

    reference: Reference
    speaker: str
    words: str
    before: str
    after: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched for, and where."""

    search: re.Pattern[str]
    codes: frozenset[str] | None
    kind: str | None
    questions: bool
    context: int


def find(
    study: Study,
    pattern: str,
    *,
    transcripts: Sequence[str] = (),
    code: str | None = None,
    kind: str | None = None,
    questions: bool = False,
    regex: bool = False,
    context: int = 60,
    over: Over = one_by_one,
) -> Iterator[Found]:
    """Every place in the respondents' speech, capitals and accents alike; author's brackets are not searched.

    `pattern` is words (`*` stands for any letters), or a regular expression with `regex`. `code` keeps what lies in a
    passage with that code (or one below it), `kind` what a respondent of that type says. `questions` searches the
    interviewer's turns too. Raises QualcodeError for an expression that can't be read.
    """
    wanted = study.codebook.under(study.codebook.resolve(find_code(study, code).id)) if code else None
    query = Query(
        search=_compiled(pattern, regex=regex),
        codes=None if wanted is None else frozenset(wanted),
        kind=kind,
        questions=questions,
        context=context,
    )
    for found in over(study, partial(find_in, query=query), transcripts or study.transcript_ids):
        yield from found


def find_in(study: Study, transcript_id: str, *, query: Query) -> Iterator[Found]:
    """Every such place in one transcript."""
    transcript = study.transcript(transcript_id)
    groups = groups_of_speakers(study, transcript, "type") if query.kind else {}
    coded: list[Coding] | None = None
    for turn in transcript.turns:
        if (not query.questions and transcript.is_interviewer(turn)) or (
            query.kind and query.kind not in groups.get(turn.speaker, ())
        ):
            continue
        for start, end in _places(query.search, turn):
            coded = _placed(study, transcript) if coded is None else coded
            codes = _codes_at(coded, turn.id, start, end)
            if query.codes is None or query.codes.intersection(codes):
                yield _found(transcript, turn, start, end, query.context, codes)


def _compiled(pattern: str, *, regex: bool) -> re.Pattern[str]:
    text = plain(unicodedata.normalize("NFC", pattern))
    if not text.strip():
        raise QualcodeError(_("there is nothing to search for."), advice=_("Give a word: qualcode find rechute."))
    if not regex:
        text = r"\b" + re.escape(text).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") + r"\b"
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise QualcodeError(
            _("this expression can't be read ({problem}).").format(problem=error),
            advice=_("Leave --regex out to search for the words as they are."),
        ) from None


def plain(text: str) -> str:
    """Without accents, with straight apostrophes; as long as the text was, so that offsets hold."""
    return text if text.isascii() else "".join(map(_plain_character, text))


@lru_cache(maxsize=4096)
def _plain_character(char: str) -> str:
    if char in "’‘":
        return "'"
    return unicodedata.normalize("NFD", char)[0]


def _places(search: re.Pattern[str], turn: Turn) -> Iterator[tuple[int, int]]:
    text = BRACKETS.sub(lambda found: "\0" * len(found[0]), turn.text)
    for match in search.finditer(plain(text)):
        if match.end() > match.start():
            yield match.span()


def _placed(study: Study, transcript: Transcript) -> list[Coding]:
    """Everybody's codings that stand in the transcript, with codes as they count today."""
    return [
        replace(coding, code=study.codebook.resolve(coding.code))
        for coder in counted_coders(study)
        for coding in study.placed(coder, transcript)[0]
    ]


def _codes_at(coded: Iterable[Coding], turn: str, start: int, end: int) -> tuple[str, ...]:
    codes = {
        coding.code
        for coding in coded
        for anchor in coding.anchors
        if anchor.turn == turn and anchor.start < end and start < anchor.end
    }
    return tuple(sorted(codes))


def _found(transcript: Transcript, turn: Turn, start: int, end: int, context: int, codes: tuple[str, ...]) -> Found:
    return Found(
        reference=Reference(transcript=transcript.id, turn=turn.id, span=(start, end)),
        speaker=turn.speaker,
        words=turn.text[start:end],
        before=before(turn.text, start, context),
        after=after(turn.text, end, context),
        codes=codes,
    )


def before(text: str, at: int, length: int) -> str:
    """Up to `length` characters before a place, cut at a word, with … where the turn goes on."""
    if at <= length:
        return text[:at]
    piece = text[at - length : at]
    return "…" + piece[piece.find(" ") + 1 :]


def after(text: str, at: int, length: int) -> str:
    """Up to `length` characters after a place, cut at a word, with … where the turn goes on."""
    if len(text) - at <= length:
        return text[at:]
    piece = text[at : at + length]
    cut = piece.rfind(" ")
    return piece[: cut if cut > 0 else length] + "…"
