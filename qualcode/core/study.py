"""A study's settings and the people in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Unit = Literal["turn", "sentence", "passage"]
UNITS: tuple[str, ...] = get_args(Unit)
Outcome = Literal["planned", "done", "refused", "no_answer"]
OUTCOMES: tuple[str, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppingRule:
    """The rule of Guest, Namey & Chen (2020), fixed before looking; and what it is applied to.

    `withhold` maps a stratum (or `all`) to the reason why the researcher forbids a claim there, such as non-response.
    """

    base: int = 4
    run: int = 2
    threshold: float = 0.05
    level: Literal["code", "theme"] = "code"
    methodology: Literal["codebook", "reflexive"] = "codebook"
    withhold: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteStyle:
    """How quotes are signed: `first` and `then` are templates over the respondent's attributes; `role` exposes least."""

    style: Literal["name", "role"] = "name"
    first: str = "{pseudonym}, {role}"
    then: str = "{pseudonym}"
    role: str = "{role}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestSettings:
    """How suggestions are made and to whom they are shown.

    `teach`: whose codings suggestions learn from, the coder's own or everybody's; with "all", double coding is not blind.
    Nothing is shown to `blind_coders`; to everybody else, nothing on a share of segments between 0 and 1 (`blind_share`).
    """

    teach: Literal["own", "all"] = "own"
    blind_coders: tuple[str, ...] = ()
    blind_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSettings:
    """Double coding: `coder` is the name under which what was agreed on is kept.

    With `blind`, nobody is shown another's codings of an interview before all of its coders said that they have finished it.
    """

    coder: str = "consensus"
    blind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """The coding desk: `keys` gives actions other keys, several separated by commas."""

    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What qualcode.toml says."""

    title: str = ""
    language: Literal["fr", "en"] = "fr"
    coder: str = ""
    codebook: str = ""
    unit: Unit = "sentence"
    saturation: StoppingRule = field(default_factory=StoppingRule)
    quotes: QuoteStyle = field(default_factory=QuoteStyle)
    suggest: SuggestSettings = field(default_factory=SuggestSettings)
    agreement: AgreementSettings = field(default_factory=AgreementSettings)
    desk: DeskSettings = field(default_factory=DeskSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """Somebody interviewed. An attribute may hold several values, separated by `;`: two roles are two roles."""

    id: str
    pseudonym: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None

    def attribute(self, name: str) -> str:
        """The value of an attribute, empty when there is none."""
        if name in {"id", "pseudonym"}:
            return str(getattr(self, name))
        return self.attributes.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody who was asked for an interview, and what came of it."""

    id: str
    type: str
    asked_on: str = ""
    outcome: str = ""
    line: int | None = None


def values_of(cell: str) -> tuple[str, ...]:
    """The values in one attribute's cell.

    >>> values_of("présidente ; ancienne pair-aidante")
    ('présidente', 'ancienne pair-aidante')
    """
    return tuple(value for part in cell.split(";") if (value := part.strip()))
