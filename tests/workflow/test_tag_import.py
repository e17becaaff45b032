"""A table of codings made elsewhere comes in: by place, by words, and what finds no place is listed with its reason."""

import unicodedata
from collections.abc import Callable

import pytest

from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook, tagging
from qualcode.workflow.coding.importing import Imported, import_table

TALKS = {
    "E01": [
        ("Q", "Alors, la peur ?"),
        ("Théo", "J'avais peur. Oui. Oui. C'était l'été."),
        ("Théo", "On m'a mis à l'accueil.\nEt puis ça s'est fait."),
    ],
    "E02": [("Léa", "« La rechute », on n'en parle pas.")],
}
Make = Callable[..., Study]


def bring(study: Study, *rows: str, columns: str = "transcript,code,turn,quote", **options: bool) -> Imported:
    return import_table(Study(study.root), "\n".join([columns, *rows]).encode(), "t.csv", coder="ana", **options)


def places(study: Study) -> list[tuple[str, str, str]]:
    return [(tagged.coder, str(tagged.reference), tagged.coding.code) for tagged in tagging.listed(Study(study.root))]


def reasons(found: Imported) -> dict[int, str]:
    return {row.line: row.reason for row in found.unplaced}


def test_rows_come_in_by_their_offsets(study_of: Make) -> None:
    study = study_of(TALKS)
    found = bring(study, "E01,fear,2,0,12,peur", "E02,pay,1,2,12,", columns="transcript,code,turn,start,end,memo")
    assert (found.added, found.unplaced) == (2, ())
    assert places(study) == [("ana", "E01:2@0-12", "fear"), ("ana", "E02:1@2-12", "pay")]
    coding = next(tagging.listed(Study(study.root))).coding
    assert (coding.quote, coding.origin, coding.memo) == ("J'avais peur", "import", "peur")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rows_come_in_by_their_words_with_and_without_a_turn(study_of: Make, separator: str) -> None:
    study = study_of(TALKS)
    rows = ["E01,fear,2,J'avais peur.", "E01,pay,,à l'accueil.", "E02,fear,,La rechute"]
    text = "\n".join(["transcript,code,turn,quote", *rows]).replace(",", separator)
    found = import_table(study, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "t.csv", coder="ana")
    assert found.unplaced == ()
    assert places(study) == [
        ("ana", "E01:2@0-13", "fear"),
        ("ana", "E01:3@11-23", "pay"),
        ("ana", "E02:1@2-12", "fear"),
    ]


@pytest.mark.parametrize(
    "quote", ["J’avais peur.", " J'avais peur. ", "C'était l’été", "m'a mis à l'accueil. Et puis", '"« La rechute »"']
)
def test_words_are_found_whatever_the_apostrophes_spaces_and_line_breaks(study_of: Make, quote: str) -> None:
    assert bring(study_of(TALKS), f"{'E02' if '«' in quote else 'E01'},fear,,{quote}").unplaced == ()


def test_words_with_decomposed_accents_are_found(study_of: Make) -> None:
    study = study_of(TALKS)
    assert bring(study, unicodedata.normalize("NFD", "E01,fear,2,C'était l'été.")).unplaced == ()
    assert next(tagging.listed(Study(study.root))).coding.quote == "C'était l'été."


def test_what_finds_no_place_is_listed_with_its_line_and_reason(study_of: Make) -> None:
    study = study_of(TALKS)
    codebook.retire(study, "pay", coder="ana")
    rows = [
        "E01,fear,2,J'avais peur.",
        "E09,fear,2,J'avais peur.",
        "E01,nobody,2,J'avais peur.",
        "E01,pay,2,J'avais peur.",
        "E01,fear,9,J'avais peur.",
        "E01,fear,2,Rien de tel.",
        "E01,fear,2,Oui.",
        "E01,fear,2,",
        ",fear,2,J'avais peur.",
        "E01,,2,J'avais peur.",
    ]
    found = bring(study, *rows)
    assert found.added == 1
    told = reasons(found)
    assert list(told) == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    for line, words in {
        3: "E09",
        4: "nobody",
        5: "retired",
        6: "no turn 9",
        7: "not in the transcript",
        8: "2 times",
    }.items():
        assert words in told[line]
    assert len(places(study)) == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("E01,fear,2,0,99,", "no characters"),
        ("E01,fear,2,5,5,", "no characters"),
        ("E01,fear,2,-1,5,", "no characters"),
        ("E01,fear,2,a,5,", "whole numbers"),
        ("E01,fear,2,1.0,5,", "whole numbers"),
        ("E01,fear,9,0,5,", "no turn 9"),
        ("E01,fear,,0,5,", "turn"),
        ("E01,fear,2,0,4,Other", "other words"),
        ("E01,fear,2,13,14,", "words"),
    ],
)
def test_a_place_that_does_not_exist_is_listed(study_of: Make, row: str, words: str) -> None:
    study = study_of(TALKS)
    found = bring(study, row, columns="transcript,code,turn,start,end,quote")
    assert found.added == 0
    assert words in reasons(found)[2]
    assert places(study) == []


