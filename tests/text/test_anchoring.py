"""Codings found again after a transcript was edited by hand: never silently wrong, never dropped."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.address import Anchor
from qualcode.core.coding import Coding
from qualcode.core.transcript import Transcript, Turn
from qualcode.text.anchoring import SHORT, place, place_all

PHRASES = ["oui", "non", "oui, oui", "non, non, non", "j'avais peur", "ça, le salaire", "été", "🙂", "e\u0301h", "שלום"]
LONG = ["on m'a laissé en observation", "je n'osais pas parler à l'équipe", "le contrat finissait en décembre"]


def transcript_of(*texts: str) -> Transcript:
    return Transcript(
        id="E01", turns=tuple(Turn(id=str(n), speaker="Théo", text=text) for n, text in enumerate(texts, 1))
    )


def coding_of(made_on: Transcript, *spans: tuple[str, int, int]) -> Coding:
    anchors = tuple(
        Anchor(turn=turn, start=start, end=end, quote=made_on.by_turn[turn].text[start:end])
        for turn, start, end in spans
    )
    return Coding(id="c", turn="", start=0, end=0, quote="", code="fear").at_anchors(anchors)


texts = st.lists(st.sampled_from([*PHRASES, *LONG]), min_size=1, max_size=5).map(". ".join)
transcripts = st.lists(texts, min_size=1, max_size=5).map(lambda found: transcript_of(*found))


@st.composite
def codings(draw: st.DrawFn, made_on: Transcript) -> Coding:
    turns = draw(st.lists(st.sampled_from(made_on.turns), min_size=1, max_size=3, unique_by=lambda turn: turn.id))
    spans = []
    for turn in sorted(turns, key=lambda turn: int(turn.id)):
        start = draw(st.sampled_from([at for at, char in enumerate(turn.text) if not char.isspace()]))
        spans.append((turn.id, start, draw(st.integers(start + 1, len(turn.text)))))
    return coding_of(made_on, *spans)


@st.composite
def edited(draw: st.DrawFn, before: Transcript) -> Transcript:
    """Words put in, taken out or replaced; turns put in, taken out, doubled, swapped."""
    turns = list(before.turns)
    for _n in range(draw(st.integers(1, 3))):
        if not turns:
            break
        n = draw(st.integers(0, len(turns) - 1))
        text = turns[n].text
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        match draw(st.sampled_from(["words", "words", "put in", "take out", "double", "swap texts", "swap turns"])):
            case "words":
                new = draw(st.sampled_from(["", "x", " ", *PHRASES, *LONG]))
                turns[n] = replace(turns[n], text=text[:start] + new + text[end:])
            case "put in":
                turns.insert(n, Turn(id=f"{turns[n].id}a", speaker="Théo", text=draw(texts)))
            case "take out":
                del turns[n]
            case "double":
                turns.insert(n, replace(turns[n], id=f"{turns[n].id}b"))
            case "swap texts":
                m = draw(st.integers(0, len(turns) - 1))
                turns[n], turns[m] = replace(turns[n], text=turns[m].text), replace(turns[m], text=turns[n].text)
            case _:
                m = draw(st.integers(0, len(turns) - 1))
                turns[n], turns[m] = turns[m], turns[n]
    return replace(before, turns=tuple(turns))


def times(words: str, text: str) -> int:
    """How often the words stand in a text, overlapping ones counted too: "non, non" stands twice in "non, non, non"."""
    return sum(text.startswith(words, at) for at in range(len(text)))


def assert_stands(anchor: Anchor, transcript: Transcript) -> None:
    assert transcript.by_turn[anchor.turn].text[anchor.start : anchor.end] == anchor.quote


@given(data=st.data(), before=transcripts)
def test_an_edit_never_leaves_a_coding_silently_wrong(data: st.DataObject, before: Transcript) -> None:
    made = data.draw(st.lists(codings(before), min_size=1, max_size=4))
    after = data.draw(edited(before))
    found = list(place_all(made, after, before.fingerprint))
    assert [placement.coding.id for placement in found] == [coding.id for coding in made]
    for coding, placement in zip(made, found, strict=True):
        if placement.placed:
            for anchor in placement.coding.anchors:
                assert_stands(anchor, after)
        assert [anchor.quote for anchor in placement.coding.anchors] == [anchor.quote for anchor in coding.anchors]
        if placement.state == "exact":
            assert placement.coding == coding
        if placement.state == "proposed":
            assert placement.coding == coding
            assert placement.proposal is not None
            for anchor in placement.proposal.anchors:
                assert_stands(anchor, after)
                assert anchor.quote.strip()
        if placement.state == "orphan":
            assert placement.coding == coding
            assert placement.proposal is None


@given(data=st.data(), before=transcripts)
def test_words_that_could_be_others_are_never_called_exact_or_moved(data: st.DataObject, before: Transcript) -> None:
    coding = data.draw(codings(before))
    after = data.draw(edited(before))
    placement = place(coding, after, before.fingerprint)
    if not placement.placed or after.fingerprint == before.fingerprint:
        return
    for old, new in zip(coding.anchors, placement.coding.anchors, strict=True):
        assert times(new.quote, after.by_turn[new.turn].text) == 1
        if new.turn != old.turn:
            assert sum(times(new.quote, turn.text) for turn in after.turns) == 1
            assert len(new.quote) >= SHORT


@given(data=st.data(), before=transcripts)
def test_words_that_stand_once_before_and_after_are_never_lost(data: st.DataObject, before: Transcript) -> None:
    coding = data.draw(codings(before))
    after = data.draw(edited(before))
    everywhere = [turn.text for turn in after.turns]
    if all(sum(times(anchor.quote, text) for text in everywhere) == 1 for anchor in coding.anchors):
        assert place(coding, after, before.fingerprint).state != "orphan"
        own = [after.by_turn.get(anchor.turn) for anchor in coding.anchors]
        if all(
            turn is not None and anchor.quote in turn.text for turn, anchor in zip(own, coding.anchors, strict=True)
        ):
            assert place(coding, after, before.fingerprint).placed


@given(data=st.data(), transcript=transcripts)
def test_without_an_edit_every_coding_is_exact(data: st.DataObject, transcript: Transcript) -> None:
    coding = data.draw(codings(transcript))
    assert place(coding, transcript, transcript.fingerprint).state == "exact"
    assert place(replace(coding, made_on=transcript.fingerprint), transcript, "another").state == "exact"


@pytest.mark.parametrize(
    ("before", "span", "after"),
    [
        ("Oui. Oui. Oui.", (5, 8), "Euh. Oui. Oui. Oui."),
        ("Oui. Oui. Oui.", (0, 3), "Oui. Oui."),
        ("Oui. Oui. Oui.", (0, 3), "Oui. Oui. Oui. Voilà."),
        ("Non, non, non.", (5, 13), "Non, non, non, non."),
        ("Ah non, non.", (3, 11), "Ah non, non, non."),
    ],
)
def test_a_short_word_repeated_in_an_edited_turn_is_only_proposed(
    before: str, span: tuple[int, int], after: str
) -> None:
    made_on = transcript_of(before, "Oui.")
    assert (
        place(coding_of(made_on, ("1", *span)), transcript_of(after, "Oui."), made_on.fingerprint).state == "proposed"
    )


def test_overlapping_repetitions_are_repetitions() -> None:
    made_on = transcript_of("Non, non, non.")
    coding = coding_of(made_on, ("1", 5, 13))
    assert coding.quote == "non, non"
    assert place(coding, transcript_of("non, non, non."), made_on.fingerprint).state == "proposed"


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (["J'avais peur de parler à l'équipe."], "exact"),
        (["J'avais peur de parler à l'équipe. Vraiment."], "exact"),
        (["Bon. J'avais peur de parler à l'équipe."], "moved"),
        (["J'avais peur de parler à l' équipe."], "proposed"),
        (["J'avait peur de parlé à l'équipe."], "proposed"),
        (["Bon.", "J'avais peur de parler à l'équipe."], "moved"),
        (["J'avais peur de parler à l'équipe.", "J'avais peur de parler à l'équipe."], "exact"),
        (["Bon.", "J'avais peur de parler à l'équipe.", "J'avais peur de parler à l'équipe."], "proposed"),
        (["On parlait du salaire."], "orphan"),
        ([], "orphan"),
    ],
)
def test_what_becomes_of_a_coding(after: Sequence[str], state: str) -> None:
    made_on = transcript_of("J'avais peur de parler à l'équipe.")
    coding = coding_of(made_on, ("1", 0, 33))
    assert place(coding, transcript_of(*after), made_on.fingerprint).state == state


def test_a_passage_over_turns_is_as_sure_as_its_least_sure_part() -> None:
    made_on = transcript_of("J'avais peur de parler.", "Et puis ça s'est fait.")
    coding = coding_of(made_on, ("1", 0, 22), ("2", 0, 21))

    def state(*texts: str) -> str:
        return place(coding, transcript_of(*texts), made_on.fingerprint).state

    assert state("J'avais peur de parler.", "Et puis ça s'est fait. Voilà.") == "exact"
    assert state("J'avais peur de parler.", "Bon. Et puis ça s'est fait.") == "moved"
    assert state("J'avais peur de parlé.", "Bon. Et puis ça s'est fait.") == "proposed"
    assert state("J'avais peur de parler.", "Rien.") == "orphan"


def test_a_proposal_holds_whole_words() -> None:
    made_on = transcript_of("La recute du collègue m'a fait peur.")
    placement = place(coding_of(made_on, ("1", 3, 21)), transcript_of("La rechute du collège m'a fait peur."), "other")
    assert placement.proposal is not None
    assert placement.proposal.quote == "rechute du collège"
