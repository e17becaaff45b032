"""Undo and redo, across sessions: every step below opens the study anew."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code
from qualcode.core.coding import Coding
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook, importing, tagging, undoing
from qualcode.workflow.interviews.transcripts import apply_edit
from qualcode.workflow.suggestions import suggesting

TALK = [
    ("Q", "Comment ça s'est passé ?"),
    ("Théo", "J'avais peur. Le salaire, c'est pas ça. Oui. Oui. Oui."),
    ("Théo", "On m'a mis à l'accueil 🙂. Je n'osais pas parler.\nEt puis ça s'est fait."),
]
REFERENCES = ["E01:2", "E01:2@0-12"]
REFERENCES += ["E01:2@14-38", "E01:2@40-43", "E01:3@0-23", "E01:3@25-47", "E02:1@0-9", "E02:1"]
TALKS = {"E01": TALK, "E02": [("Léa", "La rechute, on n'en parle pas.")]}
CODES = ["fear", "pay", "place", "other"]
GRID = [Code(id="fear", label={"fr": "peur"}, cues=("peur", "oser", "mettre")), *CODES[1:]]


def bytes_of(study: Study) -> dict[str, bytes]:
    """Every coding file, transcript and codebook, as they lie on disk; not the journals."""
    kept = [
        *study.root.glob("transcripts/codings/*/*.jsonl"),
        *study.root.glob("codebooks/*"),
        *study.root.glob("transcripts/*.txt"),
    ]
    return {study.relative(path): path.read_bytes() for path in kept if path.name != "journal.jsonl"}


# What a coder may do; `n` chooses among what there is. Each answers whether it can have changed a file.


def add(study: Study, coder: str, n: int) -> None:
    quote = None if n % 3 else "e"
    reference = parse_reference(REFERENCES[n % len(REFERENCES)])
    if quote is not None:
        reference = parse_reference("E01:2@0-3")
    tagging.add(study, [reference], CODES[n % 4], coder=coder, memo="« peut-être »" if n % 2 else "")


def add_over_turns(study: Study, coder: str, n: int) -> None:
    references = [parse_reference("E01:2@44-53"), parse_reference("E01:3@0-23")]
    tagging.add(study, references, CODES[n % 4], coder=coder, qualifiers={"voice": "self"})


def own(study: Study, coder: str) -> list[Coding]:
    return [tagged.coding for tagged in tagging.listed(study, coder=coder)]


def remove(study: Study, coder: str, n: int) -> None:
    if mine := own(study, coder):
        tagging.remove(study, mine[n % len(mine)].id, coder=coder)


def change(study: Study, coder: str, n: int) -> None:
    if mine := own(study, coder):
        tagging.change(study, mine[n % len(mine)].id, coder=coder, code_name=CODES[n % 4], memo=f"note {n}")


def bring_table(study: Study, coder: str, n: int) -> None:
    rows = ["transcript,code,turn,start,end", f"E01,fear,2,{n % 9},{n % 9 + 4}", f"E02,pay,1,0,{n % 9 + 2}"]
    importing.import_table(study, "\n".join(rows).encode(), "table.csv", coder=coder)


def accept(study: Study, coder: str, n: int) -> None:
    suggesting.accept(study, parse_reference(REFERENCES[n % len(REFERENCES)]), "fear", coder=coder)


def reject(study: Study, coder: str, n: int) -> None:
    suggesting.reject(study, parse_reference(REFERENCES[n % len(REFERENCES)]), "pay", coder=coder)


def add_code(study: Study, coder: str, n: int) -> None:
    codebook.add(study, Code(id=f"code_{n}", label={"fr": f"no: {n} « é »"}, parent="fear"), coder=coder)


def rename(study: Study, coder: str, n: int) -> None:
    codebook.rename(study, CODES[n % 4], f"étiquette {n} # 1", coder=coder)


def move(study: Study, coder: str, n: int) -> None:
    codebook.move(study, CODES[n % 4], CODES[n // 4 % 4] if n % 5 else None, coder=coder)


def split(study: Study, coder: str, n: int) -> None:
    mine = [coding for coding in own(study, coder) if coding.code == "fear"]
    if mine:
        codebook.split(study, "fear", "place", [coding.id for coding in mine[: n % 3 + 1]], coder=coder)


def edit_transcript(study: Study, coder: str, n: int) -> None:
    path = study.transcript_path("E01")
    words = path.read_text(encoding="utf-8").split(" ")
    at = 8 + n % (len(words) - 8)
    words[at : at + n % 3] = ["euh,"] * (n % 2)
    apply_edit(study, "E01", " ".join(words), coder=coder)


CODING_ACTIONS = [add, add_over_turns, remove, change, bring_table, accept, reject, split]
TEXT_ACTIONS = [add_code, rename, move, edit_transcript]
Step = tuple[Callable[[Study, str, int], None], int]


def steps(kinds: Sequence[Callable[[Study, str, int], None]]) -> st.SearchStrategy[list[Step]]:
    return st.lists(st.tuples(st.sampled_from(kinds), st.integers(0, 60)), min_size=1, max_size=8)


def act(root: Path, coder: str, step: Step) -> bool:
    """Do one thing in a session of its own; True when the coder's journal holds it."""
    before = actions_of(root, coder)
    try:
        step[0](Study(root), coder, step[1])
    except QualcodeError:  # a circle of parents, a code that is there already: refused, nothing done
        assert actions_of(root, coder) == before
    return len(actions_of(root, coder)) > len(before)


