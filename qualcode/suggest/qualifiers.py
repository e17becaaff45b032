"""What speech hides: second-hand report, denial, and what is told of other people.

Rules over words, no model (NegEx, Chapman et al. 2001, J Biomed Inform 34:301-310, is the ancestor: a negator, its scope,
and the phrases that only look like one). A rule proposes, with the words it rests on; a person decides. Author's brackets
are no evidence, nor are the interviewer's turns: `of_passage` answers nothing there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qualcode.core.speech import blank_brackets
from qualcode.core.transcript import Transcript
from qualcode.suggest.evidence import Evidence
from qualcode.suggest.rules import Pattern, Rules

METHOD = "qualifiers-1"
"""Named in caches and records: change it with the rules."""

BEFORE = 80
"""Code points of the turn, before a passage, in which a verb of saying or an open guillemet still governs it."""

SCOPE = 7
"""Words a negator reaches over, at most: spoken French has no full stops where they are needed."""

_NEAR = 200  # code points between a report and the cue that it may report
_AFTERTHOUGHT = 60  # code points in which a disclaimer ("rien contre, mais") is taken back
_REACH = 40  # code points between a verb of saying before the passage and the passage; people told after a topic
_QUOTED_SENTENCE = 4  # words between guillemets that are a sentence, and not a term held with tongs

Span = tuple[int, int]
_LIMIT = re.compile(r"[.!?;:,\n«»\"“”()—–]")
_SENTENCE_END = re.compile(r"[.!?\n]")
_QUOTE = re.compile(r"«[^»]*»?|“[^”]*”?|\"[^\"]*\"?")
_HESITATION = re.compile(r"(?:\.\.\.|…)(?=\s*[a-zà-ÿœ«\"“])")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifierEvidence:
    """A qualifier that words speak for: `name`=`value` (voice=reported or self, polarity=negated, about=others).

    `kind` says what the words are: saying, stance (of somebody else), hearsay, quotation, own words; negation, denial,
    overcome; people, staff. `start` and `end` are code points of the passage, negative in the words before it.
    """

    name: str
    value: str
    kind: str
    words: str
    start: int
    end: int

    @property
    def detail(self) -> str:
        """The evidence as a person reads it."""
        return self.as_evidence.detail

    @property
    def as_evidence(self) -> Evidence:
        """The same, as a reason for a suggestion."""
        return Evidence(kind=self.name, words=self.words, source=self.kind)


def qualifiers(text: str, language: str, *, cue: Span | None = None, before: str = "") -> tuple[QualifierEvidence, ...]:
    """What the words of a passage say about voice and polarity, in order; nothing is the usual answer.

    `cue` is where the words stand that made a code likely: a negation counts when it reaches them, or a word of worry.
    `before` is what the same turn says just before the passage.
    """
    said = _said(text, before, cue, language)
    found = (*_voices(said), *_denials(said))
    own = () if any(one.value == "reported" for one in found) else _own(said)
    return tuple(sorted((*found, *own), key=lambda one: (one.start, one.end, one.name)))


def of_passage(
    transcript: Transcript, turn_id: str, start: int, end: int, *, language: str, cue: Span | None = None
) -> tuple[QualifierEvidence, ...]:
    """The same for code points of a turn (`cue` too counts from the turn's beginning); nothing in a question."""
    turn = transcript.by_turn[turn_id]
    if transcript.is_interviewer(turn):
        return ()
    inner = None if cue is None else (cue[0] - start, cue[1] - start)
    return qualifiers(turn.text[start:end], language, cue=inner, before=turn.text[max(0, start - BEFORE) : start])


def proposed(evidence: Iterable[QualifierEvidence]) -> dict[str, str]:
    """The qualifiers to propose: {"voice": "reported", "polarity": "negated"}, or fewer.

    >>> proposed(qualifiers("On m'a dit que j'allais craquer.", "fr"))
    {'voice': 'reported'}
    """
    return {one.name: one.value for one in evidence if one.name != "about"}


def about_others(text: str, language: str = "fr", *, cue: Span | None = None) -> tuple[QualifierEvidence, ...]:
    """Signs that the relapse, precarity or staffing told is that of patients, users or the service.

    Of people when, going back from the topic (a word of relapse or precarity, or the cue), they are met before any word
    for the speaker or a peer worker; of the service when it is short of staff.

    >>> [one.words for one in about_others("Les patients rechutent, c'est la vie.")]
    ['patients rechutent']
    """
    said = _said(text, "", cue, language)
    return (*_people(said), *_staff(said))


# What is read


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """`plain` is as long as what was said (`original`); the passage begins at `offset`."""

    original: str
    plain: str
    offset: int
    cue: Span | None
    rules: Rules

    def evidence(self, name: str, value: str, kind: str, span: Span) -> QualifierEvidence:
        words = " ".join(self.original[slice(*span)].split())
        start, end = (place - self.offset for place in span)
        return QualifierEvidence(name=name, value=value, kind=kind, words=words, start=start, end=end)

    def spans(self, pattern: Pattern, start: int = 0) -> list[Span]:
        return [found.span() for found in pattern.finditer(self.plain, start)]

    def asks(self, at: int) -> bool:
        """True when the sentence around a place is a question."""
        end = _SENTENCE_END.search(self.plain, at)
        return end is not None and end[0] == "?"


def _said(text: str, before: str, cue: Span | None, language: str) -> _Said:
    from qualcode.suggest import rules_en, rules_fr  # noqa: PLC0415 - patterns are compiled once they are needed

    lead = before[-BEFORE:]
    return _Said(
        original=lead + text,
        plain=_plain(lead) + _plain(text),
        offset=len(lead),
        cue=None if cue is None else (cue[0] + len(lead), cue[1] + len(lead)),
        rules=rules_fr.RULES if language.lower().startswith("fr") else rules_en.RULES,
    )


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    """As long as the text: small letters, straight apostrophes, brackets blanked, hesitations blanked."""
    small = text.lower()
    if len(small) != len(text):  # a few capitals have a small form of two code points
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    small = blank_brackets(small).translate({0x2019: "'", 0xA0: " ", 0x202F: " ", 0x2018: "'"})
    return _HESITATION.sub(lambda found: " " * len(found[0]), small)


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


# Voice


def _voices(said: _Said) -> Iterator[QualifierEvidence]:
    yield from _reports(said)
    yield from _quotations(said)


def _reports(said: _Said) -> Iterator[QualifierEvidence]:
    reports = list(said.rules.report.finditer(said.plain))
    false = said.spans(said.rules.no_report) if reports else []
    for found in reports:
        if not _overlaps(found.span(), false) and _governs(said, found.span()):
            yield said.evidence("voice", "reported", found.lastgroup or "saying", _trimmed(said, found.span()))


def _governs(said: _Said, span: Span) -> bool:
    """True when a report can be that of the passage: in it or just before it, and not far from the cue."""
    if span[1] <= said.offset:
        between = said.plain[span[1] : said.offset]
        return len(between) <= _REACH and not re.search(r"[.!?\n»”]", between)
    return said.cue is None or (span[0] < said.cue[1] + _NEAR and said.cue[0] - _NEAR < span[1])


def _trimmed(said: _Said, span: Span) -> Span:
    start, end = span
    return start, start + len(said.plain[start:end].rstrip(' \t\n:,«"“'))


def _quotations(said: _Said) -> Iterator[QualifierEvidence]:
    """Sentences between quotation marks that nobody, or somebody else, is said to have spoken."""
    for found in _QUOTE.finditer(said.plain):
        lead = said.plain[max(0, found.start() - BEFORE) : found.start()]
        told = lead.rstrip().endswith(":") or not lead.strip() or lead.rstrip()[-1] in ".!?»"
        if (
            found.end() > said.offset
            and told
            and len(_WORD.findall(found[0])) >= _QUOTED_SENTENCE
            and not _said_by_speaker(said, lead)
        ):
            yield said.evidence("voice", "reported", "quotation", found.span())


def _said_by_speaker(said: _Said, lead: str) -> bool:
    """True when the last verb of saying before a quotation is the speaker's own."""
    ours = [found.end() for found in said.rules.own_words.finditer(lead)]
    theirs = [found.end() for found in said.rules.report.finditer(lead)]
    return bool(ours) and max(ours) > max(theirs, default=0)


def _own(said: _Said) -> Iterator[QualifierEvidence]:
    quoted = said.spans(_QUOTE)
    for pattern in (said.rules.own_words, said.rules.own_stance):
        for span in said.spans(pattern, said.offset):
            if not _overlaps(span, quoted):
                yield said.evidence("voice", "self", "own words", span)
                return


# Polarity


def _denials(said: _Said) -> Iterator[QualifierEvidence]:
    """Negations that reach a worry or the cue, denials that need none, and worries told as over."""
    rules = said.rules
    targets = [*said.spans(rules.worry, said.offset), *([said.cue] if said.cue else [])]
    if targets:
        yield from _negations(said, targets)
        yield from _negated_after(said)
    denials = said.spans(rules.denials, said.offset)
    false = said.spans(rules.no_denials) if denials else []
    for span in denials:
        if not said.asks(span[1]) and not _overlaps(span, false):
            yield said.evidence("polarity", "negated", "denial", span)
    if targets:
        yield from (
            said.evidence("polarity", "negated", "overcome", span)
            for span in said.spans(rules.overcome, said.offset)
            if not said.asks(span[1])
        )


def _negations(said: _Said, targets: Sequence[Span]) -> Iterator[QualifierEvidence]:
    found: dict[Span, list[Span]] = {}
    for negator in _negators(said):
        scope = negator[0], _scope_end(said, negator[1])
        target = next((one for one in targets if _reaches(said, negator, scope, one)), None)
        if target is not None:
            found.setdefault(target, []).append(negator)
    for target, negators in found.items():
        if (said.rules.concord or len(negators) == 1) and not _taken_back(said, target):
            first = negators[0]
            yield said.evidence("polarity", "negated", "negation", (min(first[0], target[0]), max(first[1], target[1])))


def _negators(said: _Said) -> Iterator[Span]:
    negators = said.spans(said.rules.negators, said.offset)
    false = said.spans(said.rules.not_negators) if negators else []
    for span in negators:
        inside = said.cue is not None and said.cue[0] <= span[0] and span[1] <= said.cue[1]
        if not inside and not said.asks(span[1]) and not _overlaps(span, false):
            yield span


def _scope_end(said: _Said, start: int) -> int:
    """Where a negation ends: at a mark, at a word such as "mais", or after a few words."""
    limit = _LIMIT.search(said.plain, start)
    stop = said.rules.stops.search(said.plain, start)
    words = list(_WORD.finditer(said.plain, start, limit.start() if limit else len(said.plain)))[:SCOPE]
    return min(words[-1].end() if words else start, stop.start() if stop else len(said.plain))


def _reaches(said: _Said, negator: Span, scope: Span, target: Span) -> bool:
    """True for a target in the scope, unless the negation lies in the worry's own clause ("peur de pas tenir")."""
    if not _overlaps(target, [scope]) or target == negator:
        return False
    lead = said.plain[max(said.offset, negator[0] - _REACH) : negator[0]]
    clause = _LIMIT.split(lead)[-1]
    return target[0] < negator[1] or said.rules.worry.search(clause) is None


def _negated_after(said: _Said) -> Iterator[QualifierEvidence]:
    """Verbs of worry, or the cue, with the negation right behind them ("je m'inquiète pas", "il craque plus")."""
    verbs = [*said.spans(said.rules.worry_verb, said.offset), *([said.cue] if said.cue else [])]
    false = said.spans(said.rules.not_negators) if verbs else []
    for start, end in verbs:
        gap = end + len(said.plain[end:]) - len(said.plain[end:].lstrip(" "))
        found = said.rules.after.match(said.plain, gap)
        if found and not said.asks(found.end()) and not _overlaps(found.span(), false):
            yield said.evidence("polarity", "negated", "negation", (start, found.end()))


def _taken_back(said: _Said, target: Span) -> bool:
    """True for "rien contre, mais...": what is denied is then said."""
    if said.rules.disclaimed.search(said.plain, *target) is None:
        return False
    return said.rules.disclaimer.search(said.plain, target[1], target[1] + _AFTERTHOUGHT) is not None


# Other people


def _people(said: _Said) -> Iterator[QualifierEvidence]:
    topics = [said.cue] if said.cue else said.spans(said.rules.topic)
    if not topics:
        return
    people, own = said.spans(said.rules.people), said.spans(said.rules.own)
    for topic in topics:
        whose = _nearest(said, topic, people)
        if whose and not _own_between(topic, whose, own) and not _overlaps(whose, [topic]):
            yield said.evidence("about", "others", "people", (min(topic[0], whose[0]), max(topic[1], whose[1])))


def _nearest(said: _Said, topic: Span, people: Sequence[Span]) -> Span | None:
    """The last people named before a topic in its sentence, else the first named just after it."""
    starts = [found.end() for found in _SENTENCE_END.finditer(said.plain, 0, topic[0])]
    ends = _SENTENCE_END.search(said.plain, topic[1])
    last = min(ends.start() if ends else len(said.plain), topic[1] + _REACH)
    before = [span for span in people if max(starts, default=0) <= span[0] and span[1] <= topic[0]]
    after = [span for span in people if topic[1] <= span[0] < last]
    return before[-1] if before else after[0] if after else None


def _own_between(topic: Span, whose: Span, own: Sequence[Span]) -> bool:
    """True when the speaker stands between the people and the topic, or just before a topic that people follow."""
    first = whose[1] if whose[1] <= topic[0] else topic[0] - _REACH // 2
    return any(first <= span[0] < topic[0] for span in own)


def _staff(said: _Said) -> Iterator[QualifierEvidence]:
    short = said.spans(said.rules.staff)
    own = said.spans(said.rules.own) if short else []
    for span in short:
        if not any(span[0] - _REACH // 4 <= mine[0] < span[0] for mine in own):
            yield said.evidence("about", "others", "staff", span)
