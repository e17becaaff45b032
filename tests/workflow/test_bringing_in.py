"""Transcripts come in: shown first, nothing overwritten, the researcher's table joined, what can't be read named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.interviews.bringing_in import Plan, carry_out, id_of, plan
from qualcode.workflow.interviews.speakers import is_generic
from qualcode.workflow.interviews.wishes import Wishes
from qualcode.workflow.oversight.checking import check

TEXT = (
    "Enquêtrice : Comment ça va ?\nThéo : Bien, l'équipe est là. 🙂\nEnquêtrice : Et la paie ?\nThéo : C'est pas ça.\n"
)
Make = Callable[..., Study]


@pytest.fixture
def study(study_of: Make) -> Study:
    return study_of()


def files(folder: Path, **texts: str | bytes) -> list[Path]:
    paths = []
    for name, text in texts.items():
        path = folder / f"{name.replace('_', ' ')}.txt"
        path.write_bytes(text if isinstance(text, bytes) else (text + f"Enquêtrice : Merci, {path}.\n").encode())
        paths.append(path)
    return paths


def bring(study: Study, paths: list[Path], **wishes: object) -> Plan:
    made = plan(Study(study.root), paths, Wishes(**wishes))  # type: ignore[arg-type]
    assert carry_out(Study(study.root), made.items) == []
    return made


def test_what_comes_in_is_a_transcript_in_order(study: Study, tmp_path: Path) -> None:
    bring(study, files(tmp_path, E1=TEXT), attributes={"date": "2026-01-02", "mode": "visio"})
    made = Study(study.root).transcript("E1")
    assert [turn.id for turn in made.turns] == ["1", "2", "3", "4", "5"]
    assert made.turns[1].text == "Bien, l'équipe est là. 🙂"
    assert made.interviewer == ("Enquêtrice",)
    assert made.respondents == {"Théo": "R01"}
    assert (made.date, made.mode) == ("2026-01-02", "visio")
    assert Study(study.root).respondents["R01"].pseudonym == "Théo"
    assert {problem.severity for problem in check(Study(study.root))} <= {"warning"}


def test_a_plan_writes_nothing(study: Study, tmp_path: Path) -> None:
    before = sorted(study.root.rglob("*"))
    plan(study, files(tmp_path, E1=TEXT, E2=b""), Wishes())
    assert sorted(study.root.rglob("*")) == before


def test_nothing_is_overwritten(study: Study, tmp_path: Path) -> None:
    paths = files(tmp_path, E1=TEXT)
    bring(study, paths)
    before = study.transcript_path("E1").read_bytes()
    again = plan(Study(study.root), paths, Wishes())
    assert again.items == ()
    assert "exists already" in again.refused[0].error.message
    assert "--id" in again.refused[0].error.advice
    assert study.transcript_path("E1").read_bytes() == before


def test_a_file_that_appeared_since_the_plan_is_not_overwritten(study: Study, tmp_path: Path) -> None:
    made = plan(study, files(tmp_path, E1=TEXT), Wishes())
    study.transcript_path("E1").write_text("theirs", encoding="utf-8")
    assert len(carry_out(Study(study.root), made.items)) == 1
    assert study.transcript_path("E1").read_text(encoding="utf-8") == "theirs"


def test_a_file_that_cannot_be_read_is_named_and_the_others_come_in(study: Study, tmp_path: Path) -> None:
    paths = files(tmp_path, E1=TEXT, E2=b"", E3=b"\x00\x01\x02\xff" * 50, E4=TEXT)
    (tmp_path / "E5.docx").write_bytes(b"PK\x03\x04cut")
    (tmp_path / "E6.vtt").write_text("WEBVTT\n\nsans horaires\n", encoding="utf-8")
    found = bring(study, [*paths, tmp_path / "E5.docx", tmp_path / "E6.vtt", tmp_path / "E7.txt"])
    assert [item.transcript.id for item in found.items] == ["E1", "E4"]
    assert [refused.path.name for refused in found.refused] == ["E2.txt", "E3.txt", "E5.docx", "E6.vtt", "E7.txt"]
    assert all(refused.error.message and refused.error.advice for refused in found.refused)


def test_two_files_that_would_be_one_transcript_are_told_apart(study: Study, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    paths = files(tmp_path / "a", E1=TEXT) + files(tmp_path / "b", E1=TEXT)
    found = bring(study, paths)
    assert len(found.items) == 1
    assert str(paths[0]) in found.refused[0].error.message


def test_a_whole_folder_comes_in_with_what_lies_below_it(study: Study, tmp_path: Path) -> None:
    (tmp_path / "in" / "b").mkdir(parents=True)
    files(tmp_path / "in", E1=TEXT)
    files(tmp_path / "in" / "b", E2=TEXT)
    (tmp_path / "in" / "~$E1.docx").write_bytes(b"x")
    (tmp_path / "in" / "photo.png").write_bytes(b"x")
    assert [item.transcript.id for item in bring(study, [tmp_path / "in"]).items] == ["E1", "E2"]


def test_a_misspelt_label_is_folded_unless_told_otherwise(study: Study, tmp_path: Path) -> None:
    text = "Chercheur : Bon ?\nThéo : Oui.\n" * 4 + "Checheur : Et là ?\nThéo : Non.\n"
    paths = files(tmp_path, E1=text)
    assert plan(study, paths, Wishes()).folds == {"Checheur": "Chercheur"}
    assert plan(study, paths, Wishes(), fold=False).folds == {}
    renamed = plan(study, paths, Wishes(speakers={"Checheur": "Chercheuse"}))
    assert {"Chercheur", "Chercheuse"} < set(renamed.items[0].draft.speakers)


def test_the_researchers_table_fills_type_pseudonym_date_and_the_rest(study: Study, tmp_path: Path) -> None:
    table = tmp_path / "recap.csv"
    table.write_bytes(
        "\ufeffNom du fichier;Statut;pseudonym;date;Lieu\r\nEntretien 01 ;soignant;Max;2026-01-02;Brest\r\n"
        "Entretien_02;pair;Léa;2026-01-03;\r\nEntretien 09;pair;;;\r\n".encode()
    )
    paths = files(tmp_path, Entretien_01_traité=TEXT, Entretien_02_traité=TEXT, Entretien_03_traité=TEXT)
    made = bring(study, paths, table=table, columns={"type": "Statut"})
    assert made.joined is not None
    assert made.joined.column == "Nom du fichier"
    assert made.joined.files == ("Entretien 03 traité",)
    assert [made.row_names[line] for line in made.joined.rows] == ["Entretien 09"]
    first, second, third = made.items
    assert (first.transcript.date, first.transcript.attributes["Lieu"]) == ("2026-01-02", "Brest")
    people = Study(study.root).respondents
    who = [people[item.transcript.respondents["Théo"]] for item in (first, second, third)]
    assert [(person.pseudonym, person.attribute("type")) for person in who[:2]] == [
        ("Max", "soignant"),
        ("Léa", "pair"),
    ]
    assert who[2].attribute("type") == ""


def test_one_respondent_of_two_interviews_is_one_row(study: Study, tmp_path: Path) -> None:
    bring(study, files(tmp_path, E1=TEXT))
    bring(study, files(tmp_path, E2=TEXT))
    assert list(Study(study.root).respondents) == ["R01"]


def test_wishes_that_contradict_are_refused(study: Study, tmp_path: Path) -> None:
    for paths, wishes in (
        ([], Wishes()),
        (files(tmp_path, E1=TEXT, E2=TEXT), Wishes(id="E9")),
        (files(tmp_path, E1=TEXT), Wishes(table=tmp_path / "nothing.csv")),
    ):
        with pytest.raises(QualcodeError):
            plan(study, paths, wishes)


@pytest.mark.parametrize("name", ["journal", "…", "."])
def test_a_name_that_makes_no_id_is_refused_with_a_way_out(study: Study, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(TEXT, encoding="utf-8")
    (refused,) = plan(study, [path], Wishes()).refused
    assert "--id" in refused.error.advice


@pytest.mark.parametrize(
    ("stem", "made"),
    [("E01", "E01"), ("Entretien n° 3 (b)", "Entretien-n-3-b"), ("Élodie_2", "Élodie-2"), ("24.10.03", "24-10-03")],
)
def test_an_id_is_made_from_the_files_name(stem: str, made: str) -> None:
    assert id_of(stem) == made


@pytest.mark.parametrize(
    "label", ["Interviewé", "Speaker 2", "R", "P12", "Enquêté", "participante 3", "Répondant", "Personne"]
)
def test_labels_that_name_a_part_are_no_pseudonyms(label: str) -> None:
    assert is_generic(label)
    assert not any(map(is_generic, ["Théo", "Mme Roy", "Anne", "Dr Petit"]))


def test_the_words_say_which_language_an_interview_is_in(study: Study, tmp_path: Path) -> None:
    english = (
        "Q: How did you get here?\nTheo: My brother told me about the group, and then I came back with a neighbour.\n"
    )
    made = plan(study, files(tmp_path, E1=TEXT, E2=english * 2), Wishes())
    assert [item.transcript.language for item in made.items] == ["fr", "en"]
    assert [any("--set language=fr" in warning for warning in item.draft.warnings) for item in made.items] == [
        False,
        True,
    ]
    said = plan(study, files(tmp_path, E2=english * 2), Wishes(attributes={"language": "fr"}))
    assert said.items[0].transcript.language == "fr"
