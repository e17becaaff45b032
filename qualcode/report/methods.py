"""The methods paragraph and the checklists of journals, filled with what the study knows; what it does not know stays blank.

COREQ: Tong, Sainsbury & Craig 2007, 32 items. SRQR: O'Brien et al. 2014, 21 items.
"""

from collections.abc import Iterator
from typing import Any

from qualcode.core.language import _, plural
from qualcode.report.agreement import coefficient
from qualcode.report.checklists import Item, coreq, srqr
from qualcode.report.codebook_activity import kind_word
from qualcode.report.dates import in_words
from qualcode.report.methods_facts import Facts
from qualcode.report.numbers import percent, thousands
from qualcode.report.plain import csv_text
from qualcode.report.recruitment import asked_words
from qualcode.report.saturation import parameters_line, short_verdict
from qualcode.report.sheet import wrapped

MOST_THEMES = 6


def methods_markdown(facts: Facts) -> str:
    """The paragraph, then both checklists as tables."""
    title = _("Methods")
    blocks = [f"# {title}", paragraph(facts), f"*{_how_to_read()}*"]
    for title, items in checklists(facts):
        blocks += [f"## {title}", _markdown_table(items)]
    return "\n\n".join(blocks) + "\n"


def methods_text(facts: Facts, *, width: int) -> str:
    """The same for a terminal: filled items, then the numbers of those left blank."""
    parts = [wrapped(paragraph(facts), width=width), wrapped(_how_to_read(), width=width)]
    for title, items in checklists(facts):
        filled = [
            wrapped(f"{item.id}. {_label(item)} {item.text}", width=width, then="    ") for item in items if item.text
        ]
        blank = [f"{item.id} {item.topic}" for item in items if not item.text]
        rest = _("Left blank: {items}.").format(items=", ".join(blank))
        parts.append("\n".join([title, "", *filled, "", wrapped(rest, width=width)]))
    return "\n\n\n".join(parts) + "\n"


def methods_csv(facts: Facts) -> str:
    """One row for each item of both checklists; an empty text where the study does not know."""
    rows = ((name, item.id, item.topic, item.text) for name, items in checklists(facts) for item in items)
    return csv_text(("checklist", "item", "topic", "text"), rows)


def methods_document(facts: Facts) -> dict[str, Any]:
    """`{"paragraph","blanks","coreq":[{"item","topic","text"}],"srqr":[…],"software"}`; text is null where it is blank."""
    text = paragraph(facts)
    return {
        "paragraph": text,
        "blanks": text.count("["),
        **{
            name.lower(): [{"item": item.id, "topic": item.topic, "text": item.text or None} for item in items]
            for name, items in checklists(facts)
        },
        "software": {"qualcode": facts.version},
    }


def methods_docx(facts: Facts) -> bytes:
    """A Word document with the paragraph and both tables; blanks are highlighted."""
    from qualcode.report.methods_docx import document  # noqa: PLC0415 - python-docx is slow to load

    return document(_("Methods"), paragraph(facts), _how_to_read(), list(checklists(facts)))


def checklists(facts: Facts) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """COREQ and SRQR, each item with what the study can say of it."""
    yield "COREQ", coreq(_coreq(facts))
    yield "SRQR", srqr(_srqr(facts))


def blank(what: str) -> str:
    """A gap that nobody overlooks."""
    return _("[to complete: {what}]").format(what=what)


def paragraph(facts: Facts) -> str:
    """The methods in one paragraph, gaps in square brackets."""
    return " ".join(
        sentence
        for sentence in (
            _sample(facts),
            _recruited(facts),
            _prepared(facts),
            _codebook(facts),
            _coded(facts),
            _agreed(facts),
            *_saturation(facts),
            _software(facts),
        )
        if sentence
    )


# Sentences


def _sample(facts: Facts) -> str:
    interviews = plural("{n} interview", "{n} interviews", facts.interviews)
    held = (
        _("The material is {interviews}, held between {first} and {last}").format(
            interviews=interviews, first=in_words(facts.first), last=in_words(facts.last)
        )
        if facts.first
        else _("The material is {interviews}, held {when}").format(interviews=interviews, when=blank(_("dates")))
    )
    modes = ", ".join(f"{mode} {n}" for mode, n in facts.modes.items())
    how = f" ({modes})" if modes else ""
    where = blank(_("places, interviewer, guide"))
    return f"{held}{how} {where}, {_people(facts)}."


def _people(facts: Facts) -> str:
    if facts.respondents is None:
        return _("with {whom}").format(whom=blank(_("respondents")))
    people = plural("with {n} respondent", "with {n} respondents", facts.respondents)
    groups = ", ".join(f"{name or _('not stated')} {n}" for name, n in facts.respondents_by_group.items())
    return f"{people} ({groups})" if groups else people


