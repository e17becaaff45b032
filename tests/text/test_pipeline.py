"""What is told of a chunk without spaCy is what spaCy tells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.store.study import Study
from qualcode.text.pipeline import tokenizer, word_and_mark


def _agrees(chunk: str, language: str) -> bool:
    told = word_and_mark(chunk, language)
    return told is None or told == tuple(token.text for token in tokenizer(language).tokenizer(chunk))


@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_plain_chunks_are_split_as_spacy_splits_them(example: Study, language: str) -> None:
    said = [turn.text for name in example.transcript_ids for turn in example.transcript(name).turns]
    chunks = {chunk for text in said for chunk in (*text.split(), *text.upper().split(), *text.title().split())}
    assert [chunk for chunk in chunks if not _agrees(chunk, language)] == []
    assert sum(word_and_mark(chunk, language) is not None for chunk in chunks) > len(chunks) / 2


@settings(max_examples=300, deadline=None)
@given(
    word=st.text(alphabet=st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=6), mark=st.sampled_from(",. ")
)
def test_so_are_words_of_any_letters(word: str, mark: str) -> None:
    assert _agrees((word + mark).strip(), "fr")


@pytest.mark.parametrize("chunk", ["etc.", "M.", "S.D.F.", "l'avis", "cannot", "cannot,", "10.", "km²", "", "."])
def test_what_spacy_lists_or_may_cut_is_left_to_it(chunk: str) -> None:
    assert _agrees(chunk, "fr")
    assert _agrees(chunk, "en")
