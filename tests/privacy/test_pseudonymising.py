"""Pseudonymising an interview: the words go everywhere, codings stay on theirs, nothing is lost on the way."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.core.address import parse_reference
from qualcode.errors import QualcodeError
from qualcode.privacy.key import Key
from qualcode.privacy.search import fold
from qualcode.store import ethics, files, keys, together
from qualcode.store.keys import Opened
from qualcode.store.study import Study
from qualcode.workflow.coding import tagging, undoing
from qualcode.workflow.interviews.transcripts import apply_edit
from qualcode.workflow.oversight.checking import check
from qualcode.workflow.privacy.identifying import Subject, look, with_days
from qualcode.workflow.privacy.pseudonymising import Done, carry_out, elsewhere
from qualcode.workflow.privacy.scanning import scan
from qualcode.workflow.privacy.substituting import Decision, decide, sure_ones
from tests.privacy import killing

PHRASE = "quatre mots sans rapport"
TALK = [
    ("Q", "Bonjour Théo, comment allez-vous ?"),
    ("Théo", "Ça va. J'ai vu Mme Lambert hier. Lambert m'a dit : « Théo, attendez. » Et j'ai attendu."),
    ("Q", "Et THÉO a attendu, theo attend toujours."),
]


def opened_for(study: Study) -> Opened:
    """The study's key, made where there is none."""
    key = ethics.key_of(study)
    if key:
        return keys.open_key(key, PHRASE)
    opened = keys.make_key(PHRASE)
    ethics.add(study, ethics.event(study, "key made", opened.key.study))
    return opened


def run(study: Study, name: str, decided: Mapping[str, Decision] | None = None) -> tuple[Done, Key]:
    """Replace the sure ones, after deciding on some names."""
    opened = opened_for(study)
    subject = Subject(transcript=study.transcript(name))
    key = with_days(opened.key, subject.transcript)
    looked = look(study, subject, key)
    for proposal in looked.proposals:
        if proposal.name in (decided or {}):
            key = decide(looked, key, proposal, (decided or {})[proposal.name])
    looked = look(study, subject, key)
    key, _rest = sure_ones(looked, key)
    done, opened = carry_out(study, looked, replace(opened, key=key))
    return done, opened.key


def everything(study: Study) -> str:
    """Every byte that the study holds, names of files too."""
    paths = sorted(path for path in study.root.rglob("*") if path.is_file() and ".qualcode" not in path.parts[-2:])
    return "".join(f"{path}\n{path.read_bytes().decode(errors='replace')}" for path in paths)


@pytest.fixture
def coded(study_of: Callable[..., Study]) -> Study:
    """An interview with codings in every place where a name could push them."""
    study = study_of(
        TALK,
        tags=[
            ("ana", "E01:2", "fear", "J'ai vu Mme Lambert hier."),
            ("ana", "E01:2", "pay", "Lambert hier"),
            ("ana", "E01:2", "pay", "« Théo, attendez. »"),
            ("ben", "E01:2", "fear", "Et j'ai attendu."),
            ("ben", "E01:2", "pay", "o, attendez"),
        ],
    )
    return Study(study.root)


def test_names_go_everywhere_in_every_spelling_and_scan_finds_none(coded: Study) -> None:
    run(coded, "E01")
    text = fold(everything(coded))
    assert "theo" not in text
    assert not scan(coded).findings


def test_no_coding_moves_off_its_words(coded: Study) -> None:
    before = {
        (coder, place.coding.id): place.coding.quote
        for coder in coded.coders
        for place in coded.placements(coder, coded.transcript("E01"))
    }
    _done, key = run(coded, "E01")
    new = {entry.name: entry.substitute for entry in key.entries}
    after = {
        (coder, place.coding.id): place
        for coder in coded.coders
        for place in coded.placements(coder, coded.transcript("E01"))
    }
    assert {place.state for place in after.values()} == {"exact"}
    for which, quote in before.items():
        expected = quote.replace("Théo", new["Théo"]).replace("o, attendez", f"{new['Théo']}, attendez")
        for name in ("Lambert",):
            expected = expected.replace(name, new.get(name, name))
        got = after[which].coding.quote
        assert got == expected or (quote == "« Théo, attendez. »" and got == f"« {new['Théo']}, attendez. »")
    assert not [problem for problem in check(Study(coded.root)) if problem.severity == "error"]


