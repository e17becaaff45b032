"""What a speaker's label looks like, how it may be misspelt, and which one is the interviewer's."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from qualcode.core.language import _
from qualcode.formats.incoming.draft import Draft

Looks = Literal["role", "name", "other"]

# What may follow a role: a number, or the other half of an inclusive form (chercheur·e, enquêteur/trice, Speaker A).
_TAIL = r"[\W\d_]*(?:[a-z]{1,4}[\W_]?)?\d*"
_ASKS = re.compile(
    r"(?:(?:enquet(?:eur|rice|eure)|chercheu(?:r|se|re)|intervieweu(?:r|se)|interviewer|moderat(?:or|eur|rice)"
    r"|animat(?:eur|rice)|researcher|facilitat(?:or|eur|rice)|investigat(?:or|eur|rice)|questions?|sociologue"
    rf"|int|enq|itw|interv|mod)(?![^\W\d_]){_TAIL}|[qi][\s.]*\d*)"
)
_ANSWERS = re.compile(
    r"(?:(?:enquetee?|interviewee?|interrogee?|participante?|repondante?|respondent|informante?|informat(?:eur|rice)"
    r"|reponses?|answers?|locut(?:eur|rice)|speaker|intervenante?|sujet|subject|personne|temoin|patiente?|homme|femme"
    rf"|unknown|inconnue?)(?![^\W\d_]){_TAIL}|[rape][\s.]*\d*)"
)
# Words before a colon that no speaker is called, however often they come.
_NOT_LABELS = """
    adresse ainsi alors also and aparte attention au_fait aussi basically because ben bien bon bref but car cela cf
    conclusion consigne consignes contexte d_abord date debut donc duration duree du_coup e.g email en_bref en_fait
    en_gros en_resume enfin et ex example exemple exemples fin first firstly heure http https i.e i_mean like lieu
    mais mailto mm-hmm mots-cles n.b nb no non note notes objet ok okay or ouais oui p.ex p.s par_exemple parce_que
    place ps puis remarque remarques resultat second so source tel telephone then theme time title titre
    transcription url voila warning web well www yeah yes for_example c_est-a-dire d_accord tout_d_abord et_puis
    et_donc mais_bon alors_la et_la ou_bien that_is in_fact and_then and_so
"""
_NOBODY = frozenset(_NOT_LABELS.split())
_SOUNDS = re.compile(
    r"(?:rire|rit\b|sourire|silence|pause|soupir|inaudible|incompre|inintell|unintell|laugh|crosstalk|musi[cq]|applau"
    r"|bruit|noise|toux|tousse|cough|sigh|hesit|sic\b|long\b|blanc\b|overlap|chevauch|pleur|sonnerie|interruption"
    r"|coupure|blank|brouhaha|nom\b|ville\b|prenom\b|anonym)"
)
_SMALL = "de du des la le les van von der den el al ben bin da di d of the et and"
_PARTICLES = frozenset(_SMALL.split())
_FEW, _LONG, _WORDS = 3, 40, 5
_SENTENCE = re.compile(r"[!?;,…\"«»“”]|\.(?=\s+\S)")
_ABBREVIATION = re.compile(r"\b(?:M|Mr|Mrs|Ms|Mme|Mlle|Dr|Pr|Prof|St|[^\W\d_])\.(?=\s)")


@lru_cache(maxsize=4096)
def fold(label: str) -> str:
    """The label without case, accents, outer punctuation and doubled spaces: what makes two spellings one.

    >>> fold(" Enquêtrice : ")
    'enquetrice'
    """
    bare = unicodedata.normalize("NFKD", label.casefold())
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(bare.replace("’", "'").split()).strip(" :.-–—*[]")


@lru_cache(maxsize=4096)
def looks(label: str) -> Looks | None:
    """How much a short text looks like the name of a speaker: a role, a name, perhaps; None when it cannot be one."""
    key = fold(label)
    words = label.split()
    if not key or len(label) > _LONG or len(words) > _WORDS or not re.search(r"[^\W\d_]", key):
        return None
    if re.sub(r"[ ']", "_", key) in _NOBODY or _SENTENCE.search(_ABBREVIATION.sub("", label)) or _SOUNDS.match(key):
        return None
    if _ASKS.fullmatch(key) or _ANSWERS.fullmatch(key):
        return "role"
    return "name" if all(_names(word) for word in words) and _names(words[0], first=True) else "other"


def is_sound(label: str) -> bool:
    """True for what transcribers put into brackets that is no speaker: [rires], [inaudible], [nom de ville]."""
    return bool(_SOUNDS.match(fold(label)))


def named_role(label: str) -> bool:
    """True for a role written as a word (Enquêtrice, MODERATOR), not for a letter that may mean anything."""
    return looks(label) == "role" and len(re.sub(r"[\W\d_]", "", label)) >= _FEW


def _names(word: str, *, first: bool = False) -> bool:
    letters = word.lstrip("('’").removeprefix("d'").removeprefix("l'")
    if letters[:1].isalpha() and not letters[:1].islower():  # scripts without capitals have names too
        return True
    return bool(not first and (letters[:1].isdigit() or fold(word) in _PARTICLES))


def near(label: str, other: str) -> bool:
    """True when one label is very probably the other one misspelt; never for a digit, an initial or a feminine form.

    >>> near("Checheur", "Chercheur"), near("E1", "E2"), near("Interviewe", "Interviewer"), near("Louis", "Louise")
    (True, False, False, False)
    """
    one, two = fold(label).split(), fold(other).split()
    if one == two:
        return True
    if len(one) != len(two) or re.findall(r"\d", " ".join(one)) != re.findall(r"\d", " ".join(two)):
        return False
    if looks(label) == "role" == looks(other):
        return False
    differing = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    return all(_misspelt(a, b) for a, b in differing)


def _misspelt(word: str, other: str) -> bool:
    """A slip of the keyboard or two. Names that are not roles need to be longer: Marie and Maria are two people."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only wanted where labels nearly match

    role = bool(
        _ASKS.fullmatch(word) or _ANSWERS.fullmatch(word) or _ASKS.fullmatch(other) or _ANSWERS.fullmatch(other)
    )
    shortest = min(len(word), len(other))
    if not role and (word.startswith(other) or other.startswith(word)):
        return False
    if shortest < (5 if role else 7):
        return False
    return int(OSA.distance(word, other)) <= (2 if role and shortest >= 8 else 1)  # noqa: PLR2004


