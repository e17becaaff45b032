"""Corpora on disk, generated from a seed: folders of interviews to bring in, whole studies, tables of codings."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from benchmarks.words import INTERVIEWER, Said, interview, sentences
from qualcode.core.codebook import Code, Codebook
from qualcode.core.coding import Coding
from qualcode.core.transcript import Transcript
from qualcode.formats import codebooks, codings, transcripts

SEED = 20_260_304
CODERS = ("ana", "ben")
_POOL = 4_000
_TYPES = ("pair aidant", "professionnel", "membre d'association")
_AT = "2026-03-05T10:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """A generated transcript and where its sentences stand."""

    transcript: Transcript
    said: tuple[Said, ...]


def interviews(number: int, words: int) -> Iterator[Interview]:
    """Interviews E0001, E0002, ... of about so many words, one respondent each."""
    random = Random(SEED)
    pool = sentences(random, _POOL)
    for n in range(1, number + 1):
        said = tuple(interview(random, pool, f"Invité{n}", words))
        transcript = Transcript(
            id=f"E{n:04d}",
            turns=tuple(one.turn for one in said),
            date=(date(2020, 1, 6) + timedelta(days=n)).isoformat(),
            respondents={f"Invité{n}": f"R{n:04d}"},
            interviewer=(INTERVIEWER,),
            language="fr",
            mode="visio",
        )
        yield Interview(transcript=transcript, said=said)


# Folders to bring in


def write_txt(folder: Path, number: int, words: int) -> None:
    """Plain texts with `Name: ...` at the head of each turn."""
    folder.mkdir(parents=True)
    for one in interviews(number, words):
        lines = (f"{turn.speaker}: {turn.text}\n" for turn in one.transcript.turns)
        (folder / f"{one.transcript.id}.txt").write_text("".join(lines), encoding="utf-8")


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RUN = (
    '<w:r w:rsidRPr="00F062F4"><w:rPr><w:rFonts w:ascii="Calibri" w:eastAsia="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
    '{bold}<w:color w:val="000000" w:themeColor="text1"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="fr-FR"/>'
    '</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
)
_PARAGRAPH = (
    '<w:p w:rsidR="0091090E" w:rsidRPr="00F062F4" w:rsidRDefault="004650EB"><w:pPr><w:rPr><w:color w:val="000000"/>'
    '<w:lang w:val="fr-FR"/></w:rPr></w:pPr>{runs}</w:p>'
)
_PARTS = {
    "[Content_Types].xml": (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
}


def _run(text: str, *, bold: bool = False) -> str:
    return _RUN.format(bold="<w:b/><w:bCs/>" if bold else "", text=escape(text))


def _word_paragraphs(said: Said) -> str:
    """A turn as word processors write it: a speaker's line, then the words, one run per sentence."""
    head = _run("[") + _run(said.turn.speaker, bold=True) + _run(f"] ({said.turn.time})")
    words = "".join(_run(said.turn.text[start:end] + " ") for start, end in said.sentences)
    return _PARAGRAPH.format(runs=head) + _PARAGRAPH.format(runs=words)


def write_docx(folder: Path, number: int, words: int) -> None:
    """Word documents with `[Name] (0:01)` on a line of its own, and as much markup per word as real ones have."""
    folder.mkdir(parents=True)
    for one in interviews(number, words):
        body = "".join(map(_word_paragraphs, one.said))
        document = (
            f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        )
        with ZipFile(folder / f"{one.transcript.id}.docx", "w", ZIP_DEFLATED) as archive:
            for name, part in {**_PARTS, "word/document.xml": document}.items():
                archive.writestr(name, part)


# Whole studies


def code_ids(number: int) -> list[str]:
    """Ids of a generated codebook."""
    return [f"code_{n:03d}" for n in range(1, number + 1)]