def test_what_was_done_before_can_still_be_undone_and_brings_no_name_back(coded: Study) -> None:
    run(coded, "E01")
    study = Study(coded.root)
    undoing.undo(study, "ana")
    assert len(study.placements("ana", study.transcript("E01"))) == 2
    undoing.redo(study, "ana")
    assert [place.state for place in study.placements("ana", study.transcript("E01"))] == ["exact"] * 3
    assert "theo" not in fold(everything(study))


def test_an_edit_made_before_is_undone_on_the_new_words(coded: Study) -> None:
    path = coded.transcript_path("E01")
    apply_edit(coded, "E01", path.read_text("utf-8").replace("Ça va.", "Théo va bien."), coder="ana")
    run(coded, "E01")
    study = Study(coded.root)
    undoing.undo(study, "ana")
    assert "Ça va." in path.read_text("utf-8")
    assert "theo" not in fold(everything(study))


def test_memos_of_other_interviews_lose_the_name_too(study_of: Callable[..., Study]) -> None:
    study = study_of({"E01": TALK, "E02": [("Q", "Oui ?"), ("Anna", "Il a raison.")]})
    tagging.add(study, [parse_reference("E02:2")], "fear", coder="ana", memo="comme Théo le disait")
    run(study, "E01")
    assert "theo" not in fold(everything(Study(study.root)))
    assert [place.state for place in Study(study.root).placements("ana", study.transcript("E02"))] == ["exact"]


