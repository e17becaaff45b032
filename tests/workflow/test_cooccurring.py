"""Codes that come together on a study, by unit."""

import json
from collections.abc import Callable

import pytest

from qualcode.errors import NothingYet
from qualcode.store.study import Study
from qualcode.workflow.reports.cooccurring import cooccurrence_report

Talk = [("Q", "Et la paie ?"), ("Léa", "J'ai peur. Je gagne peu."), ("Léa", "Rien.")]
Run = Callable[..., tuple[int, str, str]]


def test_the_unit_decides_what_comes_together(study_of: Callable[..., Study]) -> None:
    study = study_of(Talk, tags=[("ana", "E01:2.1", "fear"), ("ana", "E01:2.2", "pay")])
    assert cooccurrence_report(study).table.pairs == ()
    (pair,) = cooccurrence_report(study, unit="turn").table.pairs
    assert (pair.first, pair.second, pair.n1, pair.n2, pair.n12) == ("fear", "pay", 1, 1, 1)


def test_two_coders_do_not_make_a_pair_together(study_of: Callable[..., Study]) -> None:
    study = study_of(Talk, tags=[("ana", "E01:2", "fear"), ("ben", "E01:2", "pay")])
    assert cooccurrence_report(study, unit="interview").table.pairs == ()


def test_questions_bring_no_code(study_of: Callable[..., Study]) -> None:
    study = study_of(Talk, tags=[("ana", "E01:1", "pay"), ("ana", "E01:2", "fear")])
    assert cooccurrence_report(study, unit="interview").table.pairs == ()


def test_nothing_coded_is_a_sentence(study_of: Callable[..., Study]) -> None:
    with pytest.raises(NothingYet, match="Nothing is coded yet"):
        cooccurrence_report(study_of(Talk))


def test_every_form_says_the_same(example: Study, qualcode: Run) -> None:
    _status, out, _err = qualcode(example, "report", "cooccurrence", "--unit", "turn", "--format", "json")
    pairs = json.loads(out)["pairs"]
    _status, out, _err = qualcode(example, "report", "cooccurrence", "--unit", "turn", "--format", "csv")
    assert len(out.splitlines()) == len(pairs) + 1
    _status, out, _err = qualcode(example, "report", "cooccurrence", "--unit", "turn", "--top", "3")
    assert f"{len(pairs) - 3} more pairs (--top {len(pairs)} shows all)." in out
    _status, out, _err = qualcode(example, "report", "cooccurrence", "--format", "md")
    assert out.startswith("**Codes that come together, in ")


def test_no_pair_is_a_sentence(study_of: Callable[..., Study], qualcode: Run) -> None:
    status, out, _err = qualcode(study_of(Talk, tags=[("ana", "E01:2", "fear")]), "report", "cooccurrence")
    assert status == 0
    assert "No two codes come together" in out
