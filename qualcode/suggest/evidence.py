"""Why something is proposed: reasons are kept as values, and become sentences when somebody reads them."""

from dataclasses import dataclass

from qualcode.core.language import _, hundredths

OF_QUALIFIERS = frozenset({"voice", "polarity", "about"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A reason: `kind` names its sort, `words` are those that it rests on.

    `source` is where they come from: the cue that matched, the passage that is near, the rule for a qualifier. A kind that
    is not known here, from another package's proposer, is shown as its words alone.
    """

    kind: str
    words: str
    source: str = ""
    similarity: float = 0.0

    @property
    def detail(self) -> str:
        """The reason as a sentence, in the language of messages.

        >>> Evidence(kind="cue", words="peur", source="avoir peur").detail
        '“peur” matches the cue “avoir peur”'
        """
        sentence = sentences().get(self.source if self.kind in OF_QUALIFIERS else self.kind, "{words}")
        kinds = {"label": _("label"), "definition": _("definition"), "example": _("example")}
        return sentence.format(
            words=self.words,
            quote=self.words,
            cue=self.source,
            ref=self.source,
            similarity=hundredths(self.similarity),
            kind=kinds.get(self.kind, ""),
        )


def sentences() -> dict[str, str]:
    """How each sort of reason is said, and each rule for a qualifier."""
    of_codebook = _("near the codebook's {kind} (similarity {similarity}): “{quote}”")
    return {
        "cue": _("“{words}” matches the cue “{cue}”"),
        "misspelling": _("“{words}”, read as a misspelling, matches the cue “{cue}”"),
        "neighbour": _("near {ref} (similarity {similarity}): “{quote}”"),
        "label": of_codebook,
        "definition": of_codebook,
        "example": of_codebook,
        "terms": _("words that weigh most: {words}"),
        "saying": _("“{words}”: somebody else is said to say it"),
        "stance": _("“{words}”: what somebody else thinks or fears"),
        "hearsay": _("“{words}”: known from others"),
        "quotation": _("“{words}”: somebody else's words between quotation marks"),
        "own words": _("“{words}”: the speaker's own words"),
        "negation": _("“{words}”: denied"),
        "denial": _("“{words}”: a denial"),
        "overcome": _("“{words}”: told as over"),
        "people": _("“{words}”: this is told of other people"),
        "staff": _("“{words}”: this is about the staffing of the service"),
    }
