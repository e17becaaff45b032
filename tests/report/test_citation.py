import pytest

from qualcode.core.study import QuoteStyle, Respondent
from qualcode.report.citation import attributes_of, fill, signatures

WITH_STRUCTURE = "{pseudonym}, {role} dans une structure {structure}"


@pytest.mark.parametrize(
    ("template", "attributes", "signature"),
    [
        (WITH_STRUCTURE, {"pseudonym": "Théo", "role": "pair aidant", "structure": "CSAPA"},
         "Théo, pair aidant dans une structure CSAPA"),
        (WITH_STRUCTURE, {"pseudonym": "Théo", "role": "pair aidant", "structure": ""}, "Théo, pair aidant"),
        (WITH_STRUCTURE, {"pseudonym": "Théo"}, "Théo"),
        (WITH_STRUCTURE, {"role": "médecin"}, "médecin"),
        (WITH_STRUCTURE, {}, ""),
        ("{pseudonym}[ ({role})]", {"pseudonym": "Théo"}, "Théo"),
        ("{pseudonym}[ ({role})]", {"pseudonym": "Théo", "role": "pair"}, "Théo (pair)"),
        ("{pseudonym}[, {role} à {structure}]", {"pseudonym": "Théo", "role": "pair"}, "Théo"),
        ("{role}", {"role": "a ; b; c"}, "a, b and c"),
        ("{misspelt}", {"role": "pair"}, ""),
    ],
)  # fmt: skip
def test_what_a_respondent_lacks_is_left_out_with_its_words(
    template: str, attributes: dict[str, str], signature: str
) -> None:
    assert fill(template, attributes) == signature


@pytest.mark.usefixtures("french")
def test_two_roles_are_joined_in_french() -> None:
    assert fill("{role}", {"role": "présidente ; ancienne pair-aidante"}) == "présidente et ancienne pair-aidante"


def test_a_respondent_is_presented_once() -> None:
    theo, samira = {"pseudonym": "Théo", "role": "pair"}, {"pseudonym": "Samira", "role": "pair"}
    quoted = [("R1", theo), ("R2", samira), ("R1", theo)]
    assert signatures(quoted, QuoteStyle()) == ("Théo, pair", "Samira, pair", "Théo")


def test_the_style_role_never_tells_a_pseudonym() -> None:
    theo = attributes_of(Respondent(id="R1", pseudonym="Théo", attributes={"role": "médecin"}))
    style = QuoteStyle(style="role", role="{pseudonym}, {id}, {role}")
    assert signatures([("R1", theo), ("R1", theo), ("R2", {})], style) == ("médecin", "médecin", "")


def test_somebody_without_a_pseudonym_is_named_by_id_or_role() -> None:
    assert signatures([("R1", {}), ("R2", {"role": "pair"}), ("R2", {"role": "pair"})], QuoteStyle()) == (
        "R1",
        "pair",
        "pair",
    )