def _recruited(facts: Facts) -> str:
    asked = (
        plural(
            "{n} person was asked ({outcomes}).",
            "{n} people were asked ({outcomes}).",
            sum(facts.asked.values()),
            outcomes=asked_words(facts.asked),
        )
        if facts.asked
        else ""
    )
    chosen = blank(_("how people were chosen and approached; ethics approval"))
    return f"{asked} {chosen}.".strip()


def _prepared(facts: Facts) -> str:
    return _("Transcripts ({words} words of respondents) were {how}.").format(
        words=thousands(facts.words), how=blank(_("recorded, transcribed and pseudonymised how, by whom"))
    )


def _codebook(facts: Facts) -> str:
    codes = plural("{n} code", "{n} codes", facts.codes)
    themes = plural("{n} theme", "{n} themes", facts.themes)
    defined = plural("{n} of them with a definition", "{n} of them with a definition", facts.defined)
    said = _("The codebook holds {codes} in {themes}, {defined}; it came {whence}.").format(
        codes=codes, themes=themes, defined=defined, whence=blank(_("from the data, from theory, from both"))
    )
    return f"{said} {_changed(facts)}".strip()


def _changed(facts: Facts) -> str:
    if not facts.activity:
        return ""
    changes = ", ".join(f"{kind_word(kind)} {n}" for kind, n in facts.activity.items())
    return _("It changed while coding (codes {changes}); every change is in a journal.").format(changes=changes)


def _coded(facts: Facts) -> str:
    if not facts.codings:
        return _("Nothing is coded yet.")
    said = plural(
        "{n} interview was coded, by {coders} in all ({codings} coded passages).",
        "{n} interviews were coded, by {coders} in all ({codings} coded passages).",
        facts.coded,
        coders=plural("{n} person", "{n} people", facts.coders),
        codings=thousands(facts.codings),
    )
    if not facts.accepted:
        return said
    accepted = _("{share} of the codings were accepted from the program's suggestions, each by a person.").format(
        share=percent(facts.accepted / facts.codings)
    )
    return f"{said} {accepted}"


def _agreed(facts: Facts) -> str:
    if facts.coders < 2:  # noqa: PLR2004
        return _("Agreement between coders was not measured: one person coded.") if facts.coders else ""
    found = facts.compared
    if found is None:
        return _("Agreement between coders was not measured: no interview was coded by all of them.")
    alpha = _("not computable") if found.alpha is None else coefficient(found.alpha)
    return plural(
        "{n} coder shares {interviews}: Krippendorff's alpha {alpha}, {percent} agreement over all codes ({units} units: "
        "{unit}); disagreements were {how}.",
        "{n} coders share {interviews}: Krippendorff's alpha {alpha}, {percent} agreement over all codes ({units} units: "
        "{unit}); disagreements were {how}.",
        found.coders,
        interviews=plural("{n} interview", "{n} interviews", found.interviews),
        alpha=alpha,
        percent=percent(found.percent or 0),
        units=thousands(found.units),
        unit=_unit(found.unit),
        how=blank(_("resolved how")),
    )


def _saturation(facts: Facts) -> Iterator[str]:
    """What may be claimed; nothing where the study is reflexive, and that is said."""
    if facts.rule.methodology == "reflexive":
        yield _(
            "In a reflexive analysis saturation was not a criterion (Braun & Clarke 2021); collection ended {why}."
        ).format(why=blank(_("why")))
        return
    if not facts.strata:  # nothing is coded: nothing was judged
        return
    yield _("{subject} was judged by the rule of Guest, Namey & Chen (2020), {when} ({parameters}).").format(
        subject=_("Code saturation") if facts.rule.level == "code" else _("Theme saturation"),
        when=blank(_("fixed when: before looking?")),
        parameters=parameters_line(facts.rule),
    )
    for result in facts.strata:
        name = _("Whole study") if result.name == "all" else result.name or _("not stated")
        why = f" {result.reason}" if result.verdict == "cannot_be_claimed" else ""
        sentence = _("{label}: {value}").format(label=name, value=short_verdict(result))
        yield f"{sentence}.{why}"


def _software(facts: Facts) -> str:
    if not facts.codings:
        return ""
    return _(
        "Coding and counting were done with qualcode {version}; frequencies count interviews, with Wilson's 95 % interval and no "
        "percentage below five."
    ).format(version=facts.version)


def _unit(unit: str) -> str:
    return {
        "turn": _("turn"),
        "sentence": _("sentence"),
        "passage": _("passage"),
        "interview": _("interview"),
        "characters": _("characters"),
    }.get(unit, unit)


# What the checklists ask


