"""Edits of the example's codebook: the intended lines change, every comment and every other line stays."""

from collections.abc import Callable
from difflib import ndiff

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core.codebook import Code
from qualcode.errors import QualcodeError, Unknown
from qualcode.formats import codebooks
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook, tagging
from qualcode.workflow.study.naming import find_code

Make = Callable[..., Study]


def difference(study: Study, act: Callable[[Study], object]) -> tuple[list[str], list[str]]:
    """The lines that an action took out of the codebook, and those it put in."""
    before = study.codebook_path.read_text(encoding="utf-8").splitlines()
    act(Study(study.root))
    after = study.codebook_path.read_text(encoding="utf-8").splitlines()
    lines = list(ndiff(before, after))
    return [line[2:] for line in lines if line.startswith("- ")], [line[2:] for line in lines if line.startswith("+ ")]


Case = tuple[Callable[[Study], object], list[str], list[str]]
CASES: dict[str, Case] = {
    "rename": (
        lambda study: codebook.rename(study, "reluctance", "les réticences : un début", coder="ana"),
        ["    label: {fr: réticence, en: reluctance}"],
        ["    label: {fr: 'les réticences : un début', en: reluctance}"],
    ),
    "move": (
        lambda study: codebook.move(study, "blurred_roles", "relapse_fear", coder="ana"),
        ["    parent: reluctance"],
        ["    parent: relapse_fear"],
    ),
    "move to the top": (
        lambda study: codebook.move(study, "blurred_roles", None, coder="ana"),
        ["    parent: reluctance"],
        [],
    ),
    "move under another": (
        lambda study: codebook.move(study, "relapse_fear", "reluctance", coder="ana"),
        [],
        ["    parent: reluctance"],
    ),
    "merge": (
        lambda study: codebook.merge(study, "being_replaced", "reluctance", coder="ana"),
        [],
        ["    merged_into: reluctance"],
    ),
    "unmerge": (
        lambda study: codebook.edit(study, "doubts", {"merged_into": ""}, coder="ana"),
        ["    merged_into: reluctance"],
        [],
    ),
    "retire": (
        lambda study: codebook.retire(study, "being_replaced", coder="ana"),
        [],
        ["    status: retired"],
    ),
    "colour": (
        lambda study: codebook.edit(study, "reluctance", {"color": "#000000"}, coder="ana"),
        ['    color: "#b3541e"'],
        ['    color: "#000000"'],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_edit_changes_the_lines_it_must_and_no_other(example: Study, name: str) -> None:
    act, gone, new = CASES[name]
    assert difference(example, act) == (gone, new)


def test_a_code_is_added_at_the_end(example: Study) -> None:
    code = Code(id="épuisement", label={"fr": "l'épuisement"}, parent="reluctance", cues=("crever*", "n'en ... plus"))
    gone, new = difference(example, lambda study: codebook.add(study, code, coder="ana"))
    assert gone == []
    assert [line.strip() for line in new if line.strip()] == [
        "- id: épuisement",
        "label:",
        "fr: l'épuisement",
        "parent: reluctance",
        "cues:",
        "- crever*",
        "- n'en ... plus",
    ]
    assert example.codebook_path.read_text(encoding="utf-8").rstrip().endswith("- n'en ... plus")
    assert Study(example.root).codebook.codes[-1].parent == "reluctance"


def test_lists_grow_in_their_own_line(example: Study) -> None:
    book = example.codebook.by_id["blurred_roles"]
    values = {"cues": [*book.cues, "sans mission"], "examples": [*book.examples, "« Toi, tu fais quoi ? »"]}
    gone, new = difference(example, lambda study: codebook.edit(study, "blurred_roles", values, coder="ana"))
    assert len(gone) <= 1
    assert all("sans mission" in line or "tu fais quoi" in line for line in new)
    assert find_code(Study(example.root), "blurred_roles").cues[-1] == "sans mission"


def test_a_definition_changes_alone(example: Study) -> None:
    gone, new = difference(
        example, lambda study: codebook.edit(study, "blurred_roles", {"definition": "Flou."}, coder="ana")
    )
    assert gone == ["      fr: Personne ne sait au juste ce que le pair aidant doit faire, ni où s'arrête sa tâche."]
    assert new == ["      fr: Flou."]


def test_every_comment_outlives_a_day_of_edits(example: Study) -> None:
    def comments() -> list[str]:
        lines = example.codebook_path.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.lstrip().startswith("#")]

    before, order = comments(), [code.id for code in example.codebook.codes]
    assert before
    for act, _gone, _new in CASES.values():
        act(Study(example.root))
    for code in order:
        codebook.edit(Study(example.root), code, {"memo": "relu : no, on, ~ # 1"}, coder="ana")
    assert comments() == before
    assert [code.id for code in Study(example.root).codebook.codes] == order
    assert {code.memo for code in Study(example.root).codebook.codes} == {"relu : no, on, ~ # 1"}


HAND_WRITTEN = """\
# À moi.
title: Ma grille   # provisoire

codes:
- id: peur
  label:    la peur   # au sens large
  cues: [peur,   crain*]

- id: paie
  label: "la paie"
  definition: >
    Ce qui est payé,
    ou pas.

  memo: |
    une ligne

    une autre
# fin
"""


@pytest.mark.parametrize("indent", ["", "    "])
def test_a_codebook_laid_out_by_hand_keeps_its_layout(study_of: Make, indent: str) -> None:
    study = study_of([("Théo", "Bon.")])
    head, codes = HAND_WRITTEN.split("codes:\n")
    laid_out = "".join(indent + line if line.strip() else line for line in codes.splitlines(keepends=True))
    study.codebook_path.write_text(f"{head}codes:\n{laid_out}", encoding="utf-8")
    gone, new = difference(study, lambda study: codebook.retire(study, "paie", coder="ana"))
    assert gone == []
    assert [line.strip() for line in new] == ["status: retired"]


@pytest.mark.parametrize("code_id", ["true", "010", "1_000", "1e3", "0x1F", "no", "on", "2026", "12_30", "null_", "é"])
def test_an_id_that_yaml_takes_for_something_else_can_be_edited(study_of: Make, code_id: str) -> None:
    study = study_of([("Théo", "Bon.")])
    study.codebook_path.write_text(
        f"codes:\n  - id: {code_id}\n  - id: other\n    parent: {code_id}\n", encoding="utf-8"
    )
    codebook.rename(Study(study.root), code_id, "neuf", coder="ana")
    codebook.move(Study(study.root), "other", None, coder="ana")
    codebook.merge(Study(study.root), "other", code_id, coder="ana")
    found = Study(study.root).codebook
    assert found.by_id[code_id].label == {"fr": "neuf"}
    assert found.resolve("other") == code_id


@settings(max_examples=25, deadline=None)
@given(label=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_any_label_typed_at_the_command_line_leaves_a_codebook_that_reads(study_of: Make, label: str) -> None:
    study = study_of([("Théo", "Bon.")])
    codebook.add(study, Code(id="new", label={"fr": label}, memo=label, cues=(label,)), coder="ana")
    codebook.rename(Study(study.root), "fear", label, coder="ana")
    found = Study(study.root).codebook
    assert len(found.codes) == 3
    if label.isprintable() and label.strip() == label:
        assert found.by_id["new"].label_in("fr") == label
        assert found.by_id["fear"].label_in("fr") == label


def test_an_empty_codebook_takes_its_first_code(study_of: Make) -> None:
    for text in ("codes: []\n", "codes:\n", "", "# ma grille\n"):
        study = study_of([("Théo", "Bon.")])
        study.codebook_path.write_text(text, encoding="utf-8")
        codebook.add(Study(study.root), Code(id="one", label={"fr": "un"}), coder="ana")
        codebook.add(Study(study.root), Code(id="two", label={"fr": "deux"}), coder="ana")
        assert [code.id for code in Study(study.root).codebook.codes] == ["one", "two"]
        assert ("# ma grille" in study.codebook_path.read_text(encoding="utf-8")) == text.startswith("#")


def test_what_would_contradict_the_codebook_is_refused_and_changes_nothing(example: Study) -> None:
    before = example.codebook_path.read_bytes()
    refused: list[Callable[[], object]] = [
        lambda: codebook.move(example, "reluctance", "blurred_roles", coder="ana"),
        lambda: codebook.move(example, "reluctance", "reluctance", coder="ana"),
        lambda: codebook.merge(example, "reluctance", "doubts", coder="ana"),
        lambda: codebook.merge(example, "reluctance", "reluctance", coder="ana"),
        lambda: codebook.add(example, Code(id="reluctance"), coder="ana"),
        lambda: codebook.add(example, Code(id="a b"), coder="ana"),
        lambda: codebook.add(example, Code(id="new", parent="nobody"), coder="ana"),
        lambda: codebook.rename(example, "nobody", "x", coder="ana"),
    ]
    for act in refused:
        with pytest.raises(QualcodeError) as told:
            act()
        assert told.value.advice
    assert example.codebook_path.read_bytes() == before


def test_a_label_finds_its_code_without_accents_or_capitals(example: Study) -> None:
    assert find_code(example, "Reticence").id == "reluctance"
    with pytest.raises(Unknown, match="reluctance"):
        find_code(example, "reluctence")


def test_splitting_moves_the_chosen_codings_and_no_other(study_of: Make) -> None:
    talk = [("Théo", "J'avais peur. Le salaire est bas.")]
    study = study_of(
        talk, tags=[("ana", "E01:1@0-12", "fear"), ("ana", "E01:1@14-32", "fear"), ("ben", "E01:1", "fear")]
    )
    chosen = next(tagging.listed(study, coder="ana")).coding.id
    codebook.split(study, "fear", "pay", [chosen], coder="ana")
    found = [(tagged.coder, tagged.coding.start, tagged.coding.code) for tagged in tagging.listed(Study(study.root))]
    assert found == [("ana", 0, "pay"), ("ana", 14, "fear"), ("ben", 0, "fear")]
    with pytest.raises(QualcodeError, match="has no coding"):
        codebook.split(Study(study.root), "fear", "pay", [chosen], coder="ana")


def test_renaming_or_merging_touches_no_coding_file(study_of: Make) -> None:
    study = study_of([("Théo", "J'avais peur.")], tags=[("ana", "E01:1", "fear")])
    before = study.coding_path("ana", "E01").read_bytes()
    codebook.rename(study, "fear", "la peur", coder="ana")
    codebook.merge(study, "fear", "pay", coder="ana")
    assert study.coding_path("ana", "E01").read_bytes() == before
    counts = {row.code.id: (row.interviews, row.codings) for row in codebook.tree(Study(study.root))}
    assert counts == {"fear": (0, 0), "pay": (1, 1)}
    assert codebooks.loads(study.codebook_path.read_bytes(), "c").resolve("fear") == "pay"
