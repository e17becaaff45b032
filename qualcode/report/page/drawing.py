"""Figures set into the page: they take its colours, light or dark, and leave nothing behind that another figure could meet."""

from lxml import etree
from markupsafe import Markup

from qualcode.report.figures.style import FAINT, HUE, INK, PAPER, SOFT, WARM

COLORS = {INK: "ink", SOFT: "soft", FAINT: "rule", PAPER: "paper", HUE: "hue", WARM: "warm"}
"""The colours of a figure, and the names they have in the page's style sheet."""
_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"


def inline(svg: bytes, name: str) -> Markup:
    """The drawing as an element of the page, read aloud as one picture by its title; `name` keeps its ids its own."""
    root = etree.fromstring(svg)
    for child in list(root):
        if child.tag == f"{_SVG}metadata":
            root.remove(child)
    for style in root.iter(f"{_SVG}style"):  # it would hold for the whole page
        style.getparent().remove(style)
    _own_ids(root, name)
    title = root.find(f"{_SVG}title")
    title.set("id", f"{name}-title")
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title")
    for size in ("width", "height", "version"):
        root.attrib.pop(size, None)
    etree.cleanup_namespaces(root)
    text = etree.tostring(root, encoding="unicode")
    for color, variable in COLORS.items():
        text = text.replace(f": {color}", f": var(--{variable})")
    return Markup(text)  # noqa: S704 - drawn here; what people wrote in it was escaped when it was serialised


def _own_ids(root: etree._Element, name: str) -> None:
    """Ids that the drawing refers to get the figure's name before them; the others go."""
    used = {node.get(_LINK, "").removeprefix("#") for node in root.iter("*")}
    used |= {node.get("clip-path", "").removeprefix("url(#").removesuffix(")") for node in root.iter("*")}
    for node in root.iter("*"):
        if link := node.attrib.pop(_LINK, None):
            node.set("href", f"#{name}-{link.removeprefix('#')}")
        if clip := node.get("clip-path"):
            node.set("clip-path", clip.replace("url(#", f"url(#{name}-"))
        if (own := node.attrib.pop("id", None)) and own in used:
            node.set("id", f"{name}-{own}")