def _coreq(facts: Facts) -> dict[str, str]:
    """Items of COREQ that the study can fill."""
    coders = plural("{n} person coded.", "{n} people coded.", facts.coders) if facts.coders else ""
    return {
        "12": plural("{n} interview", "{n} interviews", facts.interviews) + f", {_people(facts)}.",
        "13": _("{outcomes}; reasons: {why}.").format(outcomes=asked_words(facts.asked), why=blank(_("reasons")))
        if facts.asked
        else "",
        "16": _groups(facts),
        "18": plural("{n} respondent was seen again.", "{n} respondents were seen again.", facts.repeated)
        if facts.repeated
        else "",
        "21": _durations(facts),
        "22": " ".join(_saturation(facts)) if facts.strata or facts.rule.methodology == "reflexive" else "",
        "24": f"{coders} {_agreed(facts)}".strip() if facts.coders else "",
        "25": _codebook(facts) if facts.codes else "",
        "26": _("Codes stand in {themes}; derived {how}.").format(
            themes=plural("{n} theme", "{n} themes", facts.themes), how=blank(_("in advance, or from the data"))
        )
        if facts.codes
        else "",
        "27": f"qualcode {facts.version}.",
        "29": _("Each quote is signed with the respondent's {sign} and its place in the transcript.").format(
            sign=_("role") if facts.quote_style == "role" else _("pseudonym and role")
        ),
        "31": _carried(facts, major=True),
        "32": _carried(facts, major=False),
    }


def _srqr(facts: Facts) -> dict[str, str]:
    """Items of SRQR that the study can fill."""
    chosen = blank(_("how people were chosen"))
    return {
        "S1": facts.title,
        "S8": f"{' '.join(_saturation(facts))} {chosen}." if facts.strata else "",
        "S12": plural("{n} interview", "{n} interviews", facts.interviews)
        + f", {_people(facts)}. {_groups(facts)}".strip(),
        "S13": _prepared(facts),
        "S14": f"{_codebook(facts)} {_coded(facts)}" if facts.codings else "",
        "S15": _trust(facts),
        "S17": _("The quote bank gives every quote with its place: transcript, turn, words."),
    }


def _groups(facts: Facts) -> str:
    if not facts.respondents_by_group:
        return ""
    groups = ", ".join(f"{name or _('not stated')} {n}" for name, n in facts.respondents_by_group.items())
    return _("By {by}: {groups}; {more}.").format(by=facts.by, groups=groups, more=blank(_("age, gender, experience")))


def _durations(facts: Facts) -> str:
    if not facts.minutes:
        return ""
    middle = facts.minutes[len(facts.minutes) // 2]
    return _("From {low} to {high} minutes, median {middle} (last time written in {n} transcripts).").format(
        low=facts.minutes[0], high=facts.minutes[-1], middle=middle, n=len(facts.minutes)
    )


def _trust(facts: Facts) -> str:
    trail = _("Every coding and every change of the codebook is journalled with its date and coder (audit trail).")
    blind = (
        _("Suggestions were withheld from some coders or segments, to see whether they shape agreement.")
        if facts.blind
        else ""
    )
    agreed = _agreed(facts) if facts.codings else ""
    return " ".join(part for part in (agreed, trail, blind) if part)


def _carried(facts: Facts, *, major: bool) -> str:
    """Themes in at least half of the coded interviews, or in fewer: a count, which makes no theme important."""
    if not facts.carried:
        return ""
    own = [theme for theme in facts.carried if (2 * theme.interviews >= facts.coded) is major]
    if not own:
        return ""
    count = _("{count} of {n}")
    named = [f"{theme.label} ({count.format(count=theme.interviews, n=facts.coded)})" for theme in own[:MOST_THEMES]]
    rest = len(own) - MOST_THEMES
    shown = ", ".join([*named, plural("{n} more", "{n} more", rest)] if rest > 0 else named)
    said = (
        _("Themes in at least half of the interviews: {themes}; {which}.")
        if major
        else _("Themes in fewer than half of the interviews: {themes}; {which}.")
    )
    return said.format(
        themes=shown, which=blank(_("which are major")) if major else blank(_("which are discussed as minor"))
    )


# Forms


def _how_to_read() -> str:
    return _("Square brackets are gaps that only you can fill. Numbers come from the study as it is today.")


def _label(item: Item) -> str:
    return _("{label}: {value}").format(label=item.topic, value="").rstrip()


def _markdown_table(items: tuple[Item, ...]) -> str:
    head = "| " + " | ".join((_("Item"), _("Topic"), _("Reported"))) + " |\n| ---: | --- | --- |"
    rows = (f"| {item.id} | {item.topic} | {(item.text or '[ ]').replace('|', chr(92) + '|')} |" for item in items)
    return "\n".join([head, *rows])
