"""Values of every kind of file, drawn by Hypothesis with the words that formats get wrong."""

from dataclasses import replace

from hypothesis import strategies as st

from qualcode.core.address import Anchor
from qualcode.core.codebook import Code, Codebook
from qualcode.core.coding import Coding
from qualcode.core.journal import Entry, Splice
from qualcode.core.transcript import Transcript, Turn
from qualcode.formats.people import Table
from qualcode.text.normalise import normalise

WORDS = r"""
no on off yes y 1.10 007 0x1F 1e3 1_000 null Null ~ true False .nan = << 2026-03-04 12:30:45 --- ... -
# #note a: : :a &ancre *alias !tag %directive @at `tick` { } [ ] ? ?a | > >- % ' " '' "" \ \n {a:b} [rires] […]
l'été l’été a,b a;b “oui” ﬁ œuvre été 🙂 👩🏽‍⚕️ 🇫🇷 日本語
"""
PHRASES = [
    "- tiret",
    "a # b",
    "a: b",
    "key: [x]",
    "[1] Léa: non",
    "[2 00:00:01] Q: bon",
    "« où ? »",
    "a, b",
    "a b; c",
    "? a",
    "שלום עולם",
    "\u200fمرحبا\u200f",
    "10\u202f000 a\u00a0!",
    "e\u0301te\u0301",
    "a\u2028b",
    "a\nb",
    "\ttab",
    "deux  blancs ",
]
AWKWARD = [*WORDS.split(), *PHRASES]
LONG = "Un très long tour de parole, sans fin : " * 400

anything = st.one_of(st.sampled_from([*AWKWARD, LONG]), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
"""Any text that a file can hold."""
speech = st.lists(anything, min_size=1, max_size=4).map(lambda parts: normalise("\n".join(parts)))
"""Text in the one normal form of transcripts."""
line = anything.map(lambda text: " ".join(normalise(text).split()))
"""One line of it."""
speakers = line.map(lambda text: text.replace(":", "").strip()).filter(bool)
ids = st.from_regex(r"[A-Za-zé0-9][A-Za-zé0-9_-]{0,8}", fullmatch=True).filter(lambda text: text != "journal")


@st.composite
def _transcript(draw: st.DrawFn) -> Transcript:
    turn_ids = draw(st.lists(st.from_regex(r"[1-9][0-9]{0,2}[a-z]{0,2}", fullmatch=True), max_size=6, unique=True))
    times = st.one_of(st.none(), st.from_regex(r"[0-9]{1,3}:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,3})?", fullmatch=True))
    turns = (Turn(id=turn, speaker=draw(speakers), text=draw(speech), time=draw(times)) for turn in turn_ids)
    known = {"id", "date", "respondents", "interviewer", "language", "mode", "source"}
    return Transcript(
        id=draw(ids),
        turns=tuple(turns),
        date=draw(st.sampled_from(["", "2026", "2026-03", "2026-03-04", "mars", "04/03/2026"])),
        respondents=draw(st.dictionaries(speakers.filter(lambda text: len(text) < 500), line, max_size=3)),
        interviewer=tuple(draw(st.lists(speakers, max_size=2))),
        language=draw(st.sampled_from(["", "fr", "en", "no"])),
        mode=draw(line),
        source=draw(line.filter(bool)),
        attributes=draw(
            st.dictionaries(line.filter(lambda key: key not in known and 0 < len(key) < 500), line, max_size=3)
        ),
    )


@st.composite
def _anchor(draw: st.DrawFn) -> Anchor:
    start = draw(st.integers(0, 10**6))
    turn = draw(st.from_regex(r"[1-9][0-9]{0,2}[a-z]?", fullmatch=True))
    return Anchor(turn=turn, start=start, end=start + draw(st.integers(1, 9)), quote=draw(anything))


@st.composite
def _coding(draw: st.DrawFn) -> Coding:
    first, *more = draw(st.lists(st.from_type(Anchor), min_size=1, max_size=3))
    return Coding(
        id=draw(st.uuids()).hex[:10],
        turn=first.turn,
        start=first.start,
        end=first.end,
        quote=first.quote,
        continues=tuple(more),
        code=draw(ids),
        qualifiers=draw(st.dictionaries(anything, anything, max_size=2)),
        origin=draw(st.sampled_from(["manual", "import", "cues", "rejected"])),
        memo=draw(anything),
        at=draw(st.sampled_from(["", "2026-03-05T10:00:00Z"])),
        made_on=draw(st.one_of(st.none(), st.just("5f0f3777c26e2eab"))),
    )


@st.composite
def _entry(draw: st.DrawFn) -> Entry:
    entry = Entry(
        action="a1", at="2026-03-05T10:00:00Z", what=draw(anything), file=draw(anything), of=draw(st.none() | ids)
    )
    codings = st.lists(st.from_type(Coding), max_size=2).map(tuple)
    if draw(st.booleans()):
        return replace(entry, text=Splice(at=draw(st.integers(0, 99)), old=draw(anything), new=draw(anything)))
    return replace(entry, before=draw(codings), after=draw(codings))


@st.composite
def _code(draw: st.DrawFn) -> Code:
    texts = st.dictionaries(st.sampled_from(["fr", "en"]), speech, max_size=2)
    words = st.lists(speech, max_size=3).map(tuple)
    return Code(
        id=draw(ids),
        label=draw(texts),
        parent=draw(st.none() | ids),
        status=draw(st.sampled_from(["active", "retired"])),
        merged_into=draw(st.none() | ids),
        color=draw(st.sampled_from(["", "#b3541e", "red"])),
        definition=draw(texts),
        include=draw(words),
        exclude=draw(words),
        examples=draw(words),
        cues=draw(words),
        anti_cues=draw(words),
        memo=draw(speech),
    )


@st.composite
def _codebook(draw: st.DrawFn) -> Codebook:
    codes = draw(st.lists(st.from_type(Code), max_size=3, unique_by=lambda code: code.id))
    return Codebook(codes=tuple(codes), title=draw(st.dictionaries(st.sampled_from(["fr", "en"]), speech, max_size=2)))


@st.composite
def _table(draw: st.DrawFn) -> Table:
    cells = anything.map(lambda text: text.replace("\r", " "))
    separator = draw(st.sampled_from([",", ";", "\t"]))
    others = str.maketrans(dict.fromkeys({",", ";", "\t"} - {separator}, " "))  # else nobody could tell which it is
    names = cells.map(lambda text: text.translate(others).strip()).filter(lambda text: not text.startswith("\ufeff"))
    columns = draw(st.lists(names, min_size=2, max_size=4))
    rows = st.lists(cells, min_size=len(columns), max_size=len(columns)).filter(lambda row: any(map(str.strip, row)))
    return Table(
        columns=tuple(columns),
        rows=tuple(map(tuple, draw(st.lists(rows, max_size=3)))),
        separator=separator,
    )


for _type, _drawn in {
    Transcript: _transcript(),
    Anchor: _anchor(),
    Coding: _coding(),
    Entry: _entry(),
    Code: _code(),
    Codebook: _codebook(),
    Table: _table(),
}.items():
    st.register_type_strategy(_type, _drawn)