def actions_of(root: Path, coder: str) -> list[str]:
    return list(dict.fromkeys(entry.action for entry in Study(root).journal(coder)[0]))


@settings(max_examples=30, deadline=None)
@given(steps=steps([*CODING_ACTIONS, *TEXT_ACTIONS]))
def test_undoing_everything_restores_the_bytes_of_every_step(study_of: Callable[..., Study], steps: list[Step]) -> None:
    study = study_of(TALKS, codes=GRID)
    states = [bytes_of(study)]
    for step in steps:
        if act(study.root, "ana", step):
            states.append(bytes_of(study))
        else:
            assert bytes_of(study) == states[-1]
    for state in reversed(states[:-1]):
        undoing.undo(Study(study.root), "ana")
        assert bytes_of(study) == state
    with pytest.raises(QualcodeError, match="nothing to undo"):
        undoing.undo(Study(study.root), "ana")
    for state in states[1:]:
        undoing.redo(Study(study.root), "ana")
        assert bytes_of(study) == state


@settings(max_examples=15, deadline=None)
@given(ours=steps(CODING_ACTIONS), theirs=steps(CODING_ACTIONS))
def test_one_coder_undoes_nothing_of_the_other(
    study_of: Callable[..., Study], ours: list[Step], theirs: list[Step]
) -> None:
    study = study_of(TALKS, codes=GRID)
    empty = bytes_of(study)
    done = 0
    for n in range(max(len(ours), len(theirs))):
        done += n < len(ours) and act(study.root, "ana", ours[n])
        if n < len(theirs):
            act(study.root, "ben", theirs[n])
    of_ben = {name: data for name, data in bytes_of(study).items() if "/ben/" in name}
    for _n in range(done):
        undoing.undo(Study(study.root), "ana")
    assert bytes_of(study) == {**empty, **of_ben}


@settings(max_examples=15, deadline=None)
@given(first=steps(CODING_ACTIONS), undone=st.integers(1, 4), last=st.integers(0, 60))
def test_a_new_action_after_an_undo_forgets_what_could_be_redone(
    study_of: Callable[..., Study], first: list[Step], undone: int, last: int
) -> None:
    study = study_of(TALKS, codes=GRID)
    done = sum(act(study.root, "ana", step) for step in first)
    for _n in range(min(undone, done)):
        undoing.undo(Study(study.root), "ana")
    if act(study.root, "ana", (reject, last)):
        with pytest.raises(QualcodeError, match="nothing to redo"):
            undoing.redo(Study(study.root), "ana")


def test_undo_takes_the_file_of_a_first_coding_away_again(study_of: Callable[..., Study]) -> None:
    study = study_of(TALKS)
    add(study, "ana", 1)
    undoing.undo(Study(study.root), "ana")
    assert not study.coding_path("ana", "E01").exists()
    assert Study(study.root).coders == ("ana",)  # who has a journal


def test_a_table_for_two_coders_is_taken_back_by_each(study_of: Callable[..., Study]) -> None:
    study = study_of(TALKS)
    empty = bytes_of(study)
    table = b"transcript,code,turn,start,end,coder\nE01,fear,2,0,4,ana\nE01,pay,2,0,4,ben\nE02,pay,1,0,2,ben\n"
    importing.import_table(study, table, "table.csv", coder="ana")
    assert len(list(tagging.listed(Study(study.root), coder="ben"))) == 2
    undoing.undo(Study(study.root), "ben")
    assert [tagged.coder for tagged in tagging.listed(Study(study.root))] == ["ana"]
    undoing.undo(Study(study.root), "ana")
    assert bytes_of(study) == empty


def test_the_log_keeps_what_was_undone(study_of: Callable[..., Study]) -> None:
    study = study_of(TALKS, tags=[("ana", "E01:2", "fear"), ("ana", "E01:3", "pay")])
    undoing.undo(study, "ana")
    undoing.redo(study, "ana")
    assert [entry.what for entry in Study(study.root).journal("ana")[0]] == ["add", "add", "undo", "redo"]
