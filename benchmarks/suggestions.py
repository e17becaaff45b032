"""How often suggestions are right, on real coded sessions and on the example study.

    python -m benchmarks.suggestions [--with none|fr|semantic] [--json]

The sessions are those of ../shared/data/en_coded_taguette, where they are there: a highlight is a passage, its tags are its
codes, tags with their descriptions are the codebook. No data is copied into the project.
"""

import argparse
import html
import json
import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.measure import ROOT
from qualcode.report.evaluation import evaluation_document, evaluation_markdown
from qualcode.store.study import Study
from qualcode.suggest import semantic
from qualcode.suggest.fusion import Cues
from qualcode.suggest.semantic import Embed
from qualcode.suggest.teaching import Passage, Teaching, Wording
from qualcode.text import vectors
from qualcode.workflow.suggestions import evaluating, learning

SESSIONS = ROOT.parent / "shared" / "data" / "en_coded_taguette"
_MARKUP = re.compile(r"<[^>]+>")


def taguette(path: Path) -> Teaching:
    """The highlights and tags of a Taguette project as what teaches."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
        tags = {str(tag): (name, about) for tag, name, about in base.execute("SELECT id, path, description FROM tags")}
        of_highlight: dict[int, set[str]] = {}
        for highlight, tag in base.execute("SELECT highlight_id, tag_id FROM highlight_tags"):
            of_highlight.setdefault(highlight, set()).add(str(tag))
        query = "SELECT id, document_id, start_offset, end_offset, snippet FROM highlights ORDER BY 2, 3, 4"
        places: dict[tuple[str, int, int], tuple[str, set[str]]] = {}
        for highlight, document, start, end, snippet in base.execute(query):
            place = places.setdefault((str(document), start, end), (_plain(snippet), set()))
            place[1].update(of_highlight.get(highlight, ()))
    passages = tuple(
        Passage(text=text, codes=frozenset(codes), interview=document, reference=f"{document}@{start}-{end}")
        for (document, start, end), (text, codes) in places.items()
        if codes
    )
    return Teaching(codes=tuple(tags), wordings=tuple(_wordings(tags)), passages=passages)


def _plain(snippet: str) -> str:
    return html.unescape(_MARKUP.sub(" ", snippet)).strip()


def _wordings(tags: dict[str, tuple[str, str]]) -> Iterator[Wording]:
    for code, (name, about) in tags.items():
        yield Wording(code=code, kind="label", text=name)
        if about:
            yield Wording(code=code, kind="definition", text=f"{name}. {about}")


def corpora() -> Iterator[tuple[str, Teaching, evaluating.CuesOf | None, dict[str, str]]]:
    """Each corpus with its name, its cues and the labels of its codes."""
    found = sorted(SESSIONS.glob("*.sqlite3"))
    if found:
        teaching = taguette(found[0])
        labels = {one.code: one.text for one in teaching.wordings if one.kind == "label"}
        yield "17 think-aloud sessions in English, coded in Taguette", teaching, None, labels
    else:
        print(f"{SESSIONS} is not there: only the example study is measured.", file=sys.stderr)
    study = Study(ROOT)
    labels = {code.id: code.label_in("en") for code in study.codebook.codes}

    def cues(passages: Sequence[Passage]) -> Cues:
        texts = [passage.text for passage in passages]
        return evaluating.cues_in(study.codebook, texts, "fr")

    yield "the example study (invented, French), coder ana", learning.teaching(study, "ana"), cues, labels


def _remembering(make: Embed) -> Embed:
    """Embeddings, each text once."""
    import numpy as np  # noqa: PLC0415

    known: dict[str, semantic.Array] = {}

    def embed(texts: Sequence[str]) -> semantic.Array:
        new = list(dict.fromkeys(text for text in texts if text not in known))
        known.update(zip(new, make(new), strict=True))
        return np.array([known[text] for text in texts], dtype=np.float32).reshape(len(texts), -1)

    return embed


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--with", dest="extra", choices=["none", "fr", "semantic"], default="semantic")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    makers: dict[str, Embed] = {"fr": vectors.embed, "semantic": semantic.embed}
    embed = _remembering(makers[options.extra]) if options.extra in makers else None
    documents = {}
    for name, teaching, cues, labels in corpora():
        if options.extra == "fr" and "English" in name:
            continue  # French word vectors know no English
        found = evaluating.measure(teaching, embed, cues)
        documents[name] = evaluation_document(found, labels=labels)
        if not options.json:
            print(f"## {name}\n\n{', '.join(found.proposers)}\n\n{evaluation_markdown(found, labels=labels)}")
    if options.json:
        print(json.dumps(documents, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
