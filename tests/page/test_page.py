"""The report page as a file: what it holds, what it lets out, and that it is the same for the same study."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from qualcode.store.study import Study
from qualcode.workflow.reports.page import report_page

from .conftest import ARABIC, WILD

Written = Callable[..., Path]
Cli = Callable[..., tuple[int, str, str]]
Root = Any  # lxml ships no types


def _root(path: Path) -> Root:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def _store(root: Root) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(root.get_element_by_id("store").text)
    return found


def _words(node: Root) -> str:
    return " ".join(node.text_content().split())


def test_every_count_of_the_frequency_table_opens_exactly_as_many_passages(example: Study) -> None:
    counts = report_page(example).counts
    assert counts is not None
    for row in counts.table.rows:
        for group, cell in [*row.cells.items(), (None, row.total)]:
            if cell.segments:
                opened = counts.store.cells[row.code, group]
                assert (opened.total, len(opened.quotes)) == (cell.segments, cell.segments)
                interviews = {counts.store.quotes[n].reference.partition(":")[0] for n in opened.quotes}
                assert len(interviews) == cell.interviews
            else:
                assert (row.code, group) not in counts.store.cells


def test_a_passage_that_two_groups_say_is_behind_the_number_of_both(study_of: Callable[..., Study]) -> None:
    talk = [("Q", "Alors ?"), ("Théo", "J'avais peur."), ("Inès", "Moi aussi, peur.")]
    study = study_of(talk, types={"Théo": "pair", "Inès": "pro"})
    from qualcode.core.address import parse_reference  # noqa: PLC0415
    from qualcode.workflow.coding import tagging  # noqa: PLC0415

    tagging.add(study, [parse_reference("E01:2"), parse_reference("E01:3")], "fear", coder="ana")
    counts = report_page(study).counts
    assert counts is not None
    assert {place: opened.total for place, opened in counts.store.cells.items()} == {
        ("fear", None): 1,
        ("fear", "pair"): 1,
        ("fear", "pro"): 1,
    }
    assert len(counts.store.quotes) == 1


def test_the_new_codes_of_an_interview_open_one_quote_each_under_its_name(example: Study) -> None:
    counts = report_page(example).counts
    assert counts is not None
    for curve in counts.curves:
        stratum = curve.stratum
        for interview, new in zip(stratum.interviews, stratum.result.new_per_interview, strict=True):
            opened = counts.store.new.get((stratum.result.name, interview))
            assert (len(opened.quotes) if opened else 0) == new
            if opened:
                assert len(set(opened.heads)) == new
                assert {counts.store.quotes[n].reference.partition(":")[0] for n in opened.quotes} == {interview}


def test_few_quotes_come_from_as_many_interviews_as_possible_and_the_page_says_how_many(
    example: Study, written: Written
) -> None:
    counts = report_page(example, quotes=3).counts
    assert counts is not None
    for row in counts.table.rows:
        opened = counts.store.cells[row.code, None]
        interviews = {counts.store.quotes[n].reference.partition(":")[0] for n in opened.quotes}
        assert len(opened.quotes) == min(3, row.total.segments)
        assert len(interviews) == min(3, row.total.interviews)
    text = _words(_root(written(example, quotes=3)))
    assert "a number opens 3 quotes at most" in text
    assert "quotes at most" not in _words(_root(written(example)))


def test_the_page_is_the_same_for_the_same_study(example: Study, written: Written) -> None:
    once = written(example).read_bytes()
    assert written(Study(example.root)).read_bytes() == once


def test_nothing_that_people_wrote_is_read_as_markup(wild: Study, written: Written) -> None:
    path = written(wild)
    root = _root(path)
    assert len(root.findall(".//script")) == 3  # the words, the quotes, and the page's own
    assert root.findtext(".//title") == "Étude </title> <1> & co"
    assert not root.xpath("//main//i | //main//b | //p/p")
    labels = [_words(head) for head in root.xpath("//th[@scope='row']")]
    assert 'peur <du> "loup" & d\'autres' in labels
    quotes = " ".join(quote[0] for quote in _store(root)["quotes"])
    assert "</script><script>document.title='broken'</script> <b>gras</b> &" in quotes
    assert "😀" in quotes
    assert ARABIC in quotes
    assert WILD[:9] not in path.read_text(encoding="utf-8").partition('id="store"')[2].partition("</script>")[0]


def test_the_page_asks_nobody_for_anything_and_runs_no_script_but_its_own(example: Study, written: Written) -> None:
    path = written(example)
    root = _root(path)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    script = root.xpath("//script[not(@type)]")[0].text
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    addresses = root.xpath("//@src | //@href | //@action | //@data | //@poster | //@srcset")
    assert all(address.startswith("#") for address in addresses)
    style = root.findtext(".//style") or ""
    assert "url(" not in style
    assert "@import" not in style
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"' <>]+", text)) <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_without_a_script_every_table_and_curve_reads_and_its_structure_is_sound(
    example: Study, written: Written, language: str
) -> None:
    root = _root(written(example, language))
    assert root.get("lang") == language
    levels = [int(node.tag[1]) for node in root.xpath("//body//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    for table in root.xpath("//table"):
        assert _words(table.find("caption"))
        assert table.xpath(".//th[@scope='col']")
        assert all(row.xpath("./th[@scope='row']") for row in table.xpath("./tbody/tr"))
        widths = {len(row.xpath("./th | ./td")) for row in table.xpath(".//tr")}
        assert len(widths) == 1
    drawings = root.xpath("//figure/*[local-name()='svg']")
    assert len(drawings) == 5  # the study, three types, agreement
    for drawing in drawings:
        title = root.get_element_by_id(drawing.get("aria-labelledby"))
        assert drawing.get("role") == "img"
        assert _words(title)
    for target in root.xpath("//a/@href"):
        assert root.get_element_by_id(target.removeprefix("#")) is not None


def test_both_languages_say_the_same_numbers(example: Study, written: Written) -> None:
    english, french = (_root(written(example, language)) for language in ("en", "fr"))
    cells = [[cell.text for cell in root.xpath("//table[@class='heat']//td")] for root in (english, french)]
    assert [cell.replace(" of ", " sur ") for cell in cells[0]] == cells[1]
    assert _store(english)["quotes"] == _store(french)["quotes"]
    quotes = [quote[0].replace("\u00a0", " ") for quote in _store(french)["quotes"]]
    assert "« Personne m'avait dit non, hein. Juste, personne m'avait dit viens. »" in quotes


def test_a_group_of_three_gets_no_percentage_on_the_page_either(example: Study, written: Written) -> None:
    table = _root(written(example)).xpath("//table[@class='heat']")[0]
    column = [_words(head) for head in table.xpath("./thead//th")].index("membre d'association 3 interviews")
    cells = [row.xpath("./th | ./td")[column] for row in table.xpath("./tbody/tr")]
    assert {_words(cell) for cell in cells} == {"0 of 3", "1 of 3", "2 of 3", "3 of 3"}
    assert not [cell for cell in cells if cell.get("style")]


def test_quotes_are_signed_as_the_study_signs_them_and_by_role_alone_where_that_is_asked(
    example: Study, written: Written
) -> None:
    assert "Théo, pair aidant dans une structure CSAPA" in _store(_root(written(example)))["signatures"]
    by_role = written(example, style="role").read_text(encoding="utf-8")
    assert "pair aidant" in _store(html.document_fromstring(by_role))["signatures"]
    assert not [each for each in _store(html.document_fromstring(by_role))["signatures"] if "Théo" in each]


def test_a_reflexive_study_shows_curves_and_no_verdict(example: Study, written: Written) -> None:
    settings = example.root / "qualcode.toml"
    text = settings.read_text(encoding="utf-8").replace("base = 3", 'methodology = "reflexive"\nbase = 3')
    settings.write_text(text, encoding="utf-8")
    section = _words(_root(written(Study(example.root))).get_element_by_id("saturation"))
    assert "No verdict." in section
    assert "reached" not in section


@pytest.mark.parametrize(
    ("talks", "tags", "said"),
    [
        ({}, [], "Nothing is coded yet"),
        ({"E01": [("Théo", "J'ai peur.")]}, [], "Nothing is coded yet"),
        ({"E01": [("Théo", "J'ai peur.")]}, [("ana", "E01:1", "fear")], "Only ana has coded"),
    ],
)
def test_a_study_at_its_beginning_has_a_page_too(
    study_of: Callable[..., Study], written: Written, talks: Any, tags: Any, said: str
) -> None:
    root = _root(written(study_of(talks, tags=tags)))
    assert said in _words(root)


def test_the_command_writes_the_page_where_exports_are_kept(example: Study, qualcode: Cli) -> None:
    status, out, said = qualcode(example, "report", "page", "--quotes", "2", "--by", "role")
    assert (status, out) == (0, "")
    assert "exports/report.html" in said.replace("\\", "/")
    text = (example.root / "exports" / "report.html").read_text(encoding="utf-8")
    assert "présidente d'association" in html.document_fromstring(text).text_content()
    status, _out, said = qualcode(example, "report", "page", "--quotes", "many")
    assert status == 2
    assert "many" in said


def test_a_name_with_an_apostrophe_stands_in_the_file_as_it_is_said(
    study_of: Callable[..., Study], written: Written
) -> None:
    study = study_of(
        [("Q", "Qui ?"), ("M. O'Neil", "C'est l'ami de Jeanne d'Arc & moi.")],
        types={"M. O'Neil": "membre d'association"},
        tags=[("ana", "E01:2", "fear")],
    )
    text = written(study).read_text(encoding="utf-8")
    assert "l'ami de Jeanne d'Arc & moi." in text  # in the quotes
    assert "membre d'association" in text.partition("<main")[2].partition("</main>")[0]
    assert "&#39;" not in text
    assert "\\u0027" not in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_and_figures_do_not_depend_on_the_run_that_made_them(example: Study, language: str) -> None:
    """Sets and dictionaries are walked in another order in another process."""
    made = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        for report, name in (("page", "report.html"), ("saturation", "saturation.svg"), ("frequency", "frequency.svg")):
            arguments = ["--lang", language, "report", report, "-o", f"{seed}-{name}"]
            subprocess.run(
                [sys.executable, "-m", "qualcode", *arguments], cwd=example.root, env=environment, check=True
            )
        made.append([path.read_bytes() for path in sorted(example.root.glob(f"{seed}-*"))])
    assert len(made[0]) == 3
    assert made[0] == made[1]
