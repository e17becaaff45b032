"""References, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.address import Reference, parse_reference
from qualcode.core.transcript import turn_order
from qualcode.errors import QualcodeError

transcripts = st.from_regex(r"[A-Za-zé0-9][\w-]{0,12}", fullmatch=True)
turns = st.from_regex(r"[0-9]{1,4}[a-z]{0,2}", fullmatch=True)


@given(
    transcript=transcripts,
    turn=turns,
    tail=st.one_of(
        st.just((None, None)),
        st.tuples(st.integers(0, 999), st.none()),
        st.tuples(st.none(), st.tuples(st.integers(0, 99), st.integers(1, 99)).map(lambda at: (at[0], sum(at)))),
    ),
)
def test_a_reference_reads_back(transcript: str, turn: str, tail: tuple[int | None, tuple[int, int] | None]) -> None:
    reference = Reference(transcript=transcript, turn=turn, sentence=tail[0], span=tail[1])
    assert parse_reference(str(reference)) == reference
    assert parse_reference(f"  {reference} ") == reference


@given(text=st.text(max_size=12))
def test_any_other_text_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(QualcodeError) as refused:
        parse_reference(f"{text}:")
    assert refused.value.advice


NONE = ["", "E01", "E01:", ":2", "E01:a", "E01:2.", "E01:2@3", "E01:2@3-", "E01:2@-3-4", "E01:2.1@0-3", "_E:1", "E 1:2"]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_reference(text: str) -> None:
    with pytest.raises(QualcodeError, match="is not a reference"):
        parse_reference(text)


@given(numbers=st.lists(st.integers(1, 400), min_size=1, max_size=9, unique=True))
def test_turns_sort_as_they_were_said(numbers: list[int]) -> None:
    ids = [f"{n}{letters}" for n in sorted(numbers) for letters in ("", "a", "b", "z", "aa", "ab")]
    ids_backwards = ids[::-1]
    assert sorted(ids_backwards, key=turn_order) == ids
