"""Where codings come from, per code and coder."""

from collections.abc import Callable

import pytest

from qualcode.core.address import parse_reference
from qualcode.report.provenance import Provenance, provenance_document, provenance_sheet
from qualcode.report.sheet import sheet_records
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook, tagging
from qualcode.workflow.reports.provenance import provenance

Make = Callable[..., Study]


@pytest.fixture
def study(study_of: Make) -> Study:
    study = study_of([("Théo", f"J'ai peur du {n}.") for n in range(1, 9)], codes=("fear", "pay", "dread"))
    for turn in range(1, 7):
        origin = "manual" if turn < 4 else "neighbours@1 0.81" if turn == 4 else "cues"
        tagging.add(study, [parse_reference(f"E01:{turn}")], "fear", coder="ana", origin=origin)
    tagging.add(study, [parse_reference("E01:7")], "dread", coder="ana", origin="cues")
    tagging.add(study, [parse_reference("E01:1")], "pay", coder="ben", origin="import")
    return Study(study.root)


def counted(found: Provenance) -> list[tuple[str, str, dict[str, int]]]:
    return [(row.code, row.coder, dict(row.counts)) for row in found.rows]


def test_codings_are_counted_by_origin_code_and_coder(study: Study) -> None:
    found = provenance(study)
    assert found.origins == ("manual", "import", "cues", "neighbours")
    assert counted(found) == [
        ("fear", "ana", {"cues": 2, "manual": 3, "neighbours": 1}),
        ("pay", "ben", {"import": 1}),
        ("dread", "ana", {"cues": 1}),
    ]
    assert (found.accepted, found.total) == (4, 8)


def test_one_coder_alone_can_be_counted(study: Study) -> None:
    assert counted(provenance(study, coder="ben")) == [("pay", "ben", {"import": 1})]


def test_a_merged_code_counts_as_what_it_was_merged_into(study: Study) -> None:
    codebook.merge(study, "dread", "fear", coder="ana")
    found = provenance(Study(study.root))
    assert counted(found)[0] == ("fear", "ana", {"cues": 3, "manual": 3, "neighbours": 1})


def test_codings_that_lost_their_place_are_counted_apart(study: Study) -> None:
    path = study.transcript_path("E01")
    path.write_text(path.read_text(encoding="utf-8").replace("J'ai peur du 7.", "Rien."), encoding="utf-8")
    found = provenance(Study(study.root))
    assert (found.total, found.displaced) == (7, 1)
    assert any("lost its place" in note for note in provenance_sheet(found, labels={}).notes)


def test_the_table_has_a_column_for_each_origin_and_no_percentage_of_few(study: Study) -> None:
    found = provenance(study)
    sheet = provenance_sheet(found, labels={"fear": "peur"})
    first, second, *_rest = sheet_records(sheet)
    assert first == {
        "code": "peur",
        "coder": "ana",
        "origin:manual": 3,
        "origin:import": 0,
        "origin:cues": 2,
        "origin:neighbours": 1,
        "total": 6,
        "accepted": "3 of 6 (50\u00a0%)",
    }
    assert second["accepted"] == "0 of 1"
    assert "4 of 8 codings were accepted from suggestions." in sheet.notes


def test_the_document_has_plain_numbers(study: Study) -> None:
    document = provenance_document(provenance(study), labels={})
    assert document["origins"] == ["manual", "import", "cues", "neighbours"]
    assert document["rows"][0]["counts"] == {"cues": 2, "manual": 3, "neighbours": 1}
    assert document["rows"][0]["accepted"] == 3


def test_an_uncoded_study_has_no_codings(study_of: Make) -> None:
    found = provenance(study_of([("Théo", "Oui.")]))
    assert (found.total, found.origins, found.rows) == (0, ("manual",), ())
