"""What is written is read back the same, whatever the words."""

import string
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core.codebook import Codebook
from qualcode.core.coding import Coding
from qualcode.core.journal import Entry
from qualcode.core.transcript import Transcript
from qualcode.formats import codebooks, codings, journals, people, transcripts
from qualcode.formats import settings as study_settings
from qualcode.formats.people import Table
from qualcode.workflow.study.beginning import begin

BOM = b"\xef\xbb\xbf"
VALUES: list[tuple[type, Callable[[Any], bytes], Callable[[bytes], object]]] = [
    (Transcript, transcripts.dumps, lambda data: transcripts.loads(data, "E01.txt").transcript),
    (Codebook, codebooks.dumps, lambda data: without_lines(codebooks.loads(data, "codebook.yaml"))),
    (Table, people.dump_table, lambda data: replace(people.load_table(data, "table.csv"), lines=(), mark=False)),
]
any_of = pytest.mark.parametrize(("kind", "dumps", "loads"), VALUES, ids=["transcript", "codebook", "table"])


def without_lines(book: Codebook) -> Codebook:
    return replace(book, codes=tuple(replace(code, line=None) for code in book.codes))


def said(value: object) -> object:
    """The value without keys that say nothing: an empty text and no text are the same in a codebook."""
    if not isinstance(value, Codebook):
        return value
    texts = {"label", "definition"}
    lists = {"include", "exclude", "examples", "cues", "anti_cues"}
    return dict(value.title), [
        {
            **{name: getattr(code, name) for name in ("id", "parent", "status", "merged_into", "color", "memo")},
            **{name: dict(getattr(code, name)) for name in texts},
            **{name: tuple(getattr(code, name)) for name in lists},
        }
        for code in value.codes
    ]


@any_of
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_what_was_written_is_read_back(
    kind: type, dumps: Callable[[Any], bytes], loads: Callable[[bytes], object], data: st.DataObject
) -> None:
    value = data.draw(st.from_type(kind))
    assert said(loads(dumps(value))) == said(value)


@any_of
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_bytes_in_canonical_form_are_written_back(
    kind: type, dumps: Callable[[Any], bytes], loads: Callable[[bytes], object], data: st.DataObject
) -> None:
    canonical = dumps(data.draw(st.from_type(kind)))
    assert dumps(loads(canonical)) == canonical


@any_of
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_file_saved_by_windows_reads_the_same(
    kind: type, dumps: Callable[[Any], bytes], loads: Callable[[bytes], object], data: st.DataObject
) -> None:
    canonical = dumps(data.draw(st.from_type(kind)))
    assert loads(BOM + canonical.replace(b"\n", b"\r\n")) == loads(canonical)


@given(coding=st.from_type(Coding))
def test_a_coding_line_is_read_back(coding: Coding) -> None:
    line = codings.dump_coding(coding)
    assert b"\n" not in line
    file = codings.loads(b'{"transcript":"E01","fingerprint":"5f0f3777c26e2eab"}\n' + line + b"\n", "E01.jsonl")
    assert file.problems == ()
    assert file.codings == (coding,)
    assert codings.dump_coding(file.codings[0]) == line


@st.composite
def several(draw: st.DrawFn, least: int) -> list[Coding]:
    """Codings made on one of two states of a transcript."""
    made = draw(st.lists(st.from_type(Coding), min_size=least, max_size=6, unique_by=lambda coding: coding.id))
    states = st.sampled_from(["5f0f3777c26e2eab", "00000000deadbeef"])
    return [replace(coding, made_on=draw(states)) for coding in made]


@given(made=several(1))
def test_a_coding_file_rewritten_without_a_change_keeps_its_bytes(made: list[Coding]) -> None:
    whole, _lines = codings.rewrite(codings.EMPTY, transcript="E01", add=made)
    read = codings.loads(whole, "E01.jsonl")
    assert {coding.id for coding in read.codings} == {coding.id for coding in made}
    assert codings.rewrite(read, transcript="E01")[0] == whole
    assert codings.read_codings(whole) == (read.fingerprint, list(read.codings))


@given(made=several(2), data=st.data())
def test_taking_codings_out_and_putting_them_in_again_restores_the_bytes(
    made: list[Coding], data: st.DataObject
) -> None:
    whole, _lines = codings.rewrite(codings.EMPTY, transcript="E01", add=made)
    out = data.draw(
        st.lists(st.sampled_from(made), min_size=1, max_size=len(made) - 1, unique_by=lambda coding: coding.id)
    )
    less, _rest = codings.rewrite(codings.loads(whole, "p"), transcript="E01", remove={coding.id for coding in out})
    assert codings.rewrite(codings.loads(less, "p"), transcript="E01", add=out)[0] == whole


@given(entries=st.lists(st.from_type(Entry), max_size=3))
def test_a_journal_is_read_back(entries: list[Entry]) -> None:
    data = b"".join(journals.dump_entry(entry) + b"\n" for entry in entries)
    assert journals.loads(data, "journal.jsonl") == (entries, [])
    assert journals.loads(data.replace(b"\n", b"\r\n"), "journal.jsonl") == (entries, [])


@given(title=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_a_study_keeps_the_title_it_was_given(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    folder = tmp_path_factory.mktemp("begin")
    begin(folder, template="blank", title=title)
    assert study_settings.loads((folder / "qualcode.toml").read_bytes(), "qualcode.toml").title == title


@given(
    title=st.text(string.printable, max_size=20),
    base=st.integers(1, 9),
    threshold=st.floats(0, 1),
    reason=st.text(max_size=9),
)
def test_settings_written_by_hand_are_read(title: str, base: int, threshold: float, reason: str) -> None:
    def quoted(text: str) -> str:
        return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'

    if not all(char < "\ud800" or char > "\udfff" for char in reason):
        return
    text = f'title = {quoted(title)}\nlanguage = "en"\nunit = "turn"\n[saturation]\nbase = {base}\n'
    text += f"threshold = {threshold}\n[saturation.withhold]\n{quoted('x')} = {quoted(reason)}\n"
    for data in (text.encode(), BOM + text.replace("\n", "\r\n").encode()):
        read = study_settings.loads(data, "qualcode.toml")
        assert (read.title, read.language, read.unit) == (title, "en", "turn")
        assert (read.saturation.base, read.saturation.threshold) == (base, threshold)
        assert read.saturation.withhold == {"x": reason}


@pytest.mark.parametrize(
    "word", ["no", "on", "null", "Null", "~", "1.10", "1_000", "0x1F", "2026-03-04", "true", "=", "a # b"]
)
def test_words_that_yaml_takes_for_something_else_stay_words(word: str) -> None:
    transcript = Transcript(
        id="E01", turns=(), mode=word, respondents={word: word}, interviewer=(word,), attributes={word: word}
    )
    read = transcripts.loads(transcripts.dumps(transcript), "E01.txt").transcript
    assert (read.mode, read.respondents, read.interviewer, read.attributes) == (
        word,
        {word: word},
        (word,),
        {word: word},
    )


def test_a_cell_longer_than_a_csv_reader_expects_is_read() -> None:
    table = Table(columns=("id", "memo"), rows=(("R01", "x" * 200_000),))
    assert people.load_table(people.dump_table(table), "table.csv").rows == table.rows
