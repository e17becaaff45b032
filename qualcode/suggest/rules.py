"""What a language's table of qualifier rules holds. The tables are rules_fr and rules_en; qualifiers reads them.

Every pattern runs over text in small letters, with straight apostrophes and author's brackets blanked.
"""

import re
from dataclasses import dataclass

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One language.

    Voice: `report` finds second-hand report (a group's name says what sort), `no_report` what only looks like it, at the
    same place; `own_words` the speaker's own saying, `own_stance` the speaker's own opinion.
    Polarity: `negators` are words, `not_negators` phrases in which they deny nothing, `worry` what is denied, `stops` the
    words that end a negation's scope, `denials` phrases that deny by themselves, `overcome` those that deny a worry told
    beside them, `disclaimer` what takes a denial of `disclaimed` back. `after` may follow a verb of worry (or a cue) at once.
    Others: `topic` is what may be theirs, `people` who they are, `staff` a shortage of the service, `own` the peer worker.
    `concord` is true where two negators deny once ("jamais aucune peur") and not twice ("not saying I wasn't").
    """

    report: Pattern
    no_report: Pattern
    own_words: Pattern
    own_stance: Pattern
    negators: Pattern
    not_negators: Pattern
    worry: Pattern
    worry_verb: Pattern
    after: Pattern
    stops: Pattern
    denials: Pattern
    no_denials: Pattern
    overcome: Pattern
    disclaimed: Pattern
    disclaimer: Pattern
    topic: Pattern
    people: Pattern
    staff: Pattern
    own: Pattern
    concord: bool


def words(*alternatives: str) -> Pattern:
    r"""A pattern of whole words: any of the alternatives, which may be patterns; a space stands for any white space.

    >>> words("j'", "on dit").findall("j'ai, on dit, on dite")
    ["j'", 'on dit']
    """
    inner = "|".join(alternative.replace(" ", r"\s+") for alternative in alternatives)
    return re.compile(rf"(?<!\w)(?:{inner})(?:(?<=')|(?!\w))")
