"""Nothing is left of a name, however it is shaped and however it is written again."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.store.study import Study
from qualcode.workflow.interviews.wishes import Wishes
from qualcode.workflow.privacy import keeping
from qualcode.workflow.privacy.identifying import look, with_days
from qualcode.workflow.privacy.pseudonymising import carry_out
from qualcode.workflow.privacy.scanning import scan
from qualcode.workflow.privacy.subjects import subjects
from qualcode.workflow.privacy.substituting import Decision, decide

NAMES = [
    "Samira Belkacem",
    "Jean-Baptiste Kervella",
    "Marie Le Floc'h",
    "Awa N'Diaye",
    "Sean O'Connor",
    "Nadia Ben Salah",
    "Maria da Conceição",
    "Solène Lœuillet",
    "Jürgen Strauß",
    "İpek Yılmaz",
    "Łukasz Wójcik",
    "Søren Kjærgaard",
    "Thị Hương Đặng",
    "Aïssata-Louise Müller-Lüdenscheidt",
    "Gwenaëlle de Kersauson",
]


def bare(text: str) -> set[str]:
    """The words without case, accents, ligatures and unseen signs: what no writing can hide behind."""
    text = text.casefold().replace("œ", "oe").replace("æ", "ae").translate(str.maketrans("ıłøđ", "ilod"))
    kept = (char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char) not in {"Mn", "Cf"})
    return set(re.findall(r"[^\W_]+", "".join(kept)))


def plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


WRITINGS: Mapping[str, Callable[[str], str]] = {
    "as it is": lambda name: name,
    "upper": str.upper,
    "lower": str.lower,
    "no accents": plain,
    "no accents, upper": lambda name: plain(name).upper(),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "no-break space": lambda name: name.replace(" ", "\u00a0"),
    "narrow no-break space": lambda name: name.replace(" ", "\u202f"),
    "two spaces": lambda name: name.replace(" ", "  "),
    "over two lines": lambda name: name.replace(" ", "\n"),
    "spaces for hyphens": lambda name: name.replace("-", " "),
    "no-break hyphens": lambda name: name.replace("-", "\u2011"),
    "curly apostrophes": lambda name: name.replace("'", "’"),
    "soft hyphens": lambda name: " ".join(f"{word[:3]}\u00ad{word[3:]}" for word in name.split(" ")),
    "spaces without width": lambda name: name.replace("a", "a\u200b"),
    "joiners": lambda name: name.replace("a", "a\u200d"),
    "underlined": lambda name: f"_{name}_",
    "last name first": lambda name: " ".join(reversed(name.split(" ", 1))),
    "quoted": lambda name: f"«{name}»",
    "of somebody": lambda name: f"{name}'s",
}


@pytest.fixture
def pseudonymised(study_of: Callable[..., Study], tmp_path: Path) -> Callable[[Callable[[str], str]], Study]:
    """A study with one interview that came in, where each name is given once, then written again; replaced everywhere."""

    def done(writing: Callable[[str], str]) -> Study:
        study = study_of({})
        path = tmp_path / "original.txt"
        given = [f"Enquêtrice : Et là ?\nPersonne : J'ai vu Madame {name}.\n" for name in NAMES]
        again = [f"Enquêtrice : Redites ?\nPersonne : C'était toujours {writing(name)}, voilà.\n" for name in NAMES]
        path.write_text("".join(given + again), encoding="utf-8")
        opened = keeping.make(study, "quatre mots sans rapport")
        (subject,) = subjects(study, [str(path)], Wishes(), {}).subjects
        key = with_days(opened.key, subject.transcript)
        looked = look(study, subject, key)
        for proposal in looked.proposals:
            key = decide(looked, key, proposal, Decision(action="everywhere", substitute=proposal.substitute))
        carry_out(study, looked, replace(opened, key=key))
        return Study(study.root)

    return done


def left(study: Study) -> list[str]:
    """The words of names, of four letters and more, that the study's files still hold."""
    text = bare("".join(path.name + path.read_text("utf-8") for path in (study.root / "transcripts").glob("*.*")))
    return sorted(word for word in bare(" ".join(NAMES)) & text if len(word) > 3)


@pytest.mark.parametrize("writing", WRITINGS)
def test_nothing_is_left_of_a_name(pseudonymised: Callable[[Callable[[str], str]], Study], writing: str) -> None:
    study = pseudonymised(WRITINGS[writing])
    assert left(study) == []
    assert not scan(study, history=False).findings
