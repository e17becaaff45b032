import csv
import io

import pytest

from qualcode.report.bank import COLUMNS, Bank, bank_csv, bank_document
from qualcode.report.bank_markdown import bank_markdown
from qualcode.report.plain import csv_file, json_text

N, F = "\u00a0", "\u202f"

GOLDEN = f"""# Une étude{N}: citations

*3 citations issues de 2 entretiens. Pseudonymisé{N}: les prénoms ne sont pas ceux des personnes.*

## réticence

*équipe*

*Doutes{N}: \\*avant\\* l'arrivée.*

### pair aidant (2 citations issues de 1 entretien)

> «{N}Il m'a dit “bienvenue”{F}! [rires] Bon…{N}» (Théo, pair aidant dans une structure CSAPA) `E01:2@0-41 · 00:00:41`
>
> – voix{N}: rapportée
>
> – Mémo (ana){N}: voir «{N}légitimité{N}»

> *Et alors{F}?*
>
> «{N}- Oui{N}: pair-e-s.{N}» (Théo) `E01:8@3-20`

### non précisé (1 citation issues de 1 entretien)

> «{N}Trois ans.{N}» (Bernadette, présidente et ancienne pair-aidante) `E09:4`
"""


@pytest.mark.usefixtures("french")
def test_markdown_in_french(bank: Bank) -> None:
    assert bank_markdown(bank, memos=True, qualifiers=True) == GOLDEN


def test_memos_and_qualifiers_are_shown_on_demand_only(bank: Bank) -> None:
    plain = bank_markdown(bank)
    assert "légitimité" not in plain
    assert "reported" not in plain


def test_json_keeps_the_words_as_they_stand_in_the_transcript(bank: Bank) -> None:
    document = bank_document(bank)
    assert (document["quotes"], document["interviews"]) == (3, 2)
    quote = document["chapters"][0]["groups"][0]["quotes"][0]
    assert quote["quote"] == "Il m'a dit « bienvenue » ! [rires] Bon..."
    assert (quote["turn"], quote["start"], quote["end"]) == ("2", 0, 41)
    assert json_text(document) == json_text(bank_document(bank))


def test_csv_has_a_row_per_quote_with_a_signature_that_stands_alone(bank: Bank) -> None:
    rows = list(csv.DictReader(io.StringIO(bank_csv(bank))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["signature"] for row in rows[:2]] == ["Théo, pair aidant dans une structure CSAPA"] * 2
    assert (rows[2]["turn"], rows[2]["start"]) == ("4", "")
    assert rows[0]["memos"] == 'ana: voir "légitimité"'
    assert rows[0]["qualifiers"] == "voice=reported"


def test_a_quote_that_looks_like_a_formula_is_made_harmless(bank: Bank) -> None:
    rows = list(csv.DictReader(io.StringIO(bank_csv(bank))))
    assert rows[1]["quote"] == "'- Oui : pair-e-s."


def test_a_csv_file_says_that_it_is_utf8() -> None:
    assert csv_file("é\n") == b"\xef\xbb\xbf\xc3\xa9\n"


def test_an_empty_bank_says_so() -> None:
    assert bank_markdown(Bank(title="Rien")) == "# Rien\n\n*No quote.*\n"
