"""The commands, as a researcher calls them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.privacy.dates import moved
from qualcode.privacy.search import fold
from qualcode.store import ethics, keys
from qualcode.store.study import Study
from tests.privacy.test_pseudonymising import PHRASE

Command = Callable[..., tuple[int, str, str]]

RAW = """Enquêtrice : Vous pouvez vous présenter ?
Karim : Je m'appelle Karim Benhaddou, j'ai 47 ans, j'habite à Angers depuis le 12 mars 2021.
Enquêtrice : Et le 2 avril 2021 ?
Karim : Madame Delacroix m'a appelé au 06 12 34 56 78. Sandrine Le Goff aussi. KARIM, en majuscules.
"""


@pytest.fixture(autouse=True)
def _without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.text.entities.recogniser", lambda _language: None)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "originals" / "Entretien_Karim_Benhaddou.txt"
    path.parent.mkdir()
    path.write_text(RAW, encoding="utf-8")
    return path


@pytest.fixture
def empty(study_of: Callable[..., Study]) -> Study:
    return study_of({})


def test_a_file_comes_in_without_its_names_and_without_its_original(empty: Study, raw: Path, qualcode: Command) -> None:
    status, out, _err = qualcode(empty, "pseudonymise", str(raw), "--yes")
    assert status == 0, out
    kept = "".join(
        f"{path.name}{path.read_text('utf-8')}" for path in empty.root.rglob("*") if path.is_file() and path.suffix
    )
    for name in ("karim", "benhaddou", "angers", "delacroix", "goff", "sandrine", "06 12", "47 ans"):
        assert name not in fold(kept), name
    assert qualcode(empty, "privacy", "scan")[0] == 0
    assert qualcode(empty, "check")[0] == 0


def test_intervals_between_dates_hold(empty: Study, raw: Path, qualcode: Command) -> None:
    qualcode(empty, "pseudonymise", str(raw), "--yes", "--id", "E01", "--respondent", "R01")
    text = empty.transcript_path("E01").read_text("utf-8")
    assert "12 mars 2021" not in text
    shifts = [days for days in range(-200, 200) if days and (moved("12 mars 2021", days) or "?") in text]
    assert [(moved("2 avril 2021", days) or "?") in text for days in shifts].count(True) == 1


def test_listing_changes_nothing_and_makes_no_key(empty: Study, raw: Path, qualcode: Command) -> None:
    status, out, _err = qualcode(empty, "pseudonymise", str(raw), "--list", "--json")
    assert status == 0
    rows = {row["name"]: row for row in json.loads(out)}
    assert rows["Karim Benhaddou"]["sure"]
    assert {place["turn"] for place in rows["Karim"]["occurrences"]} >= {"4"}
    assert not list((empty.root / "transcripts").glob("*.txt"))
    assert not keys.folder().exists()


@pytest.mark.parametrize("name", ["rien.docx", "../rien", "rien.TXT"])
def test_a_file_that_is_not_there_is_called_a_file(empty: Study, qualcode: Command, name: str) -> None:
    status, _out, err = qualcode(empty, "pseudonymise", name)
    assert status == 2
    assert "there is no such file" in err
    assert "rien" in err


def test_an_original_inside_the_study_is_refused(empty: Study, raw: Path, qualcode: Command) -> None:
    inside = empty.root / raw.name
    inside.write_bytes(raw.read_bytes())
    status, _out, err = qualcode(empty, "pseudonymise", str(inside), "--yes")
    assert status == 2
    assert "inside the study" in err


def test_the_passphrase_is_neither_shown_nor_kept(
    empty: Study, raw: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert qualcode(empty, "pseudonymise", str(raw), "--yes")[0] == 0
    wrong = tmp_path / "wrong"
    wrong.write_text("une phrase fausse\n", encoding="utf-8")
    monkeypatch.setenv("QUALCODE_PASSPHRASE_FILE", str(wrong))
    status, out, err = qualcode(empty, "key", "show")
    assert status == 2
    assert "does not open the key" in err
    assert "fausse" not in out + err
    everywhere = b"".join(
        path.read_bytes() for path in [*empty.root.rglob("*"), *keys.folder().rglob("*")] if path.is_file()
    )
    assert b"quatre mots" not in everywhere


def test_without_anybody_to_answer_the_advice_is_a_file(
    empty: Study, raw: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUALCODE_PASSPHRASE_FILE")
    status, _out, err = qualcode(empty, "pseudonymise", str(raw), "--yes")
    assert status == 2
    assert "QUALCODE_PASSPHRASE_FILE" in err
    assert "lost for good" in err


def test_the_key_moves_to_another_machine_and_is_not_merged(
    empty: Study, raw: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    qualcode(empty, "pseudonymise", str(raw), "--yes")
    copy = tmp_path / "copy.key"
    assert qualcode(empty, "key", "export", str(copy))[0] == 0
    assert copy.stat().st_mode & 0o777 == 0o600
    assert qualcode(empty, "key", "export", str(empty.root / "copy.key"))[0] == 2
    monkeypatch.setenv("QUALCODE_KEYS", str(tmp_path / "other machine"))
    assert qualcode(empty, "key", "status")[0] == 1
    assert qualcode(empty, "key", "import", str(copy))[0] == 0
    assert qualcode(empty, "key", "status")[0] == 0
    assert qualcode(empty, "privacy", "scan")[0] == 0
    monkeypatch.undo()


def test_anonymised_is_said_only_after_the_key_is_destroyed_and_nobody_is_alone(
    empty: Study, raw: Path, qualcode: Command
) -> None:
    qualcode(empty, "pseudonymise", str(raw), "--yes")
    said = qualcode(empty, "privacy", "statement")[1]
    assert "anonymis" not in said.replace("pseudonymis", "")
    assert qualcode(empty, "key", "destroy")[0] == 2
    assert qualcode(empty, "key", "destroy", "--yes")[0] == 0
    said = qualcode(empty, "privacy", "statement")[1]
    assert "anonymis" not in said.replace("pseudonymis", ""), "one respondent alone can be recognised"
    assert "détruite le" in said
    assert '"key destroyed"' in (empty.root / "transcripts" / "privacy.jsonl").read_text("utf-8")
    assert qualcode(empty, "key", "show")[0] == 2


def test_the_log_counts_kinds_and_names_nobody(empty: Study, raw: Path, qualcode: Command) -> None:
    qualcode(empty, "pseudonymise", str(raw), "--yes")
    _status, out, _err = qualcode(empty, "privacy", "log", "--json")
    (replaced,) = [row for row in json.loads(out) if row["what"] == "replaced"]
    assert replaced["kinds"]["person"] >= 4
    assert replaced["kinds"]["phone"] == 1
    assert "karim" not in fold(out)


def test_an_original_does_not_come_in_twice(empty: Study, raw: Path, qualcode: Command) -> None:
    assert qualcode(empty, "pseudonymise", str(raw), "--yes")[0] == 0
    status, _out, err = qualcode(empty, "pseudonymise", str(raw), "--yes")
    assert status == 2
    assert "here already" in err
    assert len(list((empty.root / "transcripts").glob("*.txt"))) == 1


def test_a_name_may_be_in_the_key_before_it_is_met(empty: Study, raw: Path, qualcode: Command) -> None:
    assert qualcode(empty, "key", "add", "téléphonie", "--kind", "organisation", "--as", "[service X]")[0] == 0
    assert qualcode(empty, "key", "add", "Sandrine Le Goff", "--as", "Maud Kerbrat")[0] == 0
    raw.write_text(RAW + "Karim : La Téléphonie m'a rappelé.\n", encoding="utf-8")
    assert qualcode(empty, "pseudonymise", str(raw), "--yes", "--id", "E01")[0] == 0
    text = empty.transcript_path("E01").read_text("utf-8")
    assert "Maud Kerbrat aussi" in text
    assert "[service X]" in text


def test_with_the_key_gone_and_nobody_alone_the_data_may_be_called_anonymised(
    study_of: Callable[..., Study], qualcode: Command, tmp_path: Path
) -> None:
    talks = {f"E0{n}": [("Q", "Oui ?"), (name, "Ça va.")] for n, name in enumerate(("Karim", "Fatiha", "Mourad"), 1)}
    study = study_of(talks)
    assert qualcode(study, "pseudonymise", "E01", "E02", "E03", "--yes")[0] == 0
    assert qualcode(study, "privacy", "risk", "--by", "type")[0] == 0
    assert "anonymisées" not in qualcode(study, "privacy", "statement")[1]
    assert qualcode(study, "key", "export", str(tmp_path / "copy.key"))[0] == 0
    assert qualcode(study, "key", "destroy", "--yes")[0] == 0
    said = qualcode(study, "privacy", "statement")[1]
    assert "peuvent être dites anonymisées" in said
    assert "may be called anonymised" in said
    assert "si les copies de la clé (1), les enregistrements, les transcriptions d’origine" in said


def test_quotes_tell_only_what_enough_respondents_share(example: Study, qualcode: Command) -> None:
    assert qualcode(example, "privacy", "risk", "--by", "type,role,gender")[0] == 1
    shown = qualcode(example, "quotes", "--format", "csv")[1]
    assert "médecin addictologue" in shown
    kept = qualcode(example, "quotes", "--format", "csv", "--min-cell", "3")[1]
    assert "Hélène, médecin addictologue" not in kept
    assert "Théo, pair aidant" in kept
    assert kept.count("\n") == shown.count("\n")


def test_a_key_copied_by_hand_is_searched_once_it_was_opened(empty: Study, raw: Path, qualcode: Command) -> None:
    qualcode(empty, "pseudonymise", str(raw), "--yes")
    for path in keys.folder().glob("*.search"):
        path.unlink()
    status, _out, err = qualcode(empty, "privacy", "scan")
    assert status == 2
    assert "qualcode key show" in err
    assert qualcode(empty, "key", "show")[0] == 0
    assert qualcode(empty, "privacy", "scan")[0] == 0


def test_a_folder_comes_in_with_its_table_and_only_what_is_new_the_next_time(
    empty: Study, raw: Path, qualcode: Command, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "fichier;nom;pseudonyme;type\nEntretien_Karim_Benhaddou;Benhaddou;Nassim;patient\nE02;Roux;;soignant\n", "utf-8"
    )
    assert qualcode(empty, "pseudonymise", str(raw.parent), "--table", str(table), "--yes")[0] == 0
    (raw.parent / "E02.txt").write_text("Enquêtrice : Oui ?\nKarim : Je m'appelle Karim Roux.\n", "utf-8")
    status, out, _err = qualcode(empty, "pseudonymise", str(raw.parent), "--table", str(table), "--yes")
    assert status == 0
    assert out.startswith("E02")
    study = Study(empty.root)
    assert len(study.transcript_ids) == 2
    people = study.respondents
    assert {(one.pseudonym, one.attribute("type")) for one in people.values()} == {
        ("Nassim", "patient"),
        ("Nassim", "soignant"),
    }
    text = "".join(study.transcript_path(name).read_text("utf-8") for name in study.transcript_ids)
    assert "benhaddou" not in fold(text)
    assert "roux" not in fold(text)
    assert qualcode(study, "pseudonymise", str(raw.parent), "--yes")[0] == 0


def test_what_coders_settled_is_nobody_who_codes(example: Study, qualcode: Command) -> None:
    (example.root / "transcripts" / "codings" / "consensus").mkdir()
    assert ", 2 personnes ayant codé." in qualcode(example, "privacy", "statement")[1]


@pytest.mark.parametrize("how", ["--yes", "--list"])
def test_a_file_that_cannot_be_read_is_named_and_the_others_come_in(
    empty: Study, raw: Path, qualcode: Command, how: str
) -> None:
    (raw.parent / "B_abime.docx").write_bytes(b"PK\x03\x04 not a document")
    status, out, err = qualcode(empty, "pseudonymise", str(raw.parent), how)
    assert status == 2
    assert "B_abime.docx" in err
    assert ("Karim" in out) == (how == "--list")
    assert len(Study(empty.root).transcript_ids) == (how == "--yes")


def test_where_no_file_can_be_read_nothing_is_asked_and_no_key_is_made(
    empty: Study, tmp_path: Path, qualcode: Command
) -> None:
    (tmp_path / "one.docx").write_bytes(b"PK\x03\x04 not a document")
    assert qualcode(empty, "pseudonymise", str(tmp_path / "one.docx"), "--yes")[0] == 2
    assert not keys.folder().exists()


FRENCH = """[1] Enquêtrice: Comment êtes-vous arrivé ici, et qui vous a parlé de ce groupe ?
[2] Karim: C'est ma sœur Sandrine qui m'a dit d'y aller, et puis j'y suis retourné avec mon voisin.
"""


def test_the_words_say_which_language_s_rules_are_used(study_of: Callable[..., Study], qualcode: Command) -> None:
    study = study_of({})
    settings = study.root / "qualcode.toml"
    settings.write_text(settings.read_text("utf-8").replace('language = "fr"', 'language = "en"'), "utf-8")
    (study.root / "transcripts" / "E01.txt").write_text(
        "---\nid: E01\nlanguage: en\nrespondents: {Karim: R01}\ninterviewer: [Enquêtrice]\n---\n" + FRENCH, "utf-8"
    )
    status, out, err = qualcode(Study(study.root), "pseudonymise", "E01", "--list")
    assert status == 0
    assert "E01" in err
    assert "Sandrine" in out


def test_a_key_brought_back_after_it_was_destroyed_is_searched_again_and_nothing_is_anonymised(
    empty: Study, raw: Path, qualcode: Command, tmp_path: Path
) -> None:
    qualcode(empty, "pseudonymise", str(raw), "--yes", "--id", "E01")
    assert qualcode(empty, "key", "export", str(tmp_path / "copy.key"))[0] == 0
    assert qualcode(empty, "key", "destroy", "--yes")[0] == 0
    assert qualcode(empty, "privacy", "scan")[0] == 2
    assert qualcode(empty, "key", "import", str(tmp_path / "copy.key"))[0] == 0
    assert qualcode(empty, "privacy", "scan")[0] == 0
    assert qualcode(empty, "key", "status")[1].count("estroyed") == 0
    assert qualcode(empty, "key", "destroy", "--yes")[0] == 0
    assert "estroyed" in qualcode(empty, "key", "status")[1]


def test_substitutes_are_no_rare_words(empty: Study, raw: Path, qualcode: Command) -> None:
    qualcode(empty, "pseudonymise", str(raw), "--yes", "--id", "E01")
    words = {each["word"] for each in json.loads(qualcode(empty, "privacy", "risk", "--json")[1])["rare_words"]}
    invented = {
        part for entry in keys.open_key(ethics.key_of(empty), PHRASE).key.entries for part in entry.substitute.split()
    }
    assert not words & invented