def test_a_crash_between_key_and_study_loses_nothing(coded: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(coded)
    opened_for(coded)
    record = (coded.root / ethics.RECORD).read_text("utf-8")

    def crash(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("qualcode.workflow.privacy.pseudonymising.write_together", crash)
        with pytest.raises(KeyboardInterrupt):
            run(coded, "E01")
    names = {entry.name: entry.substitute for entry in keys.open_key(ethics.key_of(coded), PHRASE).key.entries}
    assert "Théo" in names
    (coded.root / ethics.RECORD).unlink()
    assert everything(coded) == before
    (coded.root / ethics.RECORD).write_text(record, "utf-8")
    _done, key = run(Study(coded.root), "E01")
    assert {entry.name: entry.substitute for entry in key.entries} == names
    assert "theo" not in fold(everything(coded))


@pytest.mark.parametrize("after", range(1, 7))
def test_a_crash_between_two_files_is_finished_later(coded: Study, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    opened_for(coded)
    written = 0
    replace = files.replace

    def dies(path: Path, data: bytes, *, expected: str, sync: bool = True, private: bool = False) -> None:
        nonlocal written
        if path.is_relative_to(coded.root) and path.name != ".unfinished.json":
            written += 1
            if written > after:
                raise KeyboardInterrupt
        replace(path, data, expected=expected, sync=sync, private=private)

    with monkeypatch.context() as patched:
        patched.setattr(files, "replace", dies)
        try:
            run(coded, "E01")
        except KeyboardInterrupt:
            assert (coded.root / together.UNFINISHED).exists()
    together.finish(coded.root)
    study = Study(coded.root)
    assert not (coded.root / together.UNFINISHED).exists()
    assert "theo" not in fold(everything(study))
    states = [place.state for coder in study.coders for place in study.placements(coder, study.transcript("E01"))]
    assert states == ["exact"] * 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed at any step")
def test_killed_at_any_step_nothing_is_lost_and_doing_it_again_leaves_no_name(
    coded: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-m", "tests.privacy.killing", str(coded.root), str(tmp_path)]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
    monkeypatch.setattr("os.fsync", lambda _descriptor: None)
    left = sorted(tmp_path.iterdir(), key=lambda path: int(path.name))
    assert len(left) > 20
    for folder in left:
        monkeypatch.setenv("QUALCODE_KEYS", str(folder / "keys"))
        for path in (folder / "keys").glob("**/*"):
            assert b"Lambert" not in path.read_bytes(), path
        together.finish(folder / "study")
        killing.pseudonymise(folder / "study")
        study = Study(folder / "study")
        assert "theo" not in fold(everything(study)), folder.name
        assert "lambert" not in fold(everything(study)), folder.name
        names = {entry.name for entry in keys.open_key(ethics.key_of(study), PHRASE).key.entries}
        assert {"Théo", "Lambert"} <= names, folder.name
        states = [place.state for coder in study.coders for place in study.placements(coder, study.transcript("E01"))]
        assert states == ["exact"] * 5, folder.name


def test_somebody_else_s_change_is_never_overwritten(coded: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_for(coded)
    path = coded.coding_path("ben", "E01")
    write = together.write_together

    def meanwhile(root: Path, writes: Sequence[together.Write]) -> None:
        path.write_bytes(path.read_bytes() + b"\n")
        write(root, writes)

    monkeypatch.setattr("qualcode.workflow.privacy.pseudonymising.write_together", meanwhile)
    before = coded.transcript_path("E01").read_bytes()
    with pytest.raises(QualcodeError, match="changed by another program"):
        run(coded, "E01")
    assert coded.transcript_path("E01").read_bytes() == before


def test_the_same_person_has_the_same_name_in_every_interview(study_of: Callable[..., Study]) -> None:
    study = study_of({"E01": TALK, "E02": [("Q", "Oui ?"), ("Anna", "J'ai connu Théo.")]})
    _done, key = run(study, "E01")
    assert elsewhere(study, key, ["E01"]) == ("E02",)
    run(study, "E02")
    new = next(entry.substitute for entry in key.entries if entry.name == "Théo")
    assert f"J'ai connu {new}." in study.transcript_path("E02").read_text("utf-8")


def test_a_substitute_that_turns_out_to_be_a_real_name_becomes_another_one(study_of: Callable[..., Study]) -> None:
    study = study_of({"E01": TALK})
    _done, key = run(study, "E01")
    new = next(entry.substitute for entry in key.entries if entry.name == "Théo")
    other = study_of({"E02": [("Q", "Oui ?"), (new, "C'est moi.")]})
    (study.root / "transcripts" / "E02.txt").write_bytes((other.root / "transcripts" / "E02.txt").read_bytes())
    study = Study(study.root)
    done, key = run(study, "E02")
    assert done.renamed == ("E01",)
    again = next(entry.substitute for entry in key.entries if entry.name == "Théo")
    assert again != new
    assert again in study.transcript_path("E01").read_text("utf-8")
    assert fold(new) not in fold(everything(study))
    assert not scan(Study(study.root)).sure


def test_a_chosen_substitute_may_not_be_a_real_name(coded: Study) -> None:
    opened = opened_for(coded)
    looked = look(coded, Subject(transcript=coded.transcript("E01")), opened.key)
    proposal = next(each for each in looked.proposals if each.name == "Théo")
    with pytest.raises(QualcodeError, match="real name"):
        decide(looked, opened.key, proposal, Decision(action="everywhere", substitute="Teo"))


def test_what_was_said_never_to_replace_stays_and_is_not_asked_again(coded: Study) -> None:
    _done, key = run(coded, "E01", {"Théo": Decision(action="never")})
    assert "Théo" in coded.transcript_path("E01").read_text("utf-8")
    looked = look(coded, Subject(transcript=coded.transcript("E01")), key)
    assert "Théo" not in {proposal.name for proposal in looked.proposals}


def test_here_replaces_one_place_only(coded: Study) -> None:
    opened = opened_for(coded)
    subject = Subject(transcript=coded.transcript("E01"))
    looked = look(coded, subject, opened.key)
    proposal = next(each for each in looked.proposals if each.name == "Théo")
    place = next(n for n, each in enumerate(proposal.occurrences) if each.turn == "2")
    key = decide(looked, opened.key, proposal, Decision(action="here", substitute="Adrien", places=(place,)))
    carry_out(coded, looked, replace(opened, key=key))
    text = coded.transcript_path("E01").read_text("utf-8")
    assert text.count("Adrien") == 1
    assert "« Adrien, attendez. »" in text


def test_caches_and_temporary_files_keep_no_name(coded: Study, keys_folder: Path) -> None:
    cache = coded.root / ".qualcode" / "terms"
    cache.mkdir(parents=True)
    (cache / "E01.json").write_text('["Théo"]', encoding="utf-8")
    run(coded, "E01")
    assert "theo" not in fold(everything(coded))
    kept = b"".join(path.read_bytes() for path in keys_folder.rglob("*"))
    assert "Théo".encode() not in kept
    assert not list(coded.root.rglob("*.tmp"))
    assert not list(keys_folder.rglob("*.tmp"))


def test_a_name_that_is_a_word_leaves_the_word_alone_in_the_next_interview(study_of: Callable[..., Study]) -> None:
    stones = "J'ai vu mon voisin Pierre hier. Une pierre deux coups. Madame Rose aussi, et une rose rouge."
    study = study_of({"E01": [("Q", "?"), ("Anna", stones)], "E02": [("Q", "?"), ("Anna", stones)]})
    everywhere = Decision(action="everywhere")
    _done, key = run(study, "E01", {"Pierre": everywhere, "Rose": everywhere})
    new = {entry.name: entry.substitute for entry in key.entries}
    run(study, "E02")
    for name in ("E01", "E02"):
        text = study.transcript_path(name).read_text("utf-8")
        assert "Une pierre deux coups" in text
        assert "une rose rouge" in text
        assert f"Madame {new['Rose']}" in text
        assert "Pierre" not in text


def test_the_pseudonym_that_the_table_gives_is_used(study_of: Callable[..., Study]) -> None:
    study = study_of({"E01": TALK})
    table = study.respondents_path
    table.write_text(table.read_text("utf-8").replace("R01,Théo,", "R01,Adrien,"), encoding="utf-8")
    _done, key = run(Study(study.root), "E01")
    assert next(entry.substitute for entry in key.entries if entry.name == "Théo") == "Adrien"
    assert "R01,Adrien," in table.read_text("utf-8")


def test_never_after_all_takes_the_name_out_of_the_key(coded: Study) -> None:
    opened = opened_for(coded)
    looked = look(coded, Subject(transcript=coded.transcript("E01")), opened.key)
    proposal = next(each for each in looked.proposals if each.name == "Théo")
    key = decide(looked, opened.key, proposal, Decision(action="everywhere"))
    assert [entry.name for entry in key.entries] == ["Théo"]
    assert decide(looked, key, proposal, Decision(action="never")).entries == ()


def test_in_the_example_no_coding_moves_off_its_words(example: Study) -> None:
    def quotes(study: Study) -> dict[tuple[str, str], tuple[str, str]]:
        return {
            (coder, place.coding.id): (place.state, " ".join(anchor.quote for anchor in place.coding.anchors))
            for coder in study.coders
            for name in study.coding_names(coder)
            for place in study.placements(coder, study.transcript(name))
        }

    before = quotes(example)
    for name in ("E02", "E05"):
        _done, key = run(example, name)
    after = quotes(Study(example.root))
    assert set(after) == set(before)
    assert {state for state, _quote in after.values()} == {"exact"}
    new = {words for entry in key.entries for words in entry.substitute.split()}
    changed = [which for which in before if before[which][1] != after[which][1]]
    assert changed
    for which in changed:
        old, now = before[which][1].split(" "), after[which][1].split(" ")
        for was, word in zip(old, now, strict=False):
            assert was == word or any(part.casefold() in after[which][1].casefold() for part in new), which
    mine = ("E02.jsonl", "E05.jsonl", "E02.txt", "E05.txt")
    assert not [problem for problem in check(Study(example.root)) if problem.path.endswith(mine)]


def said(study: Study, *turns: str) -> str:
    """What the interview E01 of these answers becomes, with the sure names replaced."""
    path = study.transcript_path("E01")
    head = path.read_text("utf-8").partition("[1]")[0]
    path.write_text(head + "".join(f"[{n}] R01: {turn}\n" for n, turn in enumerate(turns, 1)), "utf-8")
    run(Study(study.root), "E01")
    return path.read_text("utf-8").partition("[1]")[2]


def test_a_name_that_is_known_does_not_cut_an_address_of_the_net_in_two(study_of: Callable[..., Study]) -> None:
    study = study_of([("Q", "?"), ("R01", ".")])
    text = said(study, "Je m'appelle Théo Lambert.", "Écrivez à theo.lambert@exemple.fr ou sur www.monblog-theo.fr.")
    assert "exemple" not in text
    assert ".fr" not in text
    assert {entry.name for entry in opened_for(study).key.entries} >= {"theo.lambert@exemple.fr", "www.monblog-theo.fr"}


def test_one_person_spelt_in_several_ways_has_one_name(study_of: Callable[..., Study]) -> None:
    text = said(study_of([("Q", "?"), ("R01", ".")]), "Je m'appelle Théo.", "On m'appelle Teo.", "THÉO, oui.", "théo.")
    new = text.partition("appelle ")[2].partition(".")[0]
    rest = f"[2] R01: On m'appelle {new}.\n[3] R01: {new.upper()}, oui.\n[4] R01: {new.lower()}.\n"
    assert text == f" R01: Je m'appelle {new}.\n{rest}"


def test_an_initial_after_a_title_becomes_another_letter(study_of: Callable[..., Study]) -> None:
    text = said(study_of([("Q", "?"), ("R01", ".")]), "J'ai vu Madame G, la cheffe.")
    assert "Madame G," not in text
    assert "Madame " in text


def test_a_name_replaced_here_leaves_older_states_too_when_it_stands_nowhere_else(coded: Study) -> None:
    path = coded.transcript_path("E01")
    apply_edit(coded, "E01", path.read_text("utf-8").replace("Ça va.", "Hippolyte va bien."), coder="ana")
    apply_edit(Study(coded.root), "E01", path.read_text("utf-8").replace("va bien", "va mieux"), coder="ana")
    study = Study(coded.root)
    opened = opened_for(study)
    looked = look(study, Subject(transcript=study.transcript("E01")), opened.key)
    proposal = next(each for each in looked.proposals if each.name == "Hippolyte")
    every = tuple(range(len(proposal.occurrences)))
    key = decide(looked, opened.key, proposal, Decision(action="here", substitute="Gaspard", places=every))
    carry_out(study, looked, replace(opened, key=key))
    assert "hippolyte" not in fold(everything(study))
    assert "Gaspard va mieux" in path.read_text("utf-8")


def test_a_name_that_ends_in_an_initial_keeps_one_full_stop(study_of: Callable[..., Study]) -> None:
    study = study_of([("Q", "Qui ?"), ("Inès", "Mme Petit et Yann K. sont partis. Yann K. aussi, et moi je reste.")])
    run(study, "E01")
    assert ".." not in study.transcript("E01").turns[1].text
    run(Study(study.root), "E01")
    text = Study(study.root).transcript("E01").turns[1].text
    assert ".." not in text
    assert "Yann" not in text
