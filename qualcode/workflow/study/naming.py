"""Find what a person named: a code by id or label, a passage by reference and words."""

import unicodedata
from collections.abc import Iterable

from qualcode.core.address import Anchor, Reference
from qualcode.core.codebook import Code
from qualcode.core.language import _, plural
from qualcode.core.study import Respondent
from qualcode.core.transcript import Transcript, Turn
from qualcode.errors import QualcodeError, Unknown
from qualcode.store.study import Study
from qualcode.text.anchoring import whole_words
from qualcode.workflow.study.segmenting import sentence_spans


def folded(text: str) -> str:
    """Without accents or capitals, for comparing what people type.

    >>> folded("Réticence")
    'reticence'
    """
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def find_code(study: Study, name: str) -> Code:
    """The code of that id or label (any language, accents and capitals optional). Raises Unknown, with the nearest."""
    book = study.codebook
    if name in book.by_id:
        return book.by_id[name]
    wanted = folded(name.strip())
    for code in book.codes:
        if wanted in {folded(code.id), *(folded(label) for label in code.label.values())}:
            return code
    raise Unknown(
        _("there is no code “{name}”.").format(name=name),
        where=study.relative(study.codebook_path),
        advice=_nearest_codes(study, wanted),
    )


def _nearest_codes(study: Study, wanted: str) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for messages

    names = {code.id: folded(f"{code.id} {' '.join(code.label.values())}") for code in study.codebook.usable()}
    close = process.extract(wanted, names, scorer=fuzz.partial_ratio, limit=3, score_cutoff=70)
    if close:
        return _("Did you mean {names}?").format(names=", ".join(str(key) for _text, _score, key in close))
    return _("`qualcode codebook list` shows the codes; `qualcode codebook add {name}` makes this one.").format(
        name=wanted
    )


def find_respondent(study: Study, name: str) -> Respondent:
    """The respondent of that id or pseudonym (accents and capitals optional). Raises Unknown, saying who there is."""
    people = study.respondents
    if name in people:
        return people[name]
    wanted = folded(name.strip())
    found = [person for person in people.values() if wanted in {folded(person.id), folded(person.pseudonym)}]
    if len(found) == 1:
        return found[0]
    message = _("several respondents are called “{name}”.") if found else _("there is no respondent “{name}”.")
    names = ", ".join(f"{person.id} {person.pseudonym}".strip() for person in found or list(people.values())[:12])
    raise Unknown(
        message.format(name=name),
        where=study.relative(study.respondents_path),
        advice=_("Choose one of: {names}.").format(names=names) if names else "",
    )


def code_to_apply(study: Study, name: str) -> Code:
    """The code that a new coding takes: a merged one gives its successor. Raises QualcodeError for a retired one."""
    book = study.codebook
    code = find_code(study, name)
    code = book.by_id.get(book.resolve(code.id), code)
    if code.status == "retired":
        raise QualcodeError(
            _("the code “{id}” is retired: it takes no new codings.").format(id=code.id),
            where=study.relative(study.codebook_path),
            advice=_("Choose another one, or bring it back: qualcode codebook edit {id} --status active.").format(
                id=code.id
            ),
        )
    return code


def find_turn(transcript: Transcript, turn_id: str) -> Turn:
    """A turn of a transcript. Raises Unknown, saying which turns there are."""
    turn = transcript.by_turn.get(turn_id)
    if turn is None:
        ids = [turn.id for turn in transcript.turns]
        message = _("{id} has no turn {turn}.").format(id=transcript.id, turn=turn_id)
        advice = _("Its turns go from {first} to {last}.").format(first=ids[0], last=ids[-1]) if ids else ""
        raise Unknown(message, advice=advice)
    return turn


def find_passage(study: Study, reference: Reference, quote: str | None = None) -> Anchor:
    """The passage that a reference names, or the words `quote` inside it.

    Raises Unknown or QualcodeError when there is no such turn, sentence, range, or when the words are not there just once.
    """
    transcript = study.transcript(reference.transcript)
    turn = find_turn(transcript, reference.turn)
    start, end = _range(study, transcript, turn, reference)
    if quote is not None:
        start, end = find_quote(turn.text, quote, start, end, where=str(reference))
    return Anchor(turn=turn.id, start=start, end=end, quote=turn.text[start:end])


