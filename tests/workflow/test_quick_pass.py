"""The quick pass finds what spaCy's sentencizer and matcher find on the whole text."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from spacy.matcher import Matcher

from qualcode.core.codebook import Code, Codebook
from qualcode.core.speech import blank_brackets
from qualcode.store.study import Study
from qualcode.suggest import cues
from qualcode.suggest.cue_language import pattern_of
from qualcode.text import sentences
from qualcode.text.pipeline import factored, tokenizer

Found = tuple[int, int, str, str]
PIECES = ["Oui.", "Non ?", "M. Dupont", "[rires]", "«\u00a0Ah bon ?\u00a0»", "…", "etc.", "(il rit.)", "3,5 %", "\n"]
PIECES += ["\u00a0!", ":)", "8 )", "J.-C.", "a.b", "est-ce", "  ", "l’équipe"]


def plainly_split(text: str) -> list[tuple[int, int]]:
    return [(sent.start_char, sent.end_char) for sent in tokenizer("fr")(text).sents]


def plainly_found(texts: Sequence[str], codebook: Codebook) -> list[set[Found]]:
    """Every cue and anti-cue in one matcher, over the whole of each text."""
    rules = cues._cues(codebook)
    table = cues._compiled(rules, "fr")
    matcher = Matcher(tokenizer("fr").vocab)
    for number, (_code, cue, _against) in enumerate(rules):
        matcher.add(str(number), [pattern_of(cue, "fr")], greedy="LONGEST")
    return [set(_plain_hits(text, matcher, rules, table)) for text in texts]


def _plain_hits(text: str, matcher: Matcher, rules: Sequence[tuple[str, str, bool]], table: Any) -> list[Found]:
    doc = tokenizer("fr").make_doc(blank_brackets(text))
    cues._lemmatise(doc, table)
    found = ((rules[int(doc.vocab.strings[key])], doc[first:last]) for key, first, last in matcher(doc))
    return [(span.start_char, span.end_char, code, cue) for (code, cue, _against), span in found]


@pytest.fixture
def texts(example: Study) -> list[str]:
    """The example study's turns, and its words and cues shuffled together."""
    said = [turn.text for name in example.transcript_ids for turn in example.transcript(name).turns]
    random = Random(7)  # noqa: S311 - the same words each time
    words = [word for text in said for word in text.split()] + PIECES * 20
    words += [cue.strip("=*").replace("...", "un") for code in example.codebook.codes for cue in code.cues] * 10
    return said + [" ".join(random.choices(words, k=random.randrange(40))) for _n in range(300)]


def test_sentences_begin_where_spacy_begins_them(texts: list[str]) -> None:
    for text in texts:
        expected = [text[start:end].strip() for start, end in plainly_split(text)]
        assert [text[start:end].strip() for start, end in sentences._sentencized(text, "fr")] == expected


def test_cues_are_found_where_one_matcher_over_the_whole_text_finds_them(example: Study, texts: list[str]) -> None:
    table = cues._compiled(cues._cues(example.codebook), "fr")
    expected = plainly_found(texts, example.codebook)
    assert sum(map(len, expected)) > 500
    for quick, found in zip(cues._hits(texts, table), expected, strict=True):
        assert {(hit.start, hit.end, rule.code, rule.cue) for rule, hit in quick} == found


def test_a_cue_does_not_run_from_one_answer_into_the_next() -> None:
    book = Codebook(codes=(Code(id="replaced", cues=("prendre ma place", "prendre ... place")),))
    texts = ["Elle prend ma", "", "place. Oui.", "Il prenait ma place."]
    found = cues.find_hits(texts, [[(0, len(text))] for text in texts], book, "fr")
    assert [[hit.words for hit in hits] for hits in found] == [[], [], [], ["prenait ma place"] * 2]


def test_words_with_hyphens_are_cut_as_spacy_cuts_them() -> None:
    from spacy.lang.fr import tokenizer_exceptions as spacys  # noqa: PLC0415

    whole = ["socio-économique", "arc-en-ciel", "burn-out", "grand'mère", "prud’homal", "demi-heure", "saut-de-ski"]
    cut = ["moi-même", "pair-aidant", "dit-elle", "l'équipe", "peut-être", "rechute"]
    assert all(map(spacys.TOKEN_MATCH, whole))
    assert not any(map(spacys.TOKEN_MATCH, cut))
    assert factored("nothing known") == "nothing known"
