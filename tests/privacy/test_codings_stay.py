"""Whatever is replaced and wherever codings lie, each covers after it the words that it covered before."""

import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.core.address import Anchor
from qualcode.core.coding import Coding
from qualcode.core.transcript import Transcript
from qualcode.store import keys
from qualcode.store.actions import Change, record
from qualcode.store.study import REJECTED, Study
from qualcode.workflow.privacy.identifying import Subject, look
from qualcode.workflow.privacy.pseudonymising import carry_out
from qualcode.workflow.privacy.substituting import Decision, decide

NAMES = ("Théo", "Teo", "Lambert", "Théo Lambert", "THÉO", "Madame Lambert", "Quimperlé", "Carole C.", "Mme G")
WORDS = (
    "alors",
    "on",
    "attend",
    "hier",
    "avec",
    "puis",
    "et",
    "c'était",
    "théorème",
    "fini,",
    "bien.",
    "« oui »",
    "J'ai vu",
)
TOKEN = re.compile(r"\[[^\]]*\]|\b\w\.|\w+|[^\w\s]")

# Commas between them: words that become one general term move as one.
texts = st.lists(st.sampled_from((*NAMES, *NAMES, *WORDS)), min_size=1, max_size=10).map(", ".join)
talks = st.lists(texts, min_size=1, max_size=4)
ends = st.tuples(st.floats(0, 1), st.floats(0, 1))
choices = st.sampled_from(("everywhere", "everywhere", "here", "never", "later"))


def passage(talk: list[str], first: int, last: int, where: tuple[float, float]) -> tuple[Anchor, ...] | None:
    """Code points of one turn, or from somewhere in a turn to somewhere in a later one."""
    found = []
    for n in range(first, last + 1):
        text = talk[n]
        start = int(where[0] * len(text)) if n == first else 0
        end = int(where[1] * len(text)) if n == last else len(text)
        if first == last and start > end:
            start, end = end, start
        if not text[start:end].strip():
            return None
        found.append(Anchor(turn=str(n + 1), start=start, end=end, quote=text[start:end]))
    return tuple(found)


def covered(text: str, anchor: Anchor) -> list[tuple[int, str]]:
    """The words of a turn that an anchor touches, by their number, with what it has of them."""
    return [
        (n, text[max(word.start(), anchor.start) : min(word.end(), anchor.end)])
        for n, word in enumerate(TOKEN.finditer(text))
        if word.start() < anchor.end and anchor.start < word.end()
    ]


def same_words(old: Transcript, new: Transcript, before: Coding, after: Coding) -> None:
    """The same words of the same turns; those that stayed are covered letter by letter as they were."""
    assert [anchor.turn for anchor in before.anchors] == [anchor.turn for anchor in after.anchors]
    for was, now in zip(before.anchors, after.anchors, strict=True):
        was_text, now_text = old.by_turn[was.turn].text, new.by_turn[now.turn].text
        assert now_text[now.start : now.end] == now.quote
        was_words, now_words = TOKEN.findall(was_text), TOKEN.findall(now_text)
        assert len(was_words) == len(now_words), (was_text, now_text)
        there, here = covered(was_text, was), covered(now_text, now)
        assert [n for n, _part in there] == [n for n, _part in here], (was_text, was, now_text, now)
        for (n, part), (_n, got) in zip(there, here, strict=True):
            if was_words[n] == now_words[n]:
                assert got == part
            elif part == was_words[n]:
                assert got == now_words[n]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    talk=talks,
    marks=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), ends, st.booleans()), min_size=1, max_size=8),
    decided=st.lists(choices, min_size=12, max_size=12),
)
def test_every_coding_and_rejection_covers_the_same_words(
    study_of: Callable[..., Study],
    talk: list[str],
    marks: list[tuple[int, int, tuple[float, float], bool]],
    decided: list[str],
) -> None:
    study = study_of([("R01", text) for text in talk])
    old = study.transcript("E01")
    before: dict[str, Coding] = {}
    for n, (one, other, where, rejected) in enumerate(marks):
        first, last = sorted((min(one, len(talk) - 1), min(other, len(talk) - 1)))
        anchors = passage([turn.text for turn in old.turns], first, last, where)
        if anchors is not None:
            head, *more = anchors
            coding = Coding(
                id=f"c{n}", turn=head.turn, start=head.start, end=head.end, quote=head.quote, code="fear",
                continues=tuple(more), made_on=old.fingerprint,
            )  # fmt: skip
            name = "E01" + (REJECTED if rejected else "")
            record(study, "ana", "reject" if rejected else "add", {name: Change(after=(coding,))})
            before[coding.id] = coding
    opened = keys.make_key("quatre mots sans rapport")
    looked = look(study, Subject(transcript=old), opened.key)
    key = opened.key
    for n, proposal in enumerate(looked.proposals):
        action = decided[n % len(decided)]
        every = tuple(range(len(proposal.occurrences)))
        if action == "everywhere" or (action == "here" and proposal.in_place):
            key = decide(looked, key, proposal, Decision(action="everywhere", places=every))
        elif action == "here":
            key = decide(looked, key, proposal, Decision(action="here", places=every[::2]))
        elif action == "never":
            key = decide(looked, key, proposal, Decision(action="never"))
    carry_out(study, looked, replace(opened, key=key))
    now = Study(study.root)
    new = now.transcript("E01")
    after = {place.coding.id: place for ending in ("", REJECTED) for place in now.placements("ana", new, ending)}
    assert set(after) == set(before)
    for which, coding in before.items():
        assert after[which].state == "exact"
        same_words(old, new, coding, after[which].coding)