def _codebook(number: int, random: Random) -> Codebook:
    """Codes in families of five, each with a definition, limits and examples as a careful codebook has them."""
    pool = sentences(random, 40)
    ids = code_ids(number)
    return Codebook(
        codes=tuple(
            Code(
                id=code,
                label={"fr": f"libellé {code[5:]}", "en": f"label {code[5:]}"},
                parent=ids[n // 5 * 5] if n % 5 else None,
                definition={"fr": random.choice(pool), "en": random.choice(pool)},
                include=tuple(random.sample(pool, 2)),
                exclude=tuple(random.sample(pool, 2)),
                examples=tuple(random.sample(pool, 2)),
                cues=(f"indice{n}", f"mot{n} ... autre{n}"),
            )
            for n, code in enumerate(ids)
        )
    )


def write_study(root: Path, number: int, words: int, *, codes: int, per_coder: Callable[[int], int]) -> None:
    """A study of that many transcripts, each coded by both coders; `per_coder` gives the codings of one in the n-th."""
    random = Random(SEED)
    folder = root / "transcripts"
    for coder in CODERS:
        (folder / "codings" / coder).mkdir(parents=True)
    (root / "codebooks").mkdir()
    (root / "codebooks" / "codebook.yaml").write_bytes(codebooks.dumps(_codebook(codes, random)))
    (root / "qualcode.toml").write_text('title = "Étude inventée"\nlanguage = "fr"\ncoder = "ana"\n', encoding="utf-8")
    people = ["id,pseudonym,type,role"]
    ids = code_ids(codes)
    for n, one in enumerate(interviews(number, words)):
        transcript = one.transcript
        (folder / f"{transcript.id}.txt").write_bytes(transcripts.dumps(transcript))
        people.append(f"R{n + 1:04d},Invité{n + 1},{_TYPES[n % 3]},rôle {n % 7}")
        for coder in CODERS:
            if data := _coding_file(one, ids, per_coder(n), random):
                (folder / "codings" / coder / f"{transcript.id}.jsonl").write_bytes(data)
    (folder / "respondents.csv").write_text("\n".join(people) + "\n", encoding="utf-8")


def write_instruments(root: Path, *, codes: int, people: int) -> None:
    """An interview guide of twenty topics, and a questionnaire of twenty questions with its map."""
    random = Random(SEED + 2)
    ids = code_ids(codes)
    topics = [
        f"  - {{id: t{n}, asked: [mot{n}, semaine], heard: [indice{n}, équipe], codes: [{ids[n * 5 % codes]}]}}"
        for n in range(20)
    ]
    questions = [
        f"  - {{column: q{n}, answers: [oui, plutôt, non], codes: [{ids[(n * 5 + 1) % codes]}], "
        f"opposed: {{answers: [oui, plutôt], codes: [{ids[(n * 5 + 2) % codes]}]}}}}"
        for n in range(20)
    ]
    rows = [",".join(["type", *(f"q{n}" for n in range(20))])]
    rows += [
        ",".join([_TYPES[n % 3], *random.choices(("oui", "plutôt", "non", ""), (5, 4, 1, 1), k=20)])
        for n in range(people)
    ]
    folder = root / "transcripts"
    (folder / "guide.yaml").write_text("\n".join(["topics:", *topics, ""]), encoding="utf-8")
    (folder / "questionnaire.yaml").write_text("\n".join(["questions:", *questions, ""]), encoding="utf-8")
    (folder / "questionnaire.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")


def places(one: Interview) -> list[tuple[str, int, int, str]]:
    """Every sentence of the respondent: its turn, start, end and words."""
    return [
        (said.turn.id, start, end, said.turn.text[start:end])
        for said in one.said
        if said.turn.speaker != INTERVIEWER
        for start, end in said.sentences
    ]


def _coding_file(one: Interview, ids: Sequence[str], number: int, random: Random) -> bytes:
    """Codings of sentences anywhere in the interview; each code in about as many codings as another."""
    there = places(one)
    made = [
        Coding(id=f"{random.getrandbits(40):010x}", turn=turn, start=start, end=end, code=code, quote=quote, at=_AT)
        for (turn, start, end, quote), code in zip(
            random.choices(there, k=number), random.choices(ids, k=number), strict=True
        )
    ]
    return codings.rewrite(
        codings.CodingFile(fingerprint=one.transcript.fingerprint, lines=()),
        transcript=one.transcript.id,
        add=made,
    )[0]


# Tables of codings


def write_table(path: Path, number: int, words: int, *, codes: int, rows: int, by_quote: bool) -> None:
    """A table for `tag import` on the study of the same size: by turn and offsets, or by words alone."""
    random = Random(SEED + 1)
    ids = code_ids(codes)
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["transcript", "code", "quote"] if by_quote else ["transcript", "code", "turn", "start", "end"])
        for one in interviews(number, words):
            there = places(one)
            for _n in range(rows // number):
                turn, start, end, quote = random.choice(there)
                place = [quote] if by_quote else [turn, str(start), str(end)]
                table.writerow([one.transcript.id, random.choice(ids), *place])