def test_the_interviewers_turns_can_be_named_but_words_there_count_as_a_second_place(study_of: Make) -> None:
    found = bring(study_of(TALKS), "E01,fear,,peur", "E01,fear,1,peur")
    assert found.added == 1
    assert "2 times" in reasons(found)[2]


def test_the_same_table_twice_adds_nothing(study_of: Make) -> None:
    study = study_of(TALKS)
    rows = ["E01,fear,2,J'avais peur.", "E01,fear,2,J’avais peur.", "E02,pay,,La rechute"]
    first = bring(study, *rows)
    assert (first.added, first.already) == (2, 1)
    before = {path: path.read_bytes() for path in study.root.rglob("*.jsonl")}
    again = bring(study, *rows)
    assert (again.added, again.already) == (0, 3)
    assert {path: path.read_bytes() for path in study.root.rglob("*.jsonl")} == before


def test_each_coders_rows_go_into_a_folder_of_their_own(study_of: Make) -> None:
    study = study_of(TALKS)
    rows = ["E01,fear,2,J'avais peur.,ben", "E01,fear,2,J'avais peur.,", "E01,fear,2,J'avais peur.,../zoé"]
    found = bring(study, *rows, columns="transcript,code,turn,quote,coder")
    assert places(study) == [("ana", "E01:2@0-13", "fear"), ("ben", "E01:2@0-13", "fear")]
    assert "name of a coder" in reasons(found)[4]


def test_qualifiers_are_read(study_of: Make) -> None:
    study = study_of(TALKS)
    bring(study, "E01,fear,2,J'avais peur.,reported,", columns="transcript,code,turn,quote,voice,polarity")
    assert next(tagging.listed(Study(study.root))).coding.qualifiers == {"voice": "reported"}


def test_codes_can_be_named_by_label_and_merged_ones_give_their_successor(study_of: Make) -> None:
    study = study_of(TALKS)
    codebook.rename(study, "fear", "la crainte", coder="ana")
    codebook.merge(study, "pay", "fear", coder="ana")
    bring(study, "E01,La Crainte,2,J'avais peur.", "E01,pay,3,à l'accueil.")
    assert [code for _coder, _place, code in places(study)] == ["fear", "fear"]


def test_missing_codes_are_made_only_when_asked(study_of: Make) -> None:
    study = study_of(TALKS)
    rows = ["E01,Crainte d'être remplacé,2,J'avais peur.", "E02,crainte d'être remplacé,,La rechute", "E01,…,2,Oui."]
    assert bring(study, *rows).added == 0
    found = bring(study, *rows, create_codes=True)
    assert (found.added, found.created) == (2, ("crainte_d_etre_remplace",))
    assert Study(study.root).codebook.by_id["crainte_d_etre_remplace"].label_in("fr") == "Crainte d'être remplacé"
    assert list(reasons(found)) == [4]


def test_two_labels_that_make_one_id_do_not_stop_the_import(study_of: Make) -> None:
    study = study_of(TALKS)
    rows = ["E01,fiche de poste,2,J'avais peur.", "E01,fiche-de-poste,3,à l'accueil.", "E01,fear,2,C'était l'été."]
    found = bring(study, *rows, create_codes=True)
    assert found.added + len(found.unplaced) == 3
    assert found.added >= 2


@pytest.mark.parametrize(
    "columns", ["transcript,quote", "code,quote", "transcript,code", "transcript,code,turn,start", ""]
)
def test_a_table_that_lacks_columns_is_refused(study_of: Make, columns: str) -> None:
    with pytest.raises(QualcodeError, match="columns are missing") as told:
        bring(study_of(TALKS), columns=columns)
    assert told.value.where == "t.csv:1"
    assert "transcript" in told.value.advice


def test_lines_are_counted_as_the_file_has_them(study_of: Make) -> None:
    rows = ["", 'E01,fear,2,"Rien\nde tel."', "", "E01,fear,9,Oui."]
    assert list(reasons(bring(study_of(TALKS), *rows))) == [3, 6]


def test_what_came_in_is_exact(study_of: Make) -> None:
    study = study_of(TALKS)
    bring(study, "E01,fear,2,J'avais peur.", "E01,pay,3,m'a mis à l'accueil. Et puis")
    assert {tagged.placement.state for tagged in tagging.listed(Study(study.root))} == {"exact"}
    assert places(study)[1] == ("ana", "E01:3@3-31", "pay")