def variants(labels: Mapping[str, int]) -> Mapping[str, str]:
    """Spellings to replace, each with the frequent spelling it stands for. `labels` maps a label to its turns.

    Takes the labels of one file or of a whole folder. What differs by case, accents or spaces always folds; a
    misspelling folds only into a label that is at least three times as frequent.

    >>> variants({"Chercheur": 40, "Checheur": 1, "E1": 9, "E2": 1, "chercheur ": 2})
    {'chercheur ': 'Chercheur', 'Checheur': 'Chercheur'}
    """
    ranked = [label for label, _n in Counter(labels).most_common()]
    chosen: dict[str, str] = {}
    total: Counter[str] = Counter()
    for label in ranked:
        chosen.setdefault(fold(label), label)
        total[chosen[fold(label)]] += labels[label]
    aliases = {label: chosen[fold(label)] for label in ranked if chosen[fold(label)] != label}
    slips = {rare: often for rare in total if (often := _meant(rare, total)) is not None}
    return {label: slips.get(often, often) for label, often in aliases.items()} | slips


def _meant(rare: str, total: Counter[str]) -> str | None:
    often = [label for label, n in total.most_common() if n >= 3 * total[rare] and label != rare and near(rare, label)]
    return often[0] if len(often) == 1 else None


def asks(label: str) -> bool:
    """True when the label names the one who interviews, in French or in English."""
    return _ASKS.fullmatch(fold(label)) is not None


def guess_interviewer(draft: Draft) -> tuple[str, ...]:
    """The labels that are the interviewer's, in order of appearance; empty when unsure.

    Known words come first. Else, of two speakers, the one who asks more and speaks less: then `guessed` has a warning.
    """
    counts = draft.speakers
    known = tuple(label for label in counts if asks(label))
    if known and len(known) < len(counts):
        return known
    if len(counts) != 2:  # noqa: PLR2004
        return ()
    share = {label: _asked(draft, label) for label in counts}
    asker, other = sorted(counts, key=lambda label: share[label], reverse=True)
    clear = share[asker] >= 0.3 and share[asker] >= 2 * share[other]  # noqa: PLR2004
    return (asker,) if clear and counts[asker].words < counts[other].words else ()


def guessed(labels: tuple[str, ...]) -> str:
    """The warning owed when `guess_interviewer` went by the questions asked, not by a name. Empty otherwise."""
    if all(asks(label) for label in labels):
        return ""
    return _("{labels} asks most of the questions and is taken for the interviewer: check.").format(
        labels=", ".join(labels)
    )


def _asked(draft: Draft, label: str) -> float:
    mine = [turn.text.rstrip(" \u00a0\u202f»”\"')") for turn in draft.turns if turn.speaker == label]
    return sum(text.endswith(("?", "？", "؟")) for text in mine) / len(mine)
