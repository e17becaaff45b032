"""Extract the messages of qualcode (and of click, which speaks through the same catalogue), and compile the French ones.

python tools/catalogues.py           update qualcode/locale/fr/LC_MESSAGES/messages.po and compile it
python tools/catalogues.py --check   say what is missing; leaves with status 1 when anything is
"""

import io
import re
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "qualcode" / "locale" / "fr" / "LC_MESSAGES"
KEYWORDS = {"_": None, "plural": (1, 2), "ngettext": (1, 2)}
FIELD = re.compile(r"\{[^{}]*\}")


def extracted() -> Catalog:
    """Every message in the sources."""
    catalogue = Catalog()
    for folder in (ROOT / "qualcode", Path(click.__file__).parent):
        own = folder.name == "qualcode"
        options = {"**.py": {"encoding": "utf-8"}}
        methods = [("**.py", "python"), ("**.html", "jinja2")]  # Jinja brings its own reader of templates
        found = extract_from_dir(folder, methods, options_map=options, keywords=KEYWORDS)
        for filename, _line, message, _comments, _context in found:
            place = f"qualcode/{filename}" if own else "click"
            catalogue.add(message, locations=[(place, None)])  # type: ignore[list-item]  # files without lines
    return catalogue


def current() -> Catalog:
    """The French catalogue as it is."""
    path = FOLDER / "messages.po"
    if not path.exists():
        return Catalog(locale="fr")
    with path.open("rb") as file:
        return read_po(file, locale="fr")


def updated() -> Catalog:
    """The French catalogue with today's messages; nothing is guessed."""
    catalogue = current()
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = "# Messages of qualcode in French."
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """The text form, without dates or line numbers, so that it changes only with its messages."""
    out = io.BytesIO()
    write_po(out, catalogue, sort_output=True, omit_header=False, width=0)
    lines = out.getvalue().decode().splitlines(keepends=True)
    unstable = (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Last-Translator",
        "Report-Msgid",
        "Project-Id",
    )
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}' for name in unstable))).encode()


def as_mo(catalogue: Catalog) -> bytes:
    """The form that programs read."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def compiled(data: bytes) -> dict[object, str]:
    """What a program reads in the compiled form; its header, which holds dates, left out."""
    found = dict(GNUTranslations(io.BytesIO(data))._catalog)  # type: ignore[attr-defined]  # noqa: SLF001
    return {key: text for key, text in found.items() if key}


def faults(catalogue: Catalog) -> Iterator[str]:
    """Messages without a translation, or whose translation names other fields."""
    for message in catalogue:
        if message.id and not _translated(message):
            yield f"not translated: {_first(message.id)!r}"
        elif message.id:
            yield from _other_fields(message)


def _translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(texts) and not message.fuzzy


def _other_fields(message: Message) -> Iterator[str]:
    wanted = {field for text in _all(message.id) for field in FIELD.findall(text)}
    for text in _all(message.string):
        if other := set(FIELD.findall(text)) - wanted:
            yield f"fields {sorted(other)} are not in {_first(message.id)!r}"
    if missing := wanted - {field for text in _all(message.string) for field in FIELD.findall(text)}:
        yield f"fields {sorted(missing)} lack in the translation of {_first(message.id)!r}"


def _all(texts: object) -> tuple[str, ...]:
    return tuple(texts) if isinstance(texts, list | tuple) else (str(texts),)


def _first(texts: object) -> str:
    return _all(texts)[0]


def check() -> int:
    """Print every fault; 1 when there is one."""
    catalogue = updated()
    found = list(faults(catalogue))
    if as_po(catalogue) != (FOLDER / "messages.po").read_bytes():
        found.append("messages.po is not up to date: make catalogues")
    if compiled(as_mo(catalogue)) != compiled((FOLDER / "messages.mo").read_bytes()):
        found.append("messages.mo is not up to date: make catalogues")
    print("\n".join(found) or f"{len(catalogue)} messages, all in French")
    return 1 if found else 0


def update() -> int:
    """Write both files and say what remains to be translated."""
    catalogue = updated()
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "messages.po").write_bytes(as_po(catalogue))
    (FOLDER / "messages.mo").write_bytes(as_mo(catalogue))
    print("\n".join(faults(catalogue)) or f"{len(catalogue)} messages, all in French")
    return 0


if __name__ == "__main__":
    sys.exit(check() if "--check" in sys.argv else update())
