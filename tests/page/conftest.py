"""Pages to look at: of the example study, of a study whose words would break a careless page; and a browser to open them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qualcode.core.codebook import Code
from qualcode.formats.languages import speak
from qualcode.report.page.writing import page_html
from qualcode.store.study import Study
from qualcode.workflow.reports.page import report_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WILD = "</script><script>document.title='broken'</script> <b>gras</b> & « oui » 😀"
ARABIC = "كنت خائفا جدا"


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write a study's page in a language and say where."""

    def write(study: Study, language: str = "en", **options: int | str | None) -> Path:
        speak(language)
        path = tmp_path / f"{language}.html"
        path.write_bytes(page_html(report_page(study, **options)))  # type: ignore[arg-type]
        return path

    return write


@pytest.fixture
def wild(study_of: Callable[..., Study]) -> Study:
    """Two interviews whose words, codes, types and title hold markup, an emoji, Arabic."""
    return study_of(
        {
            "E01": [("Q", "Alors ?"), ("Théo", WILD), ("Théo", ARABIC), ("Théo", "Et puis c'est tout.")],
            "E02": [("Q", "Et vous ?"), ("Inès", "J'ai eu peur."), ("Inès", "On m'a payée.")],
        },
        types={"Théo": '<i>pair</i> "aidant"', "Inès": "pro & cadre"},
        codes=(
            Code(id="fear", label={"fr": 'peur <du> "loup" & d\'autres'}, definition={"fr": "<p>"}),
            "pay",
            "unused",
        ),
        tags=[
            ("ana", "E01:2", "fear"),
            ("ana", "E01:3", "fear"),
            ("ana", "E02:2", "fear"),
            ("ben", "E02:3", "pay"),
            ("ben", "E02:2", "pay"),
        ],
        settings='title = "Étude </title> <1> & co"\n',
    )


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Headless Chromium as Debian ships it; never downloaded. Module by module: its event loop is not left to other tests."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("there is no chromium on this machine")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
