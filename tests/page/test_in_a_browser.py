"""The report page in Chromium: numbers open their quotes, the filter, the keyboard, light and dark, paper and telephone."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.store.study import Study

from .conftest import ARABIC

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Written = Callable[..., Path]
Opened = Callable[..., "Page"]


@pytest.fixture
def opened(browser: "Browser") -> Iterator[Opened]:
    """Open a page; a message of the browser about it, a mistake of its script or any request fails the test."""
    contexts = []
    wrong: list[str] = []

    def show(path: Path, *, width: int = 1100, height: int = 900, **options: Any) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request", lambda request: wrong.append(request.url) if request.url.split("#")[0] != path.as_uri() else None
        )
        page.goto(path.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert wrong == []


def _cell(page: "Page", code: str, group: str) -> Any:
    heads = [text.split("\n")[0] for text in page.locator(".heat thead th").all_inner_texts()]
    row = page.locator(".heat tbody tr").filter(has=page.get_by_role("rowheader", name=code, exact=True))
    return row.locator("th, td").nth(heads.index(group)).locator("button")


def _dialog(page: "Page") -> Any:
    return page.get_by_role("dialog")


@pytest.mark.parametrize(("language", "of"), [("en", "5 of 6"), ("fr", "5 sur 6")])
def test_a_number_opens_the_quotes_behind_it_signed(
    example: Study, written: Written, opened: Opened, language: str, of: str
) -> None:
    page = opened(written(example, language))
    button = _cell(page, "pairité", "pair aidant")
    assert button.inner_text() == of
    button.click()
    dialog = _dialog(page)
    assert dialog.get_by_role("heading").inner_text() == "pairité – pair aidant"
    assert dialog.locator("blockquote").count() == 16
    assert "16" in dialog.locator("#opened-size").inner_text()
    assert "Samira, pair-aidante dans une structure CAARUD" in dialog.inner_text()
    assert re.search(r"E\d\d:\d+@\d+-\d+", dialog.inner_text())
    dialog.get_by_role("button").click()
    assert not dialog.is_visible()


def test_the_page_can_be_used_with_the_keyboard_alone(example: Study, written: Written, opened: Opened) -> None:
    page = opened(written(example))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _press in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-haspopup')") == "dialog":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    page.evaluate("window.opener_ = document.activeElement")
    page.keyboard.press("Enter")
    assert _dialog(page).is_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert not _dialog(page).is_visible()
    assert page.evaluate("document.activeElement === window.opener_")


def test_the_filter_keeps_one_type_and_some_codes_everywhere(example: Study, written: Written, opened: Opened) -> None:
    page = opened(written(example))
    page.get_by_label("Code", exact=True).fill("PAIRITE")  # without accent or small letters
    page.get_by_role("combobox", name="Type", exact=True).select_option(label="professionnel")
    assert page.locator(".heat tbody tr:visible th").all_inner_texts() == ["pairité", "limites de la pairité"]
    assert page.locator(".heat thead th:visible").count() == 2
    assert page.locator("article:visible h3").all_inner_texts() == ["professionnel"]
    assert page.locator(".chapter:visible h3").all_inner_texts() == ["pairité", "limites de la pairité"]
    assert page.locator("#shown").inner_text() == "Codes shown: 2 of 19"
    page.get_by_role("button", name="Open all the codes shown").click()
    chapter = page.locator(".chapter").filter(has=page.get_by_role("heading", name="pairité", exact=True))
    assert chapter.locator("h4").all_inner_texts() == ["professionnel – Passages: 9"]
    assert chapter.locator("blockquote").count() == 9
    page.get_by_role("combobox", name="Type", exact=True).select_option(label="all")
    assert chapter.locator("blockquote").count() == 35
    page.get_by_label("Code", exact=True).fill("")
    assert page.locator(".heat tbody tr:visible").count() == 19


def test_a_new_code_of_an_interview_and_a_disagreement_open_too(
    example: Study, written: Written, opened: Opened
) -> None:
    page = opened(written(example))
    panel = page.locator("article").first
    panel.locator("summary").click()
    panel.get_by_role("row", name="E05").get_by_role("button").click()
    assert _dialog(page).get_by_role("heading").inner_text() == "New codes: E05"
    assert _dialog(page).locator(".head").all_inner_texts() == ["crainte d'être remplacé"]
    page.keyboard.press("Escape")
    page.locator("#agreement summary").click()
    page.locator("#agreement").get_by_role("row", name="réticence").get_by_role("button").last.click()
    assert "where coders differ" in _dialog(page).get_by_role("heading").inner_text()
    assert "ana: réticence · ben: –" in _dialog(page).inner_text()


def test_what_people_said_stays_text(wild: Study, written: Written, opened: Opened) -> None:
    page = opened(written(wild))
    assert page.title() == "Étude </title> <1> & co"
    _cell(page, 'peur <du> "loup" & d\'autres', "All").click()
    text = _dialog(page).inner_text().replace("\u00a0", " ")
    assert "</script><script>document.title='broken'</script> <b>gras</b>" in text
    assert "😀" in text
    assert _dialog(page).locator("b, script, i").count() == 0
    arabic = _dialog(page).locator("blockquote").filter(has_text=ARABIC)
    assert arabic.count() == 1


def test_it_prints_light_with_the_quotes_that_are_open(
    example: Study, written: Written, opened: Opened, tmp_path: Path
) -> None:
    page = opened(written(example), color_scheme="dark")
    page.get_by_label("Code", exact=True).fill("supervision")
    page.get_by_role("button", name="Open all the codes shown").click()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.get_by_text("Codes shown: 1 of 19").is_visible()  # a page printed in part says so
    assert page.locator("blockquote:visible").count() == 16
    paper = tmp_path / "page.pdf"
    page.pdf(path=paper, format="A4")
    assert paper.read_bytes().startswith(b"%PDF")
    try:
        told = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, text=True, check=True)
    except FileNotFoundError:
        return
    assert "Do new interviews still bring new codes?" in told.stdout
    assert re.search(r"E\d\d:\d+@\d+-\d+", told.stdout)


def test_on_a_telephone_nothing_runs_over_the_side(example: Study, written: Written, opened: Opened) -> None:
    page = opened(written(example, "fr"), width=400, height=800)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    hidden = """() => [...document.querySelectorAll("main *")].filter((node) => node.scrollWidth > node.clientWidth + 1
      && getComputedStyle(node).overflowX === "auto" && node.tabIndex < 0).length"""
    assert page.evaluate(hidden) == 0, "what runs on to the side is reached without a mouse"
    _cell(page, "pairité", "Tous").click()
    box = _dialog(page).bounding_box()
    assert box is not None
    assert box["width"] <= 400
    assert page.evaluate("document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth")


_CONTRASTS = r"""
() => {
  const numbers = (text) => {
    const found = text.match(/-?[\d.]+(e-?\d+)?/g).map(Number);
    const scale = text.startsWith("color(") ? 255 : 1;
    return [...found.slice(0, 3).map((part) => part * scale), found.length > 3 ? found[3] : 1];
  };
  const over = (top, under) => [0, 1, 2].map((n) => top[n] * top[3] + under[n] * (1 - top[3])).concat(1);
  const ground = (node) => {
    if (!node) return [255, 255, 255, 1];
    const own = numbers(getComputedStyle(node).backgroundColor);
    return own[3] === 1 ? own : over(own, ground(node.parentElement));
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility() || /SCRIPT|STYLE|TITLE/i.test(node.tagName)) continue;
    const drawn = node.namespaceURI.endsWith("svg");
    const under = ground(drawn ? node.closest("figure") : node);
    const ink = over(numbers(drawn ? getComputedStyle(node).fill : getComputedStyle(node).color), under);
    const [high, low] = [luminance(ink), luminance(under)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) poor.push(`${node.tagName} ${walker.currentNode.data.trim().slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return poor;
}
"""

_NAMELESS = r"""
() => [...document.querySelectorAll("button, a, select, input, summary, [role=region], [role=img], dialog, nav, search")]
  .filter((node) => {
    const labelled = (node.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean)
      .map((id) => document.getElementById(id)).filter((label) => label && label.textContent.trim());
    return !(node.textContent.trim() && !node.matches("select, input, dialog")) && !node.getAttribute("aria-label")
      && !labelled.length && !(node.labels && node.labels.length && node.labels[0].textContent.trim())
      && !(node.matches("dialog") && node.hasAttribute("aria-labelledby"));
  }).map((node) => node.outerHTML.slice(0, 80))
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_and_every_control_has_a_name(
    example: Study, written: Written, opened: Opened, scheme: str
) -> None:
    page = opened(written(example), color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground))) < 150) is (scheme == "dark")
    page.wait_for_function("document.querySelectorAll('.chapter blockquote').length > 100")
    assert page.evaluate(_CONTRASTS) == []
    assert page.evaluate(_NAMELESS) == []


def test_without_javascript_the_page_says_so_and_its_tables_read(
    example: Study, written: Written, opened: Opened
) -> None:
    page = opened(written(example), java_script_enabled=False)
    assert page.get_by_text("need JavaScript").is_visible()
    assert page.locator("button:visible, search:visible").count() == 0
    assert page.locator(".heat td:visible").count() == 19 * 4
    assert page.locator("article svg:visible").count() == 4
