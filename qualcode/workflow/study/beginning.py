"""Begin a study in a folder."""

import json
from collections.abc import Sequence
from importlib.resources import files as resources
from pathlib import Path

from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.formats.people import RECRUITMENT_COLUMNS, RESPONDENT_COLUMNS
from qualcode.store import files
from qualcode.store.study import MARK

TEMPLATES = ("pair-aidance", "blank")


def begin(folder: Path, *, template: str = "pair-aidance", language: str = "fr", title: str = "") -> Sequence[str]:
    """Make the files of a new study; files that are there already stay as they are. Returns the paths made.

    Raises QualcodeError when the folder is a study already.
    """
    if (folder / MARK).exists():
        raise QualcodeError(
            _("this folder is a study already."), where=folder / MARK, advice=_("Go on: qualcode transcript add FILES")
        )
    with files.explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("codebooks", "transcripts", "exports"):
            (folder / name).mkdir(exist_ok=True)
    codebook = "codebook" if template == "blank" else template
    contents = {
        MARK: _settings(title or folder.resolve().name, language, codebook),
        f"codebooks/{codebook}.yaml": _template(template),
        "transcripts/respondents.csv": ",".join(RESPONDENT_COLUMNS) + "\n",
        "transcripts/recruitment.csv": ",".join(RECRUITMENT_COLUMNS) + "\n",
        ".gitignore": ".qualcode/\n",
        ".gitattributes": "transcripts/codings/**/*.jsonl merge=union text eol=lf\n",
    }
    made = []
    for name, text in contents.items():
        path = folder / name
        if not path.exists():
            files.replace(path, text.encode(), expected=files.ABSENT)
            made.append(name)
    return made


def _template(template: str) -> str:
    if template == "blank":
        return "codes: []\n"
    package = resources("qualcode")
    packaged = package / "templates" / f"{template}.yaml"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    # Run from a checkout, the template is the example study's own codebook, beside the package.
    return Path(str(package)).with_name("codebooks").joinpath(f"{template}.yaml").read_text(encoding="utf-8")


def _settings(title: str, language: str, codebook: str) -> str:
    lines = _(
        """\
# The study. Lines that begin with # are explanations.
title = {title}
language = "{language}"            # fr or en: interviews, reports, messages
coder = "coder"            # who codes when nobody is named; --coder or QUALCODE_CODER say otherwise
codebook = "codebooks/{codebook}.yaml"
unit = "sentence"          # segments: turn, sentence or passage

[saturation]               # fix the stopping rule before you look (Guest, Namey & Chen 2020)
base = 4                   # first interviews, whose codes are the reference
run = 2                    # interviews in a row that must bring (nearly) nothing new
threshold = 0.05           # new codes of the run / codes of the base, at most
level = "code"             # or theme: the tops of the codebook's tree
methodology = "codebook"   # or reflexive: curves without verdicts

# [saturation.withhold]    # groups for which no claim is allowed, and why
# "membre d'association" = "five of nine people asked did not answer"

[quotes]
style = "name"             # or role, where a name would expose
first = "{{pseudonym}}[, {{role}}]"
then = "{{pseudonym}}"
role = "{{role}}"
"""
    )
    # A JSON string is a TOML string.
    return lines.format(
        title=json.dumps(title, ensure_ascii=False).replace("\x7f", "\\u007f"), language=language, codebook=codebook
    )