def _range(study: Study, transcript: Transcript, turn: Turn, reference: Reference) -> tuple[int, int]:
    if reference.span is not None:
        if reference.span[1] > len(turn.text):
            length = len(turn.text)
            message = plural("turn {turn} has {n} character.", "turn {turn} has {n} characters.", length, turn=turn.id)
            raise Unknown(message, where=str(reference), advice=_("Give characters from 0 to {n}.").format(n=length))
        return reference.span
    if reference.sentence is None:
        return 0, len(turn.text)
    spans = sentence_spans(study, transcript, turn.id)
    if not 1 <= reference.sentence <= len(spans):
        raise Unknown(
            plural("turn {turn} has {n} sentence.", "turn {turn} has {n} sentences.", len(spans), turn=turn.id),
            where=str(reference),
            advice=_("`qualcode segment {id} --unit sentence` shows them.").format(id=transcript.id),
        )
    return spans[reference.sentence - 1]


# Typed or pasted by hand, these stand for one another; each takes one code point, so that offsets hold.
_ALIKE = {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\n": " ", "–": "-"}


def alike(text: str) -> str:
    """The text with one kind of apostrophe, quotation mark, dash and space, as long as it was."""
    for char, plain in _ALIKE.items():  # far quicker than str.translate on text with accents
        text = text.replace(char, plain)
    return text


def find_quote(text: str, quote: str, start: int, end: int, *, where: str) -> tuple[int, int]:
    """Where the words stand between `start` and `end`; apostrophes, quotation marks and kinds of spaces are alike."""
    wanted = alike(unicodedata.normalize("NFC", quote)).strip()
    there = alike(text)
    at = there.find(wanted, start, end) if wanted else -1
    if at < 0:
        raise Unknown(
            _("the words “{quote}” are not there.").format(quote=_short(quote)), where=where, advice=_like(wanted, text)
        )
    again = there.find(wanted, at + 1, end)
    if again >= 0:
        raise QualcodeError(
            _("the words “{quote}” stand there more than once.").format(quote=_short(quote)),
            where=where,
            advice=_("Quote a few more words, or give the characters: @{a}-{b} or @{c}-{d}.").format(
                a=at, b=at + len(wanted), c=again, d=again + len(wanted)
            ),
        )
    return at, at + len(wanted)


def _like(wanted: str, text: str) -> str:
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - only for messages

    found = partial_ratio_alignment(wanted, text, score_cutoff=70) if wanted and text else None
    if found is None:
        return _("Copy them as the transcript has them.")
    start, end = whole_words(text, found.dest_start, found.dest_end)
    return _("Did you mean “{words}”?").format(words=text[start:end])


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"  # noqa: PLR2004 - one line of a terminal


HEADER = ("mode", "source", "language", "date")


def attribute(study: Study, name: str) -> str:
    """The attribute that a person named, capitals and accents apart; several, with commas, are crossed.

    Raises Unknown, saying which there are.
    """
    if "," in name:
        return ",".join(attribute(study, part.strip()) for part in name.split(",") if part.strip())
    columns = study.table(study.respondents_path).value.columns
    known = dict.fromkeys([*columns, *HEADER])
    if name in known or (name == "type" and not columns):  # without a table of people nobody has a type yet: no mistake
        return name
    known |= dict.fromkeys(key for transcript in study.passes() for key in transcript.attributes)
    found = name if name in known else next((key for key in known if folded(key) == folded(name)), None)
    if found is None:
        raise Unknown(
            _("no respondent and no transcript has “{by}”.").format(by=name),
            where=study.relative(study.respondents_path),
            advice=_("Choose one of: {names}.").format(names=", ".join(known)),
        )
    return found


def labels(study: Study, codes: Iterable[str]) -> dict[str, str]:
    """What readers call each code, in the study's language."""
    book = study.codebook
    return {code: book.by_id[code].label_in(study.settings.language) if code in book.by_id else code for code in codes}
